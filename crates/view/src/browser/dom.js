// Operations on nodes that are faster in JavaScript than from wasm. A region is an element (all its content), or what is between two comments:
// `at` is the element or the first comment, `end` the second comment.

const settled = Promise.resolve();

/**
 * Creates a function that schedules `task` after the running code, before the page is drawn. `queueMicrotask` does the
 * same, and takes ten times as long.
 */
export function makeSoon(task) {
  // An exception of the task is an error of the page, as with `queueMicrotask`; a promise would reject.
  const run = () => {
    try {
      task();
    } catch (error) {
      reportError(error);
    }
  };
  return () => void settled.then(run);
}

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

export const setClass = (element, name, isSet) => element.classList.toggle(name, isSet);

export const setStyle = (element, name, value) => element.style.setProperty(name, value ?? "");

/** An equal value is not set again: it would move the caret. */
export function setProperty(element, name, value) {
  // The value of a field is a text.
  if (name === "value") value = String(value ?? "");
  if (typed.get(element) === name) typed.delete(element);
  else if (element[name] !== value) element[name] = value;
}

/** Fields with what was typed or chosen before the page was ready: the name of the property. */
const typed = new WeakMap();
/** Fields whose events are due. The option that was chosen and the one before notice the same choice. */
const telling = new WeakSet();

/** The option of a list for one choice that was chosen before the page was ready, if nothing else was chosen. */
function initialOption({ options }) {
  const all = [...options];
  return all.filter((option) => option.defaultSelected).pop() ?? all.find((option) => !option.disabled);
}

/** Value of a property before the page was ready, if nothing was typed or chosen. */
function initialValue(element, name) {
  if (name === "checked") return element.defaultChecked;
  if (name === "selected") {
    const list = element.closest("select");
    return list?.type === "select-one" ? initialOption(list) === element : element.defaultSelected;
  }
  if (name !== "value") return;
  return element.type === "select-one" ? initialOption(element)?.value : element.defaultValue;
}

/** What was typed before the page was ready wins over the first value, and is an event of the field. */
export function keepTyped(element, name) {
  const initial = initialValue(element, name);
  if (initial === undefined || element[name] === initial) return;
  typed.set(element, name);
  // The choice of a radio button is an event of that button, not of the one that it has replaced.
  if (element.type === "radio" && !element.checked) return;
  const field = name === "selected" ? element.closest("select") : element;
  if (telling.has(field)) return;
  telling.add(field);
  for (const type of ["input", "change"]) settled.then(() => field.dispatchEvent(new Event(type, { bubbles: true })));
  settled.then(() => telling.delete(field));
}

/** Sets the content. Equal content keeps its nodes: those that a server has sent. */
export function setHtml(element, html) {
  const copy = element.cloneNode();
  copy.innerHTML = html;
  if (copy.innerHTML !== element.innerHTML) element.replaceChildren(...copy.childNodes);
}

/**
 * Parses HTML with one root element. It belongs to this document, and so do its copies: copies of a template's content would be
 * adopted on insertion. Addresses that begin with a slash get the base path, if there is one. A part of an SVG image is unknown outside of `<svg>`.
 */
export function parse(html, isSvg) {
  const template = document.createElement("template");
  template.innerHTML = isSvg ? `<svg>${html}</svg>` : html;
  if (basePath)
    for (const name of ["href", "src"])
      for (const element of template.content.querySelectorAll(`[${name}]`)) setAttribute(element, name, element.getAttribute(name));
  const root = template.content.firstElementChild;
  return document.adoptNode(isSvg ? root.firstElementChild : root);
}

/** The comment that ends the region which begins at this comment. */
function endOf(start) {
  let depth = 0;
  for (let node = start; node; node = node.nextSibling) {
    if (node.nodeType !== 8) continue;
    if (node.data === "[") depth++;
    else if (node.data === "]" && --depth === 0) return node;
  }
}

const isStart = (node) => node.nodeType === 8 && node.data === "[";

/** The node after this one. A region counts as one node; one without an end has nothing after it. */
const after = (node) => (isStart(node) ? endOf(node) : node)?.nextSibling;

/** What templates have in the places of their nodes. It is read once, because reading a document takes longer than comparing. */
const shapes = new WeakMap();

function newShape(like) {
  const parts = [];
  for (let part = like.firstChild; part; part = after(part)) parts.push(newShape(part));
  const all = [...(like.attributes ?? [])].map(({ name, value }) => [name, value]);
  return {
    name: like.nodeName,
    text: like.nodeType === 3 ? like.data : undefined,
    isStart: isStart(like),
    attributes: all.filter(([name]) => !/^(class|style|open)$/.test(name)),
    className: like.className,
    classes: [...(like.classList ?? [])],
    parts,
  };
}

function hasShape(node, { name, text, isStart: isRegion, attributes, className, classes, parts }) {
  // A translator puts elements in place of texts.
  if (text !== undefined) return node.localName === "font" || (node.nodeType === 3 && node.data === text);
  if (node.nodeName !== name || isStart(node) !== isRegion) return false;
  for (const [name, value] of attributes) if (node.getAttribute(name) !== value) return false;
  if (node.className !== className) for (const name of classes) if (!node.classList.contains(name)) return false;
  let child = node.firstChild;
  for (const part of parts) {
    if (!child || !hasShape(child, part)) return false;
    child = after(child);
  }
  return !child || parts.length === 0;
}

