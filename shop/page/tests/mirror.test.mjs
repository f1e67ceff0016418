// The mirror alone, with a cache that a test controls and a store that records dispatched actions.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";

const source = readFileSync(new URL("../src/mirror.js", import.meta.url), "utf8");
const { mirror } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const ADA = { id: "ada", name: "Ada", phone: "+15550100", email: null };
const BOB = { id: "bob", name: null, phone: "+15550101", email: null };
const TICKETS = { tickets: [{ id: "t1", subject: "Late", status: "open", createdAt: 1 }] };

mock.timers.enable({ apis: ["setTimeout"] });
globalThis.document = { querySelector: () => null };

function page() {
  const page = { user: ADA, dispatched: [], followed: new Map(), asked: [], status: "ready" };
  const query = ([name], path, options, observer) => {
    page.asked.push({ name, path, ...options });
    page.followed.set(name, observer);
    // Like the cache, which calls a new observer at once.
    observer({ data: options.known });
    return { unsubscribe: () => page.followed.delete(name) };
  };
  const dispatch = (action) => {
    page.dispatched.push(action);
    if (action.type === "user/setUser") page.user = action.payload.user;
  };
  const store = { dispatch, getState: () => ({ user: { user: page.user } }) };
  const settle = mirror({ query, store, remotes: () => [{ status: page.status }] });
  /** Time passes until the mirror has looked whether the page's content is there. */
  page.look = async () => {
    mock.timers.tick(250);
    await new Promise(setImmediate);
  };
  page.settle = async (isOfServer) => {
    settle(isOfServer);
    await page.look();
  };
  page.tell = (name, data) => page.followed.get(name)?.({ data });
  return page;
}

test("answers go into the store as the payload of their action", async () => {
  const { settle, tell, dispatched } = page();
  await settle(true);
  tell("tickets", TICKETS);
  tell("chat", { messages: [] });
  tell("profile", { ...ADA, name: "Ada L." });
  assert.deepEqual(dispatched, [
    { type: "support/setTickets", payload: TICKETS },
    { type: "chat/setMessages", payload: { messages: [] } },
    { type: "user/setUser", payload: { user: { ...ADA, name: "Ada L." } } },
  ]);
});

test("the profile of the session is neither fetched nor dispatched again", async () => {
  const { settle, tell, asked, dispatched } = page();
  await settle(true);
  assert.equal(asked.find(({ name }) => name === "profile").known, ADA);
  tell("profile", { ...ADA });
  assert.deepEqual(dispatched, []);
});

test("an unchanged answer is dispatched once, and again after its data were dropped", async () => {
  const { settle, tell, dispatched } = page();
  await settle(true);
  tell("tickets", TICKETS);
  tell("tickets", TICKETS);
  assert.equal(dispatched.length, 1);
  tell("tickets", undefined);
  tell("tickets", TICKETS);
  assert.equal(dispatched.length, 2);
});

test("a changed profile of the same user restarts no query, and another user does", async () => {
  const shop = page();
  await shop.settle(true);
  shop.user = { ...ADA, name: "Ada L." };
  await shop.settle(true);
  assert.equal(shop.asked.length, 3);
  shop.user = BOB;
  await shop.settle(true);
  assert.equal(shop.asked.length, 6);
});

test("an answer for a former or another user is not dispatched", async () => {
  const shop = page();
  await shop.settle(true);
  shop.tell("profile", BOB);
  shop.user = null;
  shop.tell("tickets", TICKETS);
  assert.deepEqual(shop.dispatched, []);
});

test("nothing is observed between a logout and the next login", async () => {
  const shop = page();
  await shop.settle(true);
  shop.user = null;
  await shop.settle(false);
  assert.equal(shop.followed.size, 0);
  shop.user = ADA;
  await shop.settle(true);
  assert.deepEqual([shop.followed.size, shop.asked.length], [3, 6]);
});

test("a user whom only the page knows has nothing on the server", async () => {
  const shop = page();
  await shop.settle(false);
  assert.equal(shop.asked.length, 0);
});

test("a refused action is reported, and the next answer is dispatched", async (context) => {
  const reported = context.mock.method(console, "error", () => {});
  const shop = page();
  await shop.settle(true);
  shop.dispatched.push = () => {
    throw new Error("refused");
  };
  shop.tell("tickets", {});
  delete shop.dispatched.push;
  shop.tell("tickets", TICKETS);
  assert.deepEqual([reported.mock.callCount(), shop.dispatched.length], [1, 1]);
});

test("while the page waits for its content, only the known profile is followed, but not for ever", async () => {
  const shop = page();
  shop.status = "loading";
  await shop.settle(true);
  assert.deepEqual(
    shop.asked.map(({ name, known }) => [name, known]),
    [["profile", ADA]],
  );
  shop.tell("profile", { ...ADA, name: "Ada L." });
  assert.equal(shop.user.name, "Ada L.");
  shop.status = "ready";
  await shop.look();
  assert.equal(shop.asked.length, 3);
  const slow = page();
  slow.status = "loading";
  await slow.settle(true);
  for (let look = 0; look < 19; look++) await slow.look();
  assert.equal(slow.asked.length, 3);
});

test("two logins before the content is there follow the second user, once", async () => {
  const shop = page();
  shop.status = "loading";
  await shop.settle(true);
  shop.user = BOB;
  await shop.settle(true);
  shop.status = "ready";
  await shop.look();
  assert.deepEqual([shop.followed.size, shop.asked.length], [3, 4]);
});
