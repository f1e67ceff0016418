// The query cache by itself: a clock that is moved by hand, and a server that answers when it is told to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../src/owner/query_cache.js", import.meta.url), "utf8");
const { queryCache } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const jsonSource = readFileSync(new URL("../../../crates/capabilities/src/to_json.js", import.meta.url), "utf8");
const { toJson } = await import(`data:text/javascript,${encodeURIComponent(jsonSource)}`);

const MINUTE = 60_000;
const NETWORK = { code: "network", status: 0 };
const SIGNED_OUT = { code: "session_ended", status: 401 };
const ORDERS = [["orders"], "/api/orders"];
/** Lets promises go on. */
const turn = () => new Promise((done) => setImmediate(done));

function shop() {
  const shop = { now: 1_000_000, isOnline: true, isVisible: true, sent: [], announced: [], reported: [], ahead: {} };
  let timers = [];
  /** Moves the clock, and runs what is due. */
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
    ahead: (path) => shop.ahead[path],
    ...{ announce: (prefix) => shop.announced.push(prefix), report: (error) => shop.reported.push(error) },
  });
  shop.timers = () => timers.length;
  shop.last = () => shop.sent.at(-1);
  /** Follows a query, and notes what it is told. */
  shop.observe = ([key, path], options) => {
    const told = [];
    const { unsubscribe, refetch } = shop.cache.query(key, path, options, (result) => told.push(result));
    return { told, unsubscribe, refetch, now: () => told.at(-1), data: () => told.at(-1).data };
  };
  return shop;
}

test("the same request of two observers goes out once, and both are answered", async () => {
  const { observe, sent } = shop();
  const [one, two] = [observe(ORDERS), observe(ORDERS)];
  assert.equal(sent.length, 1);
  assert.equal(one.now().isFetching, true);
  await sent[0].answer([1]);
  assert.deepEqual([one.data(), two.data(), one.now().isFetching], [[1], [1], false]);
  assert.equal(one.data(), two.data());
});

test("what the page has asked for itself is there at once, and as new as any answer", async () => {
  const { observe, sent, pass, ahead } = shop();
  ahead["/api/orders"] = [1];
  const { told } = observe(ORDERS, { staleMs: MINUTE });
  assert.deepEqual(
    told.map(({ data, isFetching }) => [data, isFetching]),
    [[[1], false]],
  );
  ahead["/api/orders"] = [2];
  assert.deepEqual(observe(ORDERS, { staleMs: MINUTE }).data(), [1]);
  assert.equal(sent.length, 0);
  await pass(MINUTE);
  observe(ORDERS, { staleMs: MINUTE });
  assert.equal(sent.length, 1);
});

test("keys are the same whatever the order of their objects' names", () => {
  const { observe, sent } = shop();
  observe([["products", { page: 2, sort: { by: "name", up: true } }], "/api/products?page=2"]);
  observe([["products", { sort: { up: true, by: "name" }, page: 2 }], "/api/products?page=2"]);
  assert.equal(sent.length, 1);
});

