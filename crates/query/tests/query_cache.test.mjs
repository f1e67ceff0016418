// The query cache alone, with a manual clock and a server with manual answers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../src/query_cache.js", import.meta.url), "utf8");
const { queryCache } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const jsonSource = readFileSync(new URL("../../capabilities/src/to_json.js", import.meta.url), "utf8");
const { toJson } = await import(`data:text/javascript,${encodeURIComponent(jsonSource)}`);

const MINUTE = 60_000;
const NETWORK = { code: "network", status: 0 };
const SIGNED_OUT = { code: "session_ended", status: 401 };
const ORDERS = [["orders"], "/api/orders"];
/** Lets pending promises settle. */
const turn = () => new Promise((done) => setImmediate(done));

function shop(application = {}) {
  const shop = { now: 1_000_000, isOnline: true, isVisible: true, sent: [], announced: [], reported: [], preloaded: {} };
  let timers = [];
  /** Advances the clock and runs due timers. */
  shop.pass = async (ms) => {
    shop.now += ms;
    for (const timer of timers.filter(({ at }) => at <= shop.now)) {
      timers = timers.filter((other) => other !== timer);
      timer.run();
    }
    await turn();
  };
  const request = (method, path, body, headers, signal) =>
    new Promise((resolve, reject) => {
      const settle = (how) => async (value) => {
        how(value);
        await turn();
      };
      shop.sent.push({ method, path, body, headers, signal, answer: settle(resolve), refuse: settle(reject) });
    });
  const later = (run, ms) => {
    const timer = { run, at: shop.now + ms };
    timers.push(timer);
    return timer;
  };
  shop.cache = queryCache({
    ...{ request, toJson, later, now: () => shop.now, cancel: (timer) => (timers = timers.filter((other) => other !== timer)) },
    ...{ isOnline: () => shop.isOnline, isVisible: () => shop.isVisible, unreachable: NETWORK, signedOut: SIGNED_OUT },
    apiPath: "/api/",
    isTemporary: ({ code, status }) => status >= 500 || code === "network",
    preloaded: (path) => shop.preloaded[path],
    ...application,
    ...{ announce: (prefix) => shop.announced.push(prefix), report: (error) => shop.reported.push(error) },
  });
  shop.timers = () => timers.length;
  shop.last = () => shop.sent.at(-1);
  /** Observes a query and records each call. */
  shop.observe = ([key, path], options) => {
    const told = [];
    const { unsubscribe, refetch } = shop.cache.query(key, path, options, (result) => told.push(result));
    return { told, unsubscribe, refetch, now: () => told.at(-1), data: () => told.at(-1).data };
  };
  return shop;
}

test("two observers of a query share one request", async () => {
  const { observe, sent } = shop();
  const [one, two] = [observe(ORDERS), observe(ORDERS)];
  assert.equal(sent.length, 1);
  assert.equal(one.now().isFetching, true);
  await sent[0].answer([1]);
  assert.deepEqual([one.data(), two.data(), one.now().isFetching], [[1], [1], false]);
  assert.equal(one.data(), two.data());
});

test("an early answer of the page is used at once and counts as fresh", async () => {
  const { observe, sent, pass, preloaded } = shop();
  preloaded["/api/orders"] = { data: [1] };
  const { told } = observe(ORDERS, { staleMs: MINUTE });
  assert.deepEqual(
    told.map(({ data, isFetching }) => [data, isFetching]),
    [[[1], false]],
  );
  preloaded["/api/orders"] = { data: [2] };
  assert.deepEqual(observe(ORDERS, { staleMs: MINUTE }).data(), [1]);
  assert.equal(sent.length, 0);
  await pass(MINUTE);
  observe(ORDERS, { staleMs: MINUTE });
  assert.equal(sent.length, 1);
});

test("a stale answer of the page is shown, and fetched again", async () => {
  const { observe, sent, preloaded } = shop();
  preloaded["/api/orders"] = { data: [1], isStale: true };
  const { told, data } = observe(ORDERS, { staleMs: MINUTE });
  assert.deepEqual(
    told.map(({ data, isFetching }) => [data, isFetching]),
    [[[1], true]],
  );
  await sent[0].answer([2]);
  assert.deepEqual(data(), [2]);
  observe(ORDERS, { staleMs: MINUTE });
  assert.equal(sent.length, 1);
});

