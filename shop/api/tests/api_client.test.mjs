// Logout, login and refresh of the one HTTP client, with a server that may be unreachable.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

const source = readFileSync(new URL("../src/owner/api_client.js", import.meta.url), "utf8");
const { apiClient } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const jsonSource = readFileSync(new URL("../../../crates/capabilities/src/to_json.js", import.meta.url), "utf8");
const { toJson } = await import(`data:text/javascript,${encodeURIComponent(jsonSource)}`);

const ERRORS = ["network", "timeout", "nonsense", "session_ended", "path", "path", "body"].map((code) => ({ code }));
const SESSION = { token: "t", expiresAt: 1, user: { id: "u" } };
const LOGOUT = "/api/auth/logout";

let sent;
let answers;
let stored;

beforeEach(() => {
  sent = [];
  stored = null;
  answers = { [LOGOUT]: 204, "/api/auth/refresh": SESSION, "/api/auth/verify": SESSION, "/api/products": [] };
  globalThis.window = {};
  globalThis.fetch = async (path) => {
    sent.push(path);
    const answer = answers[path];
    if (answer === "unreachable") throw new TypeError("Failed to fetch");
    if (typeof answer === "number") return new Response(answer === 204 ? null : "<html>", { status: answer });
    return Response.json(answer);
  };
});

/** A page: one more client over the same storage, as after a reload or in another tab. */
function page(known = {}) {
  const waking = [];
  const browser = {
    toJson,
    sharedText: () => ({ get: () => stored, set: (text) => (stored = text), remove: () => (stored = null) }),
    locked: (_, work) => work(),
    onOnline: (run) => waking.push(run),
    onSeen: () => {},
  };
  const client = apiClient(
    () => known.token,
    () => known.user,
    ({ token, user }) => Object.assign(known, { token, user: user.id }),
    () => {},
    () => {},
    ERRORS,
    browser,
  );
  return { ...client, online: () => Promise.all(waking.map((run) => run())) };
}

const logOutUnheard = async (fault) => {
  answers[LOGOUT] = fault;
  await assert.rejects(page().request("POST", LOGOUT));
  assert.equal(stored, "pending");
  sent = [];
};

test("a confirmed logout leaves nothing stored", async () => {
  await page().request("POST", LOGOUT);
  assert.equal(stored, null);
});

for (const fault of ["unreachable", 503, 200]) {
  test(`a logout that failed with ${fault} is repeated by the next page, before it restores a session`, async () => {
    await logOutUnheard(fault);
    answers[LOGOUT] = 204;
    answers["/api/auth/refresh"] = 204;
    assert.equal(await page().restore(), undefined);
    assert.deepEqual(sent, [LOGOUT, "/api/auth/refresh"]);
    assert.equal(stored, null);
  });
}

test("while a logout is unconfirmed, no refresh restores the session", async () => {
  await logOutUnheard("unreachable");
  assert.equal(await page().restore(), undefined);
  assert.deepEqual([sent, stored], [[LOGOUT], "pending"]);
});

test("an unconfirmed logout is repeated once the network is back or any request is answered", async () => {
  const { online, request } = page();
  for (const wake of [online, () => request("GET", "/api/products")]) {
    await logOutUnheard("unreachable");
    answers[LOGOUT] = 204;
    await wake();
    await new Promise(setImmediate);
    assert.deepEqual([sent.at(-1), stored], [LOGOUT, null]);
  }
});

test("a login survives the unconfirmed logout before it, whether its repetition succeeds or not", async () => {
  for (const fault of ["unreachable", 204]) {
    await logOutUnheard("unreachable");
    answers[LOGOUT] = fault;
    assert.deepEqual(await page().request("POST", "/api/auth/verify", {}), SESSION);
    assert.deepEqual([sent, stored], [[LOGOUT, "/api/auth/verify"], null]);
  }
});

test("a failed login keeps the unconfirmed logout", async () => {
  await logOutUnheard("unreachable");
  answers["/api/auth/verify"] = "unreachable";
  await assert.rejects(page().request("POST", "/api/auth/verify", {}));
  assert.equal(stored, "pending");
});

test("a session that arrives after a logout is dropped", async () => {
  const { restore, request } = page();
  answers[LOGOUT] = "unreachable";
  const restoring = restore();
  await assert.rejects(request("POST", LOGOUT));
  assert.equal(await restoring, undefined);
});

for (const [whose, present, times] of [
  ["the same user's new token", "u", 2],
  ["the token of another user", "first", 1],
]) {
  test(`a refused request is ${times === 2 ? "" : "not "}repeated with ${whose}`, async () => {
    answers["/api/orders"] = 401;
    const request = page({ token: "old", user: present }).request("POST", "/api/orders", {});
    await assert.rejects(request, ({ code }) => (code === "session_ended") === (times === 1));
    assert.equal(sent.filter((path) => path === "/api/orders").length, times);
  });
}

