// Functions that are faster in JavaScript than in wasm.

const settled = Promise.resolve();

/**
 * Creates a function that schedules `task` as a microtask. `queueMicrotask` does the same, and takes ten times as long.
 */
export function makeSoon(task) {
  // An exception is an error of the page, as with `queueMicrotask`; the promise would be rejected.
  const run = () => {
    try {
      task();
    } catch (error) {
      reportError(error);
    }
  };
  return () => void settled.then(run);
}

// The base path of the site, if it is not "/".
const { basePath } = document.documentElement.dataset;

/**
 * Sets or removes an attribute. An `href` or `src` that begins with a slash is an address of the site. An equal value is not set again,
 * because an image would be loaded again.
 */
export function setAttribute(element, name, value) {
  if (basePath && /^(href|src)$/.test(name)) value = value?.replace(/^\/(?!\/)/, basePath);
  if (value == null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * The only element of the HTML. It belongs to this document, and so do its clones: clones of a template's content would be adopted at
 * their insertion. Addresses that begin with a slash get the base path, if there is one.
 */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  if (basePath)
    for (const name of ["href", "src"])
      for (const element of template.content.querySelectorAll(`[${name}]`)) setAttribute(element, name, element.getAttribute(name));
  return document.adoptNode(template.content.firstElementChild);
}

/** The part of that name: the root or a descendant. */
export const findPart = (root, name) => (root.getAttribute("data-part") === name ? root : root.querySelector(`[data-part=${name}]`));

/**
 * Sets the text of a part. A translator or an extension may have replaced the node or inserted siblings: the node becomes the only
 * content of the part again, and the translator translates the new text.
 */
export function setText(part, node, text) {
  node.data = text;
  if (part.firstChild !== node || node.nextSibling) part.replaceChildren(node);
}

/** Engines cache the texts of numbers; DOM nodes, which also accept numbers, do not. */
export const setNumber = (part, node, number) => setText(part, node, String(number));

// Input methods compose a word from several key presses: until it is confirmed, the content of the field is incomplete. The confirming
// key does not submit the form. Safari sends that key after the end of the composition, with the code 229.
let isComposing = false;
let isConfirming = false;
const follow = (type, run) => addEventListener(type, run, true);
follow("compositionstart", () => (isComposing = true));
follow("compositionend", () => (isComposing = false));
follow("keydown", (event) => (isConfirming = event.isComposing || event.keyCode === 229));
// A press on the button of the form submits also during a composition, which is common on phones. The composition of a removed field does
// not block later submits.
for (const type of ["pointerdown", "focusin"]) follow(type, () => (isComposing = isConfirming = false));

/** Whether the event belongs to an unconfirmed composition. */
export function isUnconfirmed(event) {
  if (event.type === "input") return event.isComposing === true;
  if (event.type !== "submit" || !(isComposing || isConfirming)) return false;
  event.preventDefault();
  return true;
}

/**
 * Removes the element from the page. A focus inside moves to a focusable ancestor or to the content, unless other code moves it: on the body, a
 * keyboard or a screen reader would start at the top.
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