test("an error with which the server has rendered the page is shown at once, and not asked for again", async () => {
  const { observe, sent, preloaded } = shop();
  const gone = { code: "not_found", status: 404 };
  preloaded["/api/orders"] = { error: gone };
  const { told, data } = observe(ORDERS, { staleMs: MINUTE });
  assert.deepEqual(
    told.map(({ data, error, isFetching }) => [data, error, isFetching]),
    [[undefined, gone, false]],
  );
  observe(ORDERS, { staleMs: MINUTE }).refetch();
  await sent[0].answer([1]);
  assert.deepEqual(data(), [1]);
  assert.equal(sent.length, 1);
});

test("a stale error of the page is shown until the server answers", async () => {
  const { observe, sent, preloaded } = shop();
  preloaded["/api/orders"] = { error: SIGNED_OUT, isStale: true };
  const seen = observe(ORDERS, { staleMs: MINUTE });
  assert.deepEqual([seen.now().error, seen.now().isFetching], [SIGNED_OUT, true]);
  await sent[0].answer([1]);
  assert.deepEqual([seen.data(), seen.now().error], [[1], null]);
});

test("the order of object keys does not matter in a query's key", () => {
  const { observe, sent } = shop();
  observe([["products", { page: 2, sort: { by: "name", up: true } }], "/api/products?page=2"]);
  observe([["products", { sort: { up: true, by: "name" }, page: 2 }], "/api/products?page=2"]);
  assert.equal(sent.length, 1);
});

test("a key or name of another path is refused, and the error names both", () => {
  const { observe, cache } = shop();
  observe(ORDERS);
  assert.throws(() => observe([["orders", 1], "/api/reviews/1"]), /FED-018.*"orders".*\/api\/orders.*\/api\/reviews/);
  assert.throws(() => observe([["orders"], "/api/orders?all"]), /FED-018.*\["orders"\].*\/api\/orders;.*\?all/);
  for (const key of ["orders", [], [1], [""], ["x".repeat(50_000)], undefined]) {
    assert.throws(() => cache.query(key, "/api/x", {}, () => {}), /key/);
    assert.throws(() => cache.invalidate(key), /key/);
  }
  assert.throws(() => cache.query(["x"], "/api/x", {}), /function/);
});

test("path, temporary errors and early answers are the application's", async () => {
  const isTemporary = ({ code }) => code === "later";
  const { observe, sent, pass } = shop({ apiPath: "/data/v2/", isTemporary, preloaded: undefined });
  observe([["notes", 1], "/data/v2/notes/1"]);
  assert.throws(() => observe([["notes"], "/data/v2/drafts"]), /FED-018.*"notes".*\/data\/v2\/notes;.*\/data\/v2\/drafts/);
  await sent[0].refuse({ code: "later", status: 0 });
  await pass(1_000);
  assert.equal(sent.length, 2);
  await sent[1].refuse({ code: "internal", status: 500 });
  await pass(MINUTE);
  assert.equal(sent.length, 2);
});

test("a returning observer gets the cached data at once, and they are revalidated", async () => {
  const { observe, sent, pass } = shop();
  const first = observe(ORDERS);
  await sent[0].answer([1]);
  first.unsubscribe();
  await pass(4 * MINUTE);
  const second = observe(ORDERS);
  assert.deepEqual([second.told[0].data, second.told[0].isFetching], [[1], true]);
  assert.equal(sent.length, 2);
});

test("an equal answer keeps the same object", async () => {
  const { observe, sent } = shop();
  const one = observe(ORDERS);
  await sent[0].answer([{ id: 1 }]);
  const before = one.data();
  one.refetch();
  await sent[1].answer([{ id: 1 }]);
  assert.equal(one.data(), before);
  one.refetch();
  await sent[2].answer([{ id: 2 }]);
  assert.deepEqual(one.data(), [{ id: 2 }]);
});