/** A server with manual answers to refreshes, which sees cancelled requests. */
function slowRefresh() {
  const { fetch } = globalThis;
  const refreshes = [];
  globalThis.fetch = (path, { signal } = {}) => {
    if (path !== "/api/auth/refresh") return fetch(path);
    sent.push(path);
    return new Promise((resolve, reject) => {
      refreshes.push({ signal, answer: (session) => resolve(Response.json(session)) });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  };
  return refreshes;
}

const settled = () => new Promise(setImmediate);

/** An older browser, without `AbortSignal.any` and `AbortSignal.timeout`. */
function withoutYoungSignals(t) {
  const { any, timeout } = AbortSignal;
  AbortSignal.any = AbortSignal.timeout = undefined;
  t.after(() => Object.assign(AbortSignal, { any, timeout }));
}

for (const isOld of [false, true]) {
  test(`a login cancels the pending refresh, whose cookie would replace the login's${isOld ? ", in older browsers, too" : ""}`, async (t) => {
    if (isOld) {
      withoutYoungSignals(t);
      t.mock.timers.enable({ apis: ["setTimeout"] });
    }
    const refreshes = slowRefresh();
    const { restore, request } = page();
    const restoring = restore();
    await settled();
    const newer = { ...SESSION, token: "of the login" };
    answers["/api/auth/verify"] = newer;
    assert.deepEqual(await request("POST", "/api/auth/verify", {}), newer);
    assert.equal(refreshes[0].signal.aborted, true);
    // The restoration goes on with a refresh of the new session.
    await settled();
    refreshes[1].answer(newer);
    assert.deepEqual(await restoring, newer);
    assert.deepEqual(sent, ["/api/auth/refresh", "/api/auth/verify", "/api/auth/refresh"]);
  });
}

test("a refresh that a wrong code cancelled is sent again", async () => {
  const refreshes = slowRefresh();
  const { restore, request } = page();
  const restoring = restore();
  await settled();
  answers["/api/auth/verify"] = 401;
  await assert.rejects(request("POST", "/api/auth/verify", {}));
  await settled();
  refreshes[1].answer(SESSION);
  assert.deepEqual(await restoring, SESSION);
});

test("a late renewal does not overwrite a newer login, and the request uses the newer token", async () => {
  const refreshes = slowRefresh();
  const { fetch } = globalThis;
  let token = "older";
  const used = [];
  globalThis.fetch = (path, init) => {
    if (path !== "/api/orders") return fetch(path, init);
    used.push(init.headers.Authorization);
    return Promise.resolve(Response.json([], { status: used.length > 1 ? 200 : 401 }));
  };
  const browser = { toJson, sharedText: () => ({ get: () => null, remove: () => {} }), locked: (_, work) => work(), onOnline() {}, onSeen() {} };
  const taken = [];
  const client = apiClient(
    () => token,
    () => "u",
    (session) => taken.push(session),
    () => {},
    () => {},
    ERRORS,
    browser,
  );
  const asking = client.request("GET", "/api/orders");
  await settled();
  token = "newer";
  refreshes[0].answer({ ...SESSION, token: "of the renewal" });
  await asking;
  assert.deepEqual([taken, used], [[], ["Bearer older", "Bearer newer"]]);
});

test("a slow answer is a timeout, also for a cancellable request", async (t) => {
  withoutYoungSignals(t);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
  for (const cancelled of [undefined, new AbortController().signal]) {
    const asking = page().request("GET", "/api/products", undefined, undefined, cancelled);
    t.mock.timers.tick(15_000);
    await assert.rejects(asking, { code: "timeout" });
  }
});

test("a request is sent as plain JSON even if another script adds toJSON to arrays", async (t) => {
  t.after(() => delete Array.prototype.toJSON);
  const bodies = [];
  globalThis.fetch = async (_, { body }) => {
    bodies.push(body);
    return new Response(null, { status: 204 });
  };
  for (const toJSON of [undefined, () => "changed"]) {
    if (toJSON) Array.prototype.toJSON = toJSON;
    await page().request("POST", "/api/orders", { lines: [{ productId: "p1" }] });
  }
  assert.deepEqual(bodies, Array(2).fill('{"lines":[{"productId":"p1"}]}'));
});

for (const name of ["body", "cache", "mode", "integrity"]) {
  test(`a request ignores Object.prototype.${name} of another script`, async (t) => {
    t.after(() => delete Object.prototype[name]);
    Object.prototype[name] = "not ours";
    let read;
    globalThis.fetch = async (_, init) => {
      read = init[name];
      return new Response(null, { status: 204 });
    };
    await page().request("GET", "/api/products");
    assert.notEqual(read, "not ours");
  });
}

test("the query cache gets the data of the page, or the error that the server has shown", () => {
  const known = { "/api/products": [1] };
  const refused = { "/api/products/px": { status: 404, body: { error: { code: "not_found", message: "There is no such product." } } } };
  globalThis.__PRELOAD__ = { takeData: (path) => known[path], takeRefusal: (path) => refused[path], isStale: () => false };
  const { preloaded } = page().queries;
  assert.deepEqual(preloaded("/api/products"), { data: [1], isStale: false });
  const { error } = preloaded("/api/products/px");
  assert.deepEqual([error.code, error.status, error.differences], ["not_found", 404, []]);
  assert.equal(preloaded("/api/products/p1"), undefined);
  globalThis.__PRELOAD__ = undefined;
  assert.equal(preloaded("/api/products"), undefined);
});
