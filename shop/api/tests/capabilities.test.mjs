// What the browser gives, where it is missing, throws, or says what is not true.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../src/owner/capabilities.js", import.meta.url), "utf8");
const { capabilities: ofPage } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const capabilities = (page) => ofPage(JSON.stringify, () => undefined, page);

const throws = () => {
  throw new DOMException("denied", "SecurityError");
};

test("a note is what is stored, and lasts as long as the page where nothing can be stored", () => {
  const stored = {};
  const localStorage = {
    getItem: (key) => stored[key] ?? null,
    setItem: (key, text) => (stored[key] = text),
    removeItem: (key) => delete stored[key],
  };
  const text = capabilities({ localStorage }).sharedText("shop.logout");
  text.set("pending");
  assert.equal(stored["shop.logout"], "pending");
  // Another tab has done it.
  localStorage.removeItem("shop.logout");
  assert.equal(text.get(), null);
  const denied = Object.defineProperty({}, "localStorage", { get: throws });
  const full = { localStorage: { ...localStorage, setItem: throws } };
  for (const page of [denied, full]) {
    const text = capabilities(page).sharedText("shop.logout");
    assert.equal(text.get(), null);
    text.set("pending");
    assert.equal(text.get(), "pending");
    text.remove();
    assert.equal(text.get(), null);
  }
});

test("work is done once, also where there are no locks or they refuse", async () => {
  const refusing = { locks: { request: async () => throws() } };
  const granting = { locks: { request: async (_, begin) => begin() } };
  for (const navigator of [undefined, {}, { locks: { request: throws } }, refusing, granting]) {
    let done = 0;
    assert.equal(await capabilities({ navigator }).locked("shop", async () => ++done), 1);
    await assert.rejects(
      capabilities({ navigator }).locked("shop", async () => throws()),
      { name: "SecurityError" },
    );
    assert.equal(done, 1);
  }
});

test("a browser that says nothing of its network counts as online", () => {
  assert.equal(capabilities({}).isOnline(), true);
  assert.equal(capabilities({ navigator: { onLine: false } }).isOnline(), false);
});