test("fresh data are not fetched again", async () => {
  const { observe, sent, pass } = shop();
  observe(ORDERS, { staleMs: 1_000 }).unsubscribe();
  const one = observe(ORDERS, { staleMs: 1_000 });
  await sent[1].answer([1]);
  await pass(999);
  observe(ORDERS, { staleMs: 1_000 });
  assert.equal(sent.length, 2);
  await pass(1);
  observe(ORDERS, { staleMs: 1_000 });
  assert.equal(sent.length, 3);
  one.unsubscribe();
});

test("an unobserved query is dropped after five minutes; the longest gcMs wins", async () => {
  const { observe, sent, pass, cache, timers } = shop();
  const [one, two] = [observe(ORDERS), observe(ORDERS, { gcMs: 10 * MINUTE })];
  observe(ORDERS, { gcMs: 0 }).unsubscribe();
  await sent[0].answer([1]);
  two.unsubscribe();
  await pass(20 * MINUTE);
  assert.deepEqual(one.data(), [1]);
  one.unsubscribe();
  await pass(9 * MINUTE);
  assert.equal(cache.queries().length, 1);
  await pass(MINUTE);
  assert.deepEqual([cache.queries(), timers()], [[], 0]);
  observe(ORDERS).unsubscribe();
  assert.equal(cache.queries().length, 0, "a query without an answer is dropped");
});

test("unobserved data are bounded, and the least recently used are dropped", async () => {
  const { observe, sent, cache, timers } = shop();
  const visit = async (index, answer) => {
    const one = observe([["products", index], `/api/products/${index}`]);
    await sent.at(-1).answer(answer);
    one.unsubscribe();
  };
  for (let index = 0; index < 150; index++) await visit(index, index);
  assert.equal(cache.queries().length, 100);
  assert.deepEqual(cache.queries(["products", 49]), []);
  await visit(50, "looked at again");
  for (let index = 0; index < 5; index++) await visit(`large ${index}`, "x".repeat(450_000));
  const left = cache.queries();
  assert.ok(left.reduce((sum, { size }) => sum + size, 0) <= 2_000_000);
  assert.equal(left[0].key[1], "large 4");
  assert.equal(timers(), left.length);
});

test("the last observer's end cancels the request, and no earlier one does", async () => {
  const { observe, sent, cache } = shop();
  const [one, two] = [observe(ORDERS), observe(ORDERS)];
  one.unsubscribe();
  one.unsubscribe();
  assert.equal(sent[0].signal.aborted, false);
  two.unsubscribe();
  assert.equal(sent[0].signal.aborted, true);
  await sent[0].answer([1]);
  assert.deepEqual(cache.queries(), []);
  const told = two.told.length;
  two.refetch();
  assert.deepEqual([sent.length, two.told.length], [1, told]);
});

test("a request outlives its first observer", async () => {
  const { observe, sent } = shop();
  const [one, two] = [observe(ORDERS), observe(ORDERS)];
  one.unsubscribe();
  await sent[0].answer([1]);
  assert.deepEqual([one.data(), two.data()], [undefined, [1]]);
});

test("a temporary failure is reported at once and retried three times with backoff", async () => {
  const { observe, sent, pass } = shop();
  const one = observe(ORDERS);
  await sent[0].refuse({ code: "internal", status: 500 });
  assert.deepEqual([one.now().error.status, one.now().isFetching], [500, false]);
  for (const [index, ms] of [1_000, 2_000, 4_000].entries()) {
    await pass(ms - 1);
    assert.equal(sent.length, index + 1);
    await pass(1);
    assert.equal(sent.length, index + 2);
    await sent.at(-1).refuse(NETWORK);
  }
  await pass(MINUTE);
  assert.equal(sent.length, 4);
  one.refetch();
  await sent[4].answer([1]);
  assert.deepEqual([one.data(), one.now().error], [[1], null]);
});

test("a refusal is not retried", async () => {
  for (const status of [400, 401, 404, 429]) {
    const { observe, sent, pass, timers } = shop();
    const one = observe(ORDERS);
    await sent[0].refuse({ code: "refused", status });
    await pass(MINUTE);
    assert.deepEqual([sent.length, timers(), one.now().error.status], [1, 0, status]);
  }
});

