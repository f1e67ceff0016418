// The data that a server sends with its pages, with the few parts of a document that preload.js uses.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import { runInNewContext } from "node:vm";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const rules = read("../../../manifest/src/page_rules.js")
  .replace("PARAMETER", ":")
  .replace("THIS_SCHEMA", "1")
  .replace("WRONG_PART", "[.]{2}")
  .replace("HASH", "sha384-");
const script = read("../../src/package/preload.js").replace("PAGE_RULES;", rules).replace("REQUIRES_TODAY", '"{}"');

const CONFIG = {
  remotes: {
    products: {
      manifests: ["/remotes/products/remote.json"],
      pages: ["/products"],
      data: { "/products": "/api/products" },
    },
  },
};
const ENTRY = { js: "a/products.js", wasm: "a/products.wasm" };
const INTEGRITY = { [ENTRY.js]: "sha384-js", [ENTRY.wasm]: "sha384-wasm" };
const ANSWERS = {
  "/federation.json": CONFIG,
  "https://shop.example/remotes/products/remote.json": { schema: 1, name: "products", requires: {}, entry: ENTRY, integrity: INTEGRITY },
  "/api/products": { items: ["of the API"] },
};
const AT = 1_000_000_000;
const SENT = { at: AT, answers: { "/api/products": { items: ["sent"] } }, failures: {} };

mock.timers.enable({ apis: ["setTimeout", "Date"], now: AT });

/** The page at /products. `sent` is the text of the script element with its data, `given` replaces parts of the browser. */
async function page(sent, given = {}) {
  mock.timers.setTime(AT);
  const asked = [];
  const window = {};
  const { localStorage = {} } = given;
  const dataset = sent === undefined ? {} : { rendered: "" };
  runInNewContext(script, {
    // Parsed by this JSON, objects equal those of this file.
    ...{ window, URL, AbortSignal, Date, JSON, Response, setTimeout },
    addEventListener: (kind, go) => kind === "DOMContentLoaded" && setImmediate(go),
    document: {
      documentElement: { dataset },
      head: { append: ({ href }) => asked.push(href) },
      createElement: () => ({}),
      getElementById: (id) => (id === "tarn-data" && sent !== undefined ? { textContent: sent } : null),
    },
    location: { pathname: "/products", search: "", toString: () => "https://shop.example/products" },
    localStorage,
    performance: { getEntriesByType: () => [] },
    fetch: async (address) => {
      asked.push(address);
      return Response.json(ANSWERS[address] ?? null);
    },
  });
  // Answers, and the pause before the wasm of the remote.
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  mock.timers.tick(300);
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  return { ...window.__PRELOAD__, asked };
}

const rendered = (more) => page(JSON.stringify({ ...SENT, ...more }));

test("data that the server has sent are taken once, by their address with its query", async () => {
  const { takeData } = await rendered({ answers: { "/api/products?page=2": [2], "/api/products": [1] } });
  assert.deepEqual(takeData("/api/products?page=2"), [2]);
  assert.equal(takeData("/api/products?page=2"), null);
  assert.equal(takeData("/api/products?page=3"), undefined);
  assert.deepEqual(takeData("/api/products"), [1]);
});

test("data that the server has sent are not fetched; the files of the page's remote are", async () => {
  const { asked } = await rendered();
  const { js, wasm } = ENTRY;
  const files = [js, wasm].map((file) => `https://shop.example/remotes/products/${file}`);
  assert.deepEqual(asked, ["/federation.json", "https://shop.example/remotes/products/remote.json", ...files]);
});

test("the manifest of the build that has rendered the page is taken from the page", async () => {
  const [entry, integrity] = [{ js: "b/products.js" }, { "b/products.js": "sha384-b" }];
  const manifest = { schema: 1, name: "products", requires: {}, entry, integrity };
  const { asked, take } = await rendered({ manifests: { "/remotes/products/remote.json": JSON.stringify(manifest) } });
  assert.deepEqual(asked, ["/federation.json", "https://shop.example/remotes/products/b/products.js"]);
  const address = "https://shop.example/remotes/products/remote.json";
  const answer = await take(address);
  assert.deepEqual([answer.url, answer.ok, await answer.json()], [address, true, manifest]);
  assert.equal(take(address), null);
});

test("where storage is denied, the page has what the server has sent", async () => {
  const denied = new Proxy({}, { get: () => assert.fail("denied") });
  const manifests = { "/remotes/products/remote.json": "{}" };
  const { take, takeData } = await page(JSON.stringify({ ...SENT, manifests }), { localStorage: denied });
  // The host's loader, which asks first, mounts the build that has rendered the page.
  assert.equal(await (await take("https://shop.example/remotes/products/remote.json")).text(), "{}");
  assert.deepEqual(takeData("/api/products"), { items: ["sent"] });
});

test("data of a page that no server has rendered are fetched", async () => {
  const { asked, takeData, takeRefusal, isStale } = await page();
  assert.ok(asked.includes("/api/products"));
  assert.deepEqual(takeData("/api/products"), ANSWERS["/api/products"]);
  assert.deepEqual([takeRefusal("/api/products"), isStale()], [undefined, false]);
});

for (const [what, at, expected] of [
  ["of this moment", AT, false],
  ["of a server whose clock is 50 s ahead", AT + 50_000, false],
  ["of 50 s ago", AT - 50_000, false],
  ["from a cache", AT - 60_000, true],
  ["of a server whose clock is an hour ahead", AT + 3_600_000, true],
  ["without a time", null, true],
  ["with a wrong time", "soon", true],
]) {
  test(`data ${what} are ${expected ? "stale" : "fresh"}, and known`, async () => {
    const { takeData, isStale } = await rendered({ at });
    assert.deepEqual(takeData("/api/products"), { items: ["sent"] });
    assert.equal(isStale(), expected);
  });
}

test("data that an app takes late are stale by then", async () => {
  const { takeData, isStale } = await rendered();
  assert.equal(takeData("/api/products/p1"), undefined);
  assert.equal(isStale(), false);
  mock.timers.tick(60_000);
  assert.ok(takeData("/api/products"));
  assert.equal(isStale(), true);
});

test("a clock that throws costs a request", async () => {
  const { takeData, isStale } = await rendered();
  assert.ok(takeData("/api/products"));
  const broken = mock.method(Date, "now", () => {
    throw new TypeError("replaced by another script");
  });
  assert.equal(isStale(), true);
  broken.mock.restore();
});

test("a refusal is taken once", async () => {
  const refusal = { status: 404, body: { error: { code: "not_found" } } };
  const { takeData, takeRefusal } = await rendered({ answers: {}, failures: { "/api/products/px": refusal } });
  assert.equal(takeData("/api/products/px"), undefined);
  assert.deepEqual(takeRefusal("/api/products/px"), refusal);
  assert.equal(takeRefusal("/api/products/px"), undefined);
});

for (const text of ["", "{", "null", "7", "[]", "{}", '{"answers":7,"failures":"x"}']) {
  test(`broken data (${text || "none"}) are ignored`, async () => {
    const { takeData, takeRefusal } = await page(text);
    assert.equal(takeData("/api/products"), undefined);
    assert.equal(takeRefusal("/api/products"), undefined);
  });
}