test("a key or a name that stands for something else is refused, with both named", () => {
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

test("who comes back sees what was known at once, and it is asked for again", async () => {
  const { observe, sent, pass } = shop();
  const first = observe(ORDERS);
  await sent[0].answer([1]);
  first.unsubscribe();
  await pass(4 * MINUTE);
  const second = observe(ORDERS);
  assert.deepEqual([second.told[0].data, second.told[0].isFetching], [[1], true]);
  assert.equal(sent.length, 2);
});

test("an answer that says the same is the same object", async () => {
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

test("within its stale time nothing is asked for again", async () => {
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

test("five minutes after the last observer it is forgotten; the longest time wins", async () => {
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
  assert.equal(cache.queries().length, 0, "what has no answer is not kept");
});

test("what nobody looks at is bounded, and what was used last stays", async () => {
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

test("when the last observer leaves, the request is cancelled, and not before", async () => {
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

test("a request outlives its first observer for another", async () => {
  const { observe, sent } = shop();
  const [one, two] = [observe(ORDERS), observe(ORDERS)];
  one.unsubscribe();
  await sent[0].answer([1]);
  assert.deepEqual([one.data(), two.data()], [undefined, [1]]);
});

test("a temporary failure is told at once and tried three times more, each time later", async () => {
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

test("what the server refuses is not tried again by itself", async () => {
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

test("offline what somebody asks for is tried, and not again by itself; back online it is, once", async () => {
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

test("a browser that says offline while it is online delays nothing that a page or a person asks for", async () => {
  const shop_ = shop();
  shop_.isOnline = false;
  const one = shop_.observe(ORDERS);
  await shop_.sent[0].answer([1]);
  assert.deepEqual([one.data(), one.now().error, one.now().isPaused], [[1], null, false]);
  one.refetch();
  await shop_.sent[1].answer([2]);
  assert.deepEqual(one.data(), [2]);
});

test("a clock that was set back makes nothing fresh", async () => {
  const shop_ = shop();
  const products = [["products"], "/api/products"];
  shop_.observe(products, { staleMs: MINUTE });
  await shop_.sent[0].answer([1]);
  shop_.now -= 60 * MINUTE;
  shop_.observe(products, { staleMs: MINUTE });
  assert.equal(shop_.sent.length, 2);
});

test("a page that comes back from the browser's cache asks again for what it shows, however new", async () => {
  const { observe, sent, cache } = shop();
  const products = [["products"], "/api/products"];
  observe(products, { staleMs: MINUTE });
  await sent[0].answer([1]);
  cache.wake();
  assert.equal(sent.length, 1);
  cache.renew();
  assert.equal(sent.length, 2);
});

test("a page that is seen again asks once for what is shown, and not for the rest", async () => {
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

test("what is invalidated by a prefix is asked for where it is shown, and where it is shown next", async () => {
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

test("what is invalidated while it is asked for is asked for anew", async () => {
  const { observe, sent, cache } = shop();
  const one = observe(ORDERS);
  cache.invalidate(["orders"]);
  assert.equal(sent[0].signal.aborted, true);
  await sent[0].answer(["old"]);
  assert.equal(one.data(), undefined);
  await sent[1].answer(["new"]);
  assert.deepEqual(one.data(), ["new"]);
});

test("another tab's keys are taken, together; what is none is not", async () => {
  const { observe, sent, cache, pass, announced } = shop();
  observe(ORDERS);
  await sent[0].answer([1]);
  for (const wrong of [undefined, 7, {}, "", "{", "[]", "[7]", "{}", "null", `["${"x".repeat(2_000)}"]`, ["orders"], ['["orders"]']]) {
    assert.equal(cache.hear(wrong), false, JSON.stringify(wrong));
  }
  for (let times = 0; times < 1_000; times++) assert.equal(cache.hear('["orders"]'), true);
  assert.equal(sent.length, 1);
  await pass(50);
  assert.deepEqual([sent.length, announced], [2, []], "asked once, and not passed on");
  for (let times = 0; times < 10_000; times++) cache.hear(`["orders", ${times}]`);
  await pass(50);
  assert.equal(sent.length, 2);
});

test("a hidden page asks after another tab's change when it is seen", async () => {
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

test("a change is shown at once, and is what the server made of it afterwards", async () => {
  const { observe, sent, cache, announced } = shop();
  const chat = observe(CHAT);
  await sent[0].answer(["hello"]);
  const done = send(cache, "hi");
  assert.deepEqual([chat.data(), announced], [["hello", "hi"], []]);
  await sent[1].answer("Hi!");
  assert.equal(await done, "Hi!");
  assert.deepEqual([chat.data(), sent[2].method, announced], [["hello", "Hi!"], "GET", ['["chat"]']]);
});

test("a change that is refused is taken back, and only that one", async () => {
  const { observe, sent, cache } = shop();
  const chat = observe(CHAT);
  await sent[0].answer(["hello"]);
  const [bad, good] = [send(cache, "bad"), send(cache, "good")];
  assert.deepEqual(chat.data(), ["hello", "bad", "good"]);
  await Promise.all([assert.rejects(bad, { code: "bad_text" }), sent[1].refuse({ code: "bad_text", status: 400 })]);
  assert.deepEqual(chat.data(), ["hello", "good"]);
  assert.equal(sent.length, 3, "and nothing is asked while another change is under way");
  await sent[2].answer("Good!");
  await good;
  assert.deepEqual(chat.data(), ["hello", "Good!"]);
  assert.equal(sent.length, 4);
});

test("a change that is refused is not sent again", async () => {
  const { sent, cache, pass } = shop();
  const done = assert.rejects(send(cache, "hi"), NETWORK);
  await sent[0].refuse(NETWORK);
  await done;
  await pass(MINUTE);
  assert.equal(sent.length, 1);
});

test("an answer from before a change does not take it back", async () => {
  const { observe, sent, cache } = shop();
  const chat = observe(CHAT);
  await sent[0].answer(["hello"]);
  chat.refetch();
  const done = send(cache, "hi");
  assert.equal(sent[1].signal.aborted, true);
  cache.wake();
  cache.invalidate(["chat"]);
  chat.refetch();
  assert.equal(sent.length, 3, "nor is one asked for meanwhile");
  await sent[2].answer("Hi!");
  await done;
  await sent[3].answer(["hello", "Hi!"]);
  assert.deepEqual(chat.data(), ["hello", "Hi!"]);
});

test("who logs out takes what was theirs along, and late answers find nothing", async () => {
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

test("where somebody else logs in, what is shown is asked for anew", async () => {
  const { observe, sent, cache } = shop();
  const orders = observe(ORDERS);
  await sent[0].answer(["hers"]);
  cache.forget(true);
  assert.deepEqual([orders.data(), orders.now().error, sent.length], [undefined, null, 2]);
  await sent[1].answer(["his"]);
  assert.deepEqual(orders.data(), ["his"]);
});

test("an observer that throws is let go, and the others hear", async () => {
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

test("keys keep their meaning where other scripts have changed what arrays are in JSON", async (t) => {
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

test("an answer that the page knows is not asked for while it is new, and never takes the place of one that is cached", async () => {
  const page = shop();
  const known = { orders: ["known"] };
  const first = page.observe(ORDERS, { known, staleMs: MINUTE });
  assert.deepEqual([first.data(), page.sent.length], [known, 0]);
  const second = page.observe(ORDERS, { known: { orders: ["other"] } });
  assert.deepEqual([second.data(), page.sent.length], [known, 1]);
  await page.last().answer({ orders: [] });
  assert.deepEqual(first.data(), { orders: [] });
});