test("retries wait while the page is hidden", async () => {
  const shop_ = shop();
  const { observe, sent, pass, cache } = shop_;
  const one = observe(ORDERS);
  shop_.isVisible = false;
  await sent[0].refuse(NETWORK);
  await pass(MINUTE);
  assert.deepEqual([sent.length, one.now().isPaused], [1, true]);
  shop_.isVisible = true;
  cache.wake();
  assert.equal(sent.length, 2);
});

test("offline a first attempt is made but no retry; back online there is one", async () => {
  const shop_ = shop();
  const { observe, sent, cache, pass } = shop_;
  shop_.isOnline = false;
  const one = observe(ORDERS);
  observe(ORDERS);
  assert.equal(sent.length, 1);
  await sent[0].refuse(NETWORK);
  await pass(1_000);
  assert.deepEqual([sent.length, one.now().isPaused, one.now().error], [1, true, NETWORK]);
  shop_.isOnline = true;
  cache.wake();
  cache.wake();
  assert.equal(sent.length, 2);
  await sent[1].answer([1]);
  assert.deepEqual([one.data(), one.now().error, one.now().isPaused], [[1], null, false]);
});

test("a browser that wrongly claims to be offline delays no request of a page or a user", async () => {
  const shop_ = shop();
  shop_.isOnline = false;
  const one = shop_.observe(ORDERS);
  await shop_.sent[0].answer([1]);
  assert.deepEqual([one.data(), one.now().error, one.now().isPaused], [[1], null, false]);
  one.refetch();
  await shop_.sent[1].answer([2]);
  assert.deepEqual(one.data(), [2]);
});

test("a clock that is set back makes nothing fresh", async () => {
  const shop_ = shop();
  const products = [["products"], "/api/products"];
  shop_.observe(products, { staleMs: MINUTE });
  await shop_.sent[0].answer([1]);
  shop_.now -= 60 * MINUTE;
  shop_.observe(products, { staleMs: MINUTE });
  assert.equal(shop_.sent.length, 2);
});

test("a page restored from the back/forward cache fetches its observed queries, however fresh", async () => {
  const { observe, sent, cache } = shop();
  const products = [["products"], "/api/products"];
  observe(products, { staleMs: MINUTE });
  await sent[0].answer([1]);
  cache.wake();
  assert.equal(sent.length, 1);
  cache.renew();
  assert.equal(sent.length, 2);
});

test("a page that becomes visible fetches observed queries once, and no others", async () => {
  const { observe, sent, cache } = shop();
  const gone = observe([["products"], "/api/products"]);
  await sent[0].answer([]);
  gone.unsubscribe();
  observe(ORDERS);
  observe(ORDERS);
  await sent[1].answer([1]);
  cache.wake();
  cache.wake();
  assert.deepEqual(
    sent.slice(2).map(({ path }) => path),
    ["/api/orders"],
  );
});

test("an invalidated prefix is fetched where it is observed now or next", async () => {
  const { observe, sent, cache, announced } = shop();
  const detail = [["orders", "item", "1"], "/api/orders/1"];
  observe(ORDERS, { staleMs: MINUTE });
  await sent[0].answer([1]);
  const item = observe(detail, { staleMs: MINUTE });
  await sent[1].answer({});
  item.unsubscribe();
  observe([["ordersOfOthers"], "/api/others"], { staleMs: MINUTE });
  await sent[2].answer([]);
  cache.invalidate(["orders"]);
  assert.deepEqual([sent.length, sent[3].path, announced], [4, "/api/orders", ['["orders"]']]);
  observe(detail, { staleMs: MINUTE });
  assert.equal(sent[4].path, "/api/orders/1");
  cache.invalidate(["orders", "item", 1]);
  cache.invalidate(["orders", "it"]);
  assert.equal(sent.length, 5);
  observe([["orders", 12], "/api/orders/12"], { staleMs: MINUTE });
  await sent[5].answer({});
  cache.invalidate(["orders", 1]);
  assert.equal(sent.length, 6);
});

