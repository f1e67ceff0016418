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

/**
 * The one element that the HTML is. It belongs to this document, as its clones then do: those of a template's content would be
 * adopted when they are put.
 */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.adoptNode(template.content.firstElementChild);
}

/** The element of that name: the root itself or one within. */
export const findPart = (root, name) =>
  root.getAttribute("data-part") === name ? root : root.querySelector(`[data-part=${name}]`);

/** The engine keeps the texts of numbers; the page's objects, which would take the number too, do not. */
export function setNumber(node, number) {
  node.data = String(number);
}

// Input methods compose a word from several key presses: until it is confirmed, what stands in the field is not what is meant.
let isComposing = false;
addEventListener("compositionstart", () => (isComposing = true), true);
// Some browsers tell of the key that confirms the word only after the end of the composition.
addEventListener("compositionend", () => setTimeout(() => (isComposing = false)), true);

/** Whether the event comes in the middle of a composition. The key that confirms a word does not submit the form. */
export function isUnconfirmed(event) {
  if (event.type === "input") return event.isComposing === true;
  if (event.type !== "submit" || !isComposing) return false;
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
