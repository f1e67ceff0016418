// The HTTP client against a busy server, with a fake `fetch` and a fake `setTimeout`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

const source = readFileSync(new URL("../src/owner/api_client.js", import.meta.url), "utf8");
const { apiClient } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const jsonSource = readFileSync(new URL("../../../crates/capabilities/src/to_json.js", import.meta.url), "utf8");
const { toJson } = await import(`data:text/javascript,${encodeURIComponent(jsonSource)}`);

const BUSY = { error: { code: "busy", message: "The shop is very busy.", retryAfterMs: 1000 } };
const answer = (status, value, headers = {}) => new Response(value && JSON.stringify(value), { status, headers });
const busy = () => answer(503, BUSY, { "Retry-After": "1" });
const proxy = () => new Response("<h1>Service unavailable</h1>", { status: 503, headers: { "Retry-After": "2" } });

let answers, sent, waits, client;

beforeEach(() => {
  [answers, sent, waits] = [[], [], []];
  globalThis.window = {};
  globalThis.fetch = async (path, { method }) => {
    sent.push(`${method} ${path}`);
    return answers.shift()();
  };
  // Waits are recorded and end at once.
  globalThis.setTimeout = (run, ms) => {
    waits.push(ms);
    queueMicrotask(run);
  };
  const errors = ["network", "timeout", "nonsense", "session_ended", "a", "b", "c"];
  client = apiClient(
    () => undefined,
    () => undefined,
    () => true,
    () => {},
    () => {},
    errors.map((code) => ({ code, message: code, field: null, retryAfterMs: null, status: 0 })),
    {
      toJson,
      sharedText: () => ({ get: () => null, set: () => {}, remove: () => {} }),
      locked: (_, work) => work(),
      onOnline: () => {},
      onSeen: () => {},
    },
  );
});

test("a busy server's request is retried after its Retry-After", async () => {
  answers = [busy, busy, () => answer(200, { done: true })];
  assert.deepEqual(await client.request("POST", "/api/auth/code", { phone: "1234567" }), { done: true });
  assert.equal(sent.length, 3);
  assert.equal(waits.length, 2);
  for (const wait of waits) assert.ok(wait >= 1000 && wait <= 1250, `${wait}`);
});

test("a persistently busy server is reported after three attempts", async () => {
  answers = [busy, busy, busy];
  await assert.rejects(client.request("GET", "/api/orders"), { code: "busy", status: 503, retryAfterMs: 1000 });
  assert.equal(sent.length, 3);
});

test("after a proxy's 503 only idempotent requests are retried", async () => {
  for (const [method, path, headers] of [
    ["GET", "/api/orders"],
    ["POST", "/api/auth/refresh"],
    ["POST", "/api/orders", { "Idempotency-Key": "12345678" }],
  ]) {
    [sent, waits, answers] = [[], [], [proxy, () => answer(204)]];
    await client.request(method, path, undefined, headers);
    assert.equal(sent.length, 2, path);
    assert.ok(waits[0] >= 2000 && waits[0] <= 2500, `${waits[0]}`);
  }
  [sent, answers] = [[], [proxy]];
  await assert.rejects(client.request("POST", "/api/tickets", { subject: "x" }), { code: "nonsense", status: 503 });
  assert.equal(sent.length, 1);
});

test("the session is restored by a retry when the server is busy at the page's start", async () => {
  answers = [busy, () => answer(204)];
  assert.equal(await client.restore(), undefined);
  assert.deepEqual(sent, ["POST /api/auth/refresh", "POST /api/auth/refresh"]);
});

test("waits are short, and there are none for other errors or without Retry-After", async () => {
  answers = [() => answer(503, BUSY.error && { error: { ...BUSY.error, retryAfterMs: 3_600_000 } }), () => answer(204)];
  await client.request("GET", "/api/orders");
  assert.ok(waits[0] <= 6_250, `${waits[0]}`);
  for (const once of [
    () => answer(503, {}),
    () => answer(503, { error: { code: "down", message: "Down." } }),
    () => answer(500, { error: { code: "internal", message: "No." } }, { "Retry-After": "1" }),
    () => answer(429, { error: { code: "too_many_codes", message: "No.", retryAfterMs: 1000 } }),
  ]) {
    [sent, answers] = [[], [once]];
    await assert.rejects(client.request("GET", "/api/orders"));
    assert.equal(sent.length, 1);
  }
});

test("a request cancelled while it waits is not sent again", async () => {
  const cancel = new AbortController();
  answers = [busy, () => assert.fail("the request was sent again")];
  globalThis.setTimeout = (run) => {
    cancel.abort();
    queueMicrotask(run);
  };
  await assert.rejects(client.request("GET", "/api/orders", undefined, undefined, cancel.signal), { code: "busy" });
  assert.equal(sent.length, 1);
});