test("a query invalidated during its request is fetched again", async () => {
  const { observe, sent, cache } = shop();
  const one = observe(ORDERS);
  cache.invalidate(["orders"]);
  assert.equal(sent[0].signal.aborted, true);
  await sent[0].answer(["old"]);
  assert.equal(one.data(), undefined);
  await sent[1].answer(["new"]);
  assert.deepEqual(one.data(), ["new"]);
});

test("other tabs' invalidations are taken in one batch; malformed ones are refused", async () => {
  const { observe, sent, cache, pass, announced } = shop();
  observe(ORDERS);
  await sent[0].answer([1]);
  for (const wrong of [undefined, 7, {}, "", "{", "[]", "[7]", "{}", "null", `["${"x".repeat(2_000)}"]`, ["orders"], ['["orders"]']]) {
    assert.equal(cache.hear(wrong), false, JSON.stringify(wrong));
  }
  for (let times = 0; times < 1_000; times++) assert.equal(cache.hear('["orders"]'), true);
  assert.equal(sent.length, 1);
  await pass(50);
  assert.deepEqual([sent.length, announced], [2, []], "fetched once, and not announced again");
  for (let times = 0; times < 10_000; times++) cache.hear(`["orders", ${times}]`);
  await pass(50);
  assert.equal(sent.length, 2);
});

test("a hidden page fetches another tab's change when it becomes visible", async () => {
  const shop_ = shop();
  const { observe, sent, cache, pass } = shop_;
  observe(ORDERS, { staleMs: MINUTE });
  await sent[0].answer([1]);
  shop_.isVisible = false;
  cache.hear('["orders"]');
  await pass(50);
  assert.equal(sent.length, 1);
  shop_.isVisible = true;
  cache.wake();
  assert.equal(sent.length, 2);
});

const CHAT = [["chat"], "/api/chat"];
const send = (cache, text) =>
  cache.mutate(
    "POST",
    "/api/chat",
    { text },
    {
      optimistic: [{ key: ["chat"], update: (log) => [...log, text], commit: (log, answer) => [...log, answer] }],
      invalidates: [["chat"]],
    },
  );

test("a mutation is shown at once, and then replaced by the server's result", async () => {
  const { observe, sent, cache, announced } = shop();
  const chat = observe(CHAT);
  await sent[0].answer(["hello"]);
  const done = send(cache, "hi");
  assert.deepEqual([chat.data(), announced], [["hello", "hi"], []]);
  await sent[1].answer("Hi!");
  assert.equal(await done, "Hi!");
  assert.deepEqual([chat.data(), sent[2].method, announced], [["hello", "Hi!"], "GET", ['["chat"]']]);
});

test("a mutation succeeds although its commit throws, and the query is fetched", async () => {
  const { observe, sent, cache, announced, reported } = shop();
  const [chat, orders] = [observe(CHAT), observe(ORDERS)];
  await Promise.all([sent[0].answer({}), sent[1].answer([1])]);
  const broken = { key: ["chat"], update: (log) => log, commit: ({ messages }) => messages.concat("hi") };
  const fine = { key: ["orders"], update: (all) => all, commit: (all, answer) => [...all, answer] };
  const done = cache.mutate("POST", "/api/chat", {}, { optimistic: [broken, fine], invalidates: [["chat"]] });
  await sent[2].answer(2);
  assert.equal(await done, 2);
  assert.deepEqual([reported.length, announced, sent[3].path, orders.data()], [1, ['["chat"]'], "/api/chat", [1, 2]]);
  await sent[3].answer({ messages: [] });
  assert.deepEqual(chat.data(), { messages: [] });
});

test("a refused mutation is rolled back, and only that one", async () => {
  const { observe, sent, cache } = shop();
  const chat = observe(CHAT);
  await sent[0].answer(["hello"]);
  const [bad, good] = [send(cache, "bad"), send(cache, "good")];
  assert.deepEqual(chat.data(), ["hello", "bad", "good"]);
  await Promise.all([assert.rejects(bad, { code: "bad_text" }), sent[1].refuse({ code: "bad_text", status: 400 })]);
  assert.deepEqual(chat.data(), ["hello", "good"]);
  assert.equal(sent.length, 3, "nothing is fetched while another mutation is pending");
  await sent[2].answer("Good!");
  await good;
  assert.deepEqual(chat.data(), ["hello", "Good!"]);
  assert.equal(sent.length, 4);
});