/**
 * Whether a node that a server has sent is what a template has in its place: the same texts, elements and constant attributes. Left out are the
 * content of elements that are empty in the template, which may be holes, lists of classes and styles, and what users open and close.
 */
export function isAlike(node, like) {
  let shape = shapes.get(like);
  if (!shape) shapes.set(like, (shape = newShape(like)));
  return hasShape(node, shape);
}

/** The comments of the region that begins at this node. A page that was cut off has a beginning only. */
export function regionAt(node) {
  const end = isStart(node) && endOf(node);
  return end ? [node, end] : undefined;
}

/** The place of an element: the steps from the nearest element with an id, or from the document. */
function positionOf(element) {
  const steps = [];
  for (let node = element; node; node = node.parentElement) {
    // A field of a form may be named `id` or `children`, and then stands in place of that property of the form.
    const id = node.getAttribute("id");
    if (id) return [`#${id}`, ...steps].join(" > ");
    let number = 1;
    for (let before = node.previousElementSibling; before; before = before.previousElementSibling) number++;
    steps.unshift(node.parentElement ? `${node.localName}:nth-child(${number})` : node.localName);
  }
  return steps.join(" > ");
}

/** Tells the page that a server has sent other content than a component expects. The page's owner counts such events. */
export function reportMismatch(at, component, expected) {
  const element = at.nodeType === 1 ? at : at.parentElement;
  const detail = { component, expected: expected.slice(0, 80), position: positionOf(element) };
  element?.dispatchEvent(new CustomEvent("tarn:mismatch", { bubbles: true, detail }));
}

/** Removes this node, or the region that begins at it, and returns the next one. */
export function skip(node) {
  const last = regionAt(node)?.[1] ?? node;
  const next = last.nextSibling;
  remove(node, last);
  return next ?? undefined;
}

/**
 * The nodes of the holes of an element, or undefined if it has another structure: see `walk.rs` of tarn-view-macro. A hole between siblings has two nodes.
 */
export function walk(root, steps) {
  const nodes = [];
  let node = root;
  let count = 0;
  for (const step of steps) {
    if (!node) return;
    if (step === ".") {
      nodes.push(node);
      if (isStart(node)) nodes.push(endOf(node));
    } else if (step === ">") node = node.firstChild;
    else if (step === "<") node = node.parentNode;
    else if (step !== "+") count = count * 10 + +step;
    else for (count ||= 1; node && count; count--) node = after(node);
  }
  return nodes.includes(undefined) ? undefined : nodes;
}

export const insert = (at, end, node) => (end ? end.before(node) : at.append(node));

export const createText = (text) => document.createTextNode(text);

export const createNumber = (number) => document.createTextNode(number);

export const fragment = () => document.createDocumentFragment();

/** Appends a region to a region; returns its first comment. */
export function part(at, end) {
  const start = document.createComment("[");
  insert(at, end, start);
  start.after(document.createComment("]"));
  return start;
}

/**
 * Writes the text that is the only content of a region. A translator or an extension may have replaced the node or added siblings: the node then
 * becomes the only content again, and the translator translates the new text.
 */
export function writeText(at, end, node, text) {
  node.data = text;
  const first = end ? at.nextSibling : at.firstChild;
  if (first === node && node.nextSibling === (end ?? null)) return;
  clear(at, end);
  insert(at, end, node);
}

/** The engine caches the strings of numbers; methods of page objects that accept a number do not. */
export const writeNumber = (at, end, node, number) => writeText(at, end, node, String(number));

/** The nodes from the first one to the one before `next`. Another script may have removed `next`: then to the last one. */
function siblings(first, next) {
  const nodes = [];
  for (let node = first; node && node !== next; node = node.nextSibling) nodes.push(node);
  return nodes;
}

export const clear = (at, end) => removeAll(siblings(end ? at.nextSibling : at.firstChild, end));

/** Inserts a node. One that moves within the page keeps its focus and scroll position, where the browser has `moveBefore`. */
function place(parent, node, next) {
  // `moveBefore` throws between documents: another script may have moved the node into a window or a frame of its own.
  const isOnPage = node.isConnected && parent.isConnected && node.ownerDocument === parent.ownerDocument;
  if (parent.moveBefore && isOnPage) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}

/** Whether the nodes from `first` to `last` are in `parent`, and before `next` in it, if there is a next one: another script may have moved them. */
export const isBefore = (first, last, parent, next) =>
  first.parentNode === parent &&
  (!next || last.nextSibling === next || (last.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);

export { moveNodes as move };
function moveNodes(first, last, parent, next) {
  // Another script may have moved `next` elsewhere.
  if (next?.parentNode !== parent) next = null;
  for (const node of siblings(first, last.nextSibling)) place(parent, node, next);
}

export const remove = (first, last) => removeAll(siblings(first, last.nextSibling));

/**
 * Removes nodes from the page. A focus inside them moves to the surrounding element, or else to the content, unless something else takes it:
 * from the body, keyboard and screen reader users would start again at the top.
 */
function removeAll(nodes) {
  const hasFocus = nodes.some((node) => node.contains(document.activeElement));
  const around = hasFocus && (nodes[0].parentElement?.closest("[tabindex]") ?? document.querySelector("main[tabindex]"));
  // Components of Leptos keep what they remove, and show it again: the nodes stay together.
  const together = fragment();
  for (const node of nodes) together.append(node);
  if (around) {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) around.focus({ preventScroll: true });
    });
  }
}

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
