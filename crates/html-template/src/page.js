// Operations that are faster in JavaScript than from wasm.

// Base path of the site, if it is not "/".
const { basePath } = document.documentElement.dataset;

/**
 * Sets or removes an attribute. An `href` or `src` that begins with a slash is an address of the site. An unchanged value is
 * not set again, because an image would be loaded again.
 */
export function setAttribute(element, name, value) {
  if (basePath && /^(href|src)$/.test(name)) value = value?.replace(/^\/(?!\/)/, basePath);
  if (value == null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Parses HTML with one root element. It belongs to this document, and so do its clones: clones of a template's content would be
 * adopted on insertion. Addresses that begin with a slash get the base path, if there is one.
 */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  if (basePath)
    for (const name of ["href", "src"])
      for (const element of template.content.querySelectorAll(`[${name}]`)) setAttribute(element, name, element.getAttribute(name));
  return document.adoptNode(template.content.firstElementChild);
}

/** The element with that name: the root itself or a descendant. */
export const findPart = (root, name) => (root.getAttribute("data-part") === name ? root : root.querySelector(`[data-part=${name}]`));

/**
 * Writes the text of a part. A translator or an extension may have replaced the node or added siblings: the node then
 * becomes the part's only content again, and the translator translates the new text.
 */
export function setText(part, node, text) {
  node.data = text;
  if (part.firstChild !== node || node.nextSibling) part.replaceChildren(node);
}

/** The engine caches the strings of numbers; methods of page objects that accept a number do not. */
export const setNumber = (part, node, number) => setText(part, node, String(number));

// Input methods compose a word from several key presses: until it is confirmed, the value of the field is provisional. The key that confirms it does
// not submit the form. Safari sends that key after the end of the composition, with the code 229.
function followComposition() {
  const state = { isComposing: false, isConfirming: false };
  const follow = (type, run) => addEventListener(type, run, true);
  follow("compositionstart", () => (state.isComposing = true));
  follow("compositionend", () => (state.isComposing = false));
  follow("keydown", (event) => (state.isConfirming = event.isComposing || event.keyCode === 229));
  // A press on the form's button submits even during a composition, which is the normal state on phones. A removed field with a composition blocks
  // nothing.
  for (const type of ["pointerdown", "focusin"]) follow(type, () => (state.isComposing = state.isConfirming = false));
  return state;
}

// One state for all apps of the page: listeners of each app would keep the memory of a remote after its end.
const composition = (document[Symbol.for("tarn.composition")] ??= followComposition());

/** Whether the event happens during a composition. */
export function isUnconfirmed(event) {
  if (event.type === "input") return event.isComposing === true;
  if (event.type !== "submit" || !(composition.isComposing || composition.isConfirming)) return false;
  event.preventDefault();
  return true;
}

/**
 * Removes the element from the page. A focus inside it moves to the surrounding element, or else to the content, unless something else takes it:
 * from the body, keyboard and screen reader users would start again at the top.
 */
export function remove(element) {
  const hasFocus = element.contains(document.activeElement);
  const around = hasFocus && (element.parentElement?.closest("[tabindex]") ?? document.querySelector("main[tabindex]"));
  element.remove();
  if (around) {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) around.focus({ preventScroll: true });
    });
  }
}