test("a refused mutation is not sent again", async () => {
  const { sent, cache, pass } = shop();
  const done = assert.rejects(send(cache, "hi"), NETWORK);
  await sent[0].refuse(NETWORK);
  await done;
  await pass(MINUTE);
  assert.equal(sent.length, 1);
});

test("an answer from before a mutation does not revert it", async () => {
  const { observe, sent, cache } = shop();
  const chat = observe(CHAT);
  await sent[0].answer(["hello"]);
  chat.refetch();
  const done = send(cache, "hi");
  assert.equal(sent[1].signal.aborted, true);
  cache.wake();
  cache.invalidate(["chat"]);
  chat.refetch();
  assert.equal(sent.length, 3, "nothing is fetched meanwhile");
  await sent[2].answer("Hi!");
  await done;
  await sent[3].answer(["hello", "Hi!"]);
  assert.deepEqual(chat.data(), ["hello", "Hi!"]);
});

test("a logout drops private data, and late answers are ignored", async () => {
  const { observe, sent, cache, timers } = shop();
  const catalogue = observe([["products"], "/api/products"], { isPublic: true });
  await sent[0].answer(["mug"]);
  const chat = observe(CHAT);
  await sent[1].answer(["hello"]);
  const orders = observe(ORDERS);
  const done = send(cache, "hi");
  cache.forget(false);
  assert.deepEqual([catalogue.data(), chat.data(), orders.data()], [["mug"], undefined, undefined]);
  assert.deepEqual([catalogue.now().error, orders.now().error, sent.length], [null, SIGNED_OUT, 4]);
  assert.equal(sent[2].signal.aborted, true);
  await sent[2].answer(["order"]);
  await sent[3].answer("Hi!");
  await done;
  assert.deepEqual([chat.data(), orders.data()], [undefined, undefined]);
  orders.unsubscribe();
  assert.deepEqual([cache.queries(["orders"]), timers()], [[], 0]);
});

test("a login of another user fetches observed queries again", async () => {
  const { observe, sent, cache } = shop();
  const orders = observe(ORDERS);
  await sent[0].answer(["hers"]);
  cache.forget(true);
  assert.deepEqual([orders.data(), orders.now().error, sent.length], [undefined, null, 2]);
  await sent[1].answer(["his"]);
  assert.deepEqual(orders.data(), ["his"]);
});

test("a throwing observer is removed, and the others are called", async () => {
  const { observe, sent, cache, reported } = shop();
  cache.query(...ORDERS, {}, () => {
    throw new Error("its remote crashed");
  });
  const one = observe(ORDERS);
  await sent.at(-1).answer([1]);
  assert.deepEqual([one.data(), reported.length, cache.queries()[0].observers], [[1], 1, 1]);
  one.unsubscribe();
  assert.equal(cache.queries()[0].observers, 0);
});

test("keys keep their meaning even if another script adds toJSON to arrays", async (t) => {
  t.after(() => delete Array.prototype.toJSON);
  Array.prototype.toJSON = function () {
    return `[${this}]`;
  };
  const { cache, observe, last, announced, sent } = shop();
  observe([["orders", { id: 1 }], "/api/orders/1"]);
  await last().answer([1]);
  cache.invalidate(["orders"]);
  assert.equal(sent.length, 2);
  assert.deepEqual(announced, ['["orders"]']);
  assert.equal(cache.hear('["orders"]'), true);
});

test("a known answer is not fetched while it is fresh, and never replaces a cached one", async () => {
  const page = shop();
  const known = { orders: ["known"] };
  const first = page.observe(ORDERS, { known, staleMs: MINUTE });
  assert.deepEqual([first.data(), page.sent.length], [known, 0]);
  const second = page.observe(ORDERS, { known: { orders: ["other"] } });
  assert.deepEqual([second.data(), page.sent.length], [known, 1]);
  await page.last().answer({ orders: [] });
  assert.deepEqual(first.data(), { orders: [] });
});
