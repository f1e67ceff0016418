// Capabilities of the browser that are missing, throw or return wrong values.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../src/capabilities.js", import.meta.url), "utf8");
const { capabilities: ofPage } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const capabilities = (page) => ofPage(JSON.stringify, () => undefined, page);

const throws = () => {
  throw new DOMException("denied", "SecurityError");
};

test("a shared text is stored, and without storage it lives as long as the page", () => {
  const stored = {};
  const localStorage = {
    getItem: (key) => stored[key] ?? null,
    setItem: (key, text) => (stored[key] = text),
    removeItem: (key) => delete stored[key],
  };
  const text = capabilities({ localStorage }).sharedText("shop.logout");
  text.set("pending");
  assert.equal(stored["shop.logout"], "pending");
  // Another tab has removed it.
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

test("work runs once, even if locks are missing or refused", async () => {
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

test("a browser without network information counts as online", () => {
  assert.equal(capabilities({}).isOnline(), true);
  assert.equal(capabilities({ navigator: { onLine: false } }).isOnline(), false);
});
