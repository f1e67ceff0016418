// What is quicker from here than from wasm.

const settled = Promise.resolve();

/**
 * Makes a function that has `task` run soon: when what runs now has ended, before the page is drawn. `queueMicrotask` does the
 * same, and takes ten times as long.
 */
export function makeSoon(task) {
  // What it throws is an error of the page, as it would be there; a promise would be rejected.
  const run = () => {
    try {
      task();
    } catch (error) {
      reportError(error);
    }
  };
  return () => void settled.then(run);
}

// Where the site begins, if not at "/".
const { basePath } = document.documentElement.dataset;

/**
 * Sets an attribute, or takes it away. An `href` or `src` that begins with a slash is an address of the site. The same value is
 * not set again: an image would be loaded again.
 */
export function setAttribute(element, name, value) {
  if (basePath && /^(href|src)$/.test(name)) value = value?.replace(/^\/(?!\/)/, basePath);
  if (value == null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * The one element that the HTML is. It belongs to this document, as its clones then do: those of a template's content would be
 * adopted when they are put. Addresses that begin with a slash get the base path, if there is one.
 */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  if (basePath)
    for (const name of ["href", "src"])
      for (const element of template.content.querySelectorAll(`[${name}]`)) setAttribute(element, name, element.getAttribute(name));
  return document.adoptNode(template.content.firstElementChild);
}

/** The element of that name: the root itself or one within. */
export const findPart = (root, name) => (root.getAttribute("data-part") === name ? root : root.querySelector(`[data-part=${name}]`));

/**
 * Writes the text of a part. A translator or an extension may have put something in the node's place or beside it: the node is
 * then the part's only content again, and the translator translates the new text.
 */
export function setText(part, node, text) {
  node.data = text;
  if (part.firstChild !== node || node.nextSibling) part.replaceChildren(node);
}

/** The engine keeps the texts of numbers; the page's objects, which would take the number too, do not. */
export const setNumber = (part, node, number) => setText(part, node, String(number));

// Input methods compose a word from several key presses: until it is confirmed, what stands in the field is not what is meant. The
// key that confirms it does not submit the form. Safari tells of that key after the end of the composition, with the code 229.
let isComposing = false;
let isConfirming = false;
const follow = (type, run) => addEventListener(type, run, true);
follow("compositionstart", () => (isComposing = true));
follow("compositionend", () => (isComposing = false));
follow("keydown", (event) => (isConfirming = event.isComposing || event.keyCode === 229));
// A press on the form's button submits, also while a word is composed, as it mostly is on phones. A field that has gone with its composition
// holds up nothing.
for (const type of ["pointerdown", "focusin"]) follow(type, () => (isComposing = isConfirming = false));

/** Whether the event comes from the middle of a composition. */
export function isUnconfirmed(event) {
  if (event.type === "input") return event.isComposing === true;
  if (event.type !== "submit" || !(isComposing || isConfirming)) return false;
  event.preventDefault();
  return true;
}

/**
 * Takes the element from the page. A focus within it goes to what is around it, or else to the content, unless something else takes it: on the body, a
 * keyboard or a screen reader would begin again at the top.
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
