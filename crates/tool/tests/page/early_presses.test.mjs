// Presses before the start, with the few parts of a document that early_presses.js uses.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const script = readFileSync(new URL("../../src/package/early_presses.js", import.meta.url), "utf8");

class Slot {
  dataset = { status: "loading" };
}

class Button {
  attributes = new Map();
  isConnected = true;
  isInserted = false;
  type = "button";

  constructor(name, page, slot, more) {
    Object.assign(this, { name, page, slot, ...more });
  }
  closest(selector) {
    return selector.startsWith("[data-rendered]") ? this.slot : this;
  }
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  toggleAttribute(name, isOn) {
    if (isOn) this.setAttribute(name, "");
    else this.removeAttribute(name);
  }
  /** The click of a script: as in a browser, the page's listener gets it, too. */
  click() {
    this.page.press(this, { isTrusted: false });
  }
  get isWaiting() {
    return this.attributes.has("data-waiting") && this.attributes.get("aria-busy") === "true";
  }
}

function page({ isRendered = true } = {}) {
  const listeners = new Map();
  const observers = new Set();
  const page = { heard: [], slot: new Slot(), counts: undefined };
  class MutationObserver {
    constructor(run) {
      this.run = run;
    }
    observe() {
      observers.add(this);
    }
    disconnect() {
      observers.delete(this);
    }
  }
  const window = { __PRELOAD__: {} };
  runInNewContext(script, {
    window,
    MutationObserver,
    document: {
      documentElement: { dataset: isRendered ? { rendered: "" } : {} },
      getElementById: () => ({ compareDocumentPosition: ({ isInserted }) => (isInserted ? 4 : 2) }),
    },
    addEventListener: (type, run) => listeners.set(type, run),
    removeEventListener: (type) => listeners.delete(type),
  });
  page.counts = window.__PRELOAD__.earlyPresses;
  page.button = (name, slot, more) => new Button(name, page, slot, more);
  /** Presses a button; returns whether the button's own listeners and the browser get the press. */
  page.press = (button, more) => {
    let isThrough = true;
    const stop = () => (isThrough = false);
    listeners.get("click")?.({ isTrusted: true, target: button, preventDefault: stop, stopImmediatePropagation: stop, ...more });
    if (isThrough) page.heard.push(button.name);
    return isThrough;
  };
  page.tell = (type) => listeners.get(type)();
  page.change = () => [...observers].forEach(({ run }) => run());
  page.settle = (status) => {
    page.slot.dataset.status = status;
    page.change();
  };
  page.isObserving = () => observers.size > 0;
  return page;
}

test("presses in a slot wait until its remote is ready, and are repeated in order", () => {
  const { button, press, settle, slot, heard, counts, isObserving } = page();
  const [add, keep] = [button("add", slot), button("keep", slot)];
  for (const pressed of [add, keep, add]) assert.equal(press(pressed), false);
  assert.ok(add.isWaiting && keep.isWaiting);
  assert.deepEqual(heard, []);
  settle("ready");
  assert.deepEqual(heard, ["add", "keep", "add"]);
  assert.ok(!add.isWaiting && !keep.isWaiting && !isObserving());
  assert.deepEqual({ ...counts }, { kept: 3, repeated: 3, hasActed: false });
  assert.equal(press(add), true);
});

test("the shell is ready when the app has started, the slot of its page later", () => {
  const { button, press, tell, settle, slot, heard } = page();
  const [theme, add] = [button("theme"), button("add", slot)];
  for (const pressed of [add, theme]) press(pressed);
  tell("tarn:started");
  assert.deepEqual([heard, add.isWaiting, theme.isWaiting], [["theme"], true, false]);
  settle("ready");
  assert.deepEqual(heard, ["theme", "add"]);
});

for (const status of ["failed", "refused", "crashed"]) {
  test(`the wait ends without a press when the remote has ${status}`, () => {
    const { button, press, settle, slot, heard } = page();
    const add = button("add", slot);
    press(add);
    settle(status);
    assert.deepEqual([heard, add.isWaiting], [[], false]);
  });
}

test("the wait ends when the app cannot start, and nothing is kept any more", () => {
  const { button, press, tell, slot, heard, isObserving } = page();
  const [theme, add] = [button("theme"), button("add", slot)];
  for (const pressed of [theme, add]) press(pressed);
  tell("tarn:start-failed");
  assert.ok(!theme.isWaiting && !add.isWaiting && !isObserving());
  assert.deepEqual(heard, []);
  assert.equal(press(theme), true);
});

test("a button that has left the page is forgotten", () => {
  const { button, press, change, settle, slot, heard, isObserving } = page();
  const add = button("add", slot);
  press(add);
  add.isConnected = false;
  change();
  assert.ok(!isObserving());
  settle("ready");
  assert.deepEqual(heard, []);
});

test("fifty presses are kept, more are not", () => {
  const { button, press, settle, slot, heard, counts } = page();
  const add = button("add", slot);
  for (let number = 0; number < 60; number++) press(add);
  settle("ready");
  assert.deepEqual([heard.length, counts.kept], [50, 50]);
});

test("a form with an address is submitted by the browser, one without waits for its app", () => {
  const { button, press, slot } = page();
  const form = (...attributes) => ({ hasAttribute: (name) => attributes.includes(name) });
  assert.equal(press(button("show", slot, { type: "submit", form: form("action") })), true);
  assert.equal(press(button("log in", slot, { type: "submit", form: form() })), false);
  assert.equal(press(button("more", slot, { form: form("action") })), false);
});

for (const key of ["ctrlKey", "metaKey", "shiftKey", "altKey"]) {
  test(`a press with ${key} is the browser's`, () => {
    const { button, press, slot } = page();
    assert.equal(press(button("add", slot), { [key]: true }), true);
  });
}

test("disabled buttons, clicks of scripts and buttons of other scripts are left alone", () => {
  const { button, press, slot } = page();
  assert.equal(press(button("add", slot, { disabled: true })), true);
  assert.equal(press(button("add", slot), { isTrusted: false }), true);
  assert.equal(press(button("banner", undefined, { isInserted: true })), true);
});

test("a page that no server has rendered keeps no presses", () => {
  const { button, press } = page({ isRendered: false });
  assert.equal(press(button("banner")), true);
});

test("acts before the start are noticed on a page that a server has rendered", () => {
  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    const rendered = page();
    assert.equal(rendered.counts.hasActed, false);
    rendered.tell(act);
    assert.equal(rendered.counts.hasActed, true, act);
    const other = page({ isRendered: false });
    other.tell(act);
    assert.equal(other.counts.hasActed, false, act);
  }
});
