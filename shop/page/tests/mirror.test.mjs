// The mirror alone, with a cache that a test controls and a store that records dispatched actions.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../src/mirror.js", import.meta.url), "utf8");
const { mirror } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const ADA = { id: "ada", name: "Ada", phone: "+15550100", email: null };
const BOB = { id: "bob", name: null, phone: "+15550101", email: null };
const TICKETS = { tickets: [{ id: "t1", subject: "Late", status: "open", createdAt: 1 }] };

function page() {
  const page = { user: ADA, dispatched: [], followed: new Map(), asked: [] };
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
  page.settle = mirror({ query, store: { dispatch, getState: () => ({ user: { user: page.user } }) } });
  page.tell = (name, data) => page.followed.get(name)?.({ data });
  return page;
}

test("answers go into the store as the payload of their action", () => {
  const { settle, tell, dispatched } = page();
  settle(true);
  tell("tickets", TICKETS);
  tell("chat", { messages: [] });
  tell("profile", { ...ADA, name: "Ada L." });
  assert.deepEqual(dispatched, [
    { type: "support/setTickets", payload: TICKETS },
    { type: "chat/setMessages", payload: { messages: [] } },
    { type: "user/setUser", payload: { user: { ...ADA, name: "Ada L." } } },
  ]);
});

test("the profile of the session is neither fetched nor dispatched again", () => {
  const { settle, tell, asked, dispatched } = page();
  settle(true);
  assert.equal(asked.find(({ name }) => name === "profile").known, ADA);
  tell("profile", { ...ADA });
  assert.deepEqual(dispatched, []);
});

test("an unchanged answer is dispatched once, and again after its data were dropped", () => {
  const { settle, tell, dispatched } = page();
  settle(true);
  tell("tickets", TICKETS);
  tell("tickets", TICKETS);
  assert.equal(dispatched.length, 1);
  tell("tickets", undefined);
  tell("tickets", TICKETS);
  assert.equal(dispatched.length, 2);
});

test("a changed profile of the same user restarts no query, and another user does", () => {
  const shop = page();
  shop.settle(true);
  shop.user = { ...ADA, name: "Ada L." };
  shop.settle(true);
  assert.equal(shop.asked.length, 3);
  shop.user = BOB;
  shop.settle(true);
  assert.equal(shop.asked.length, 6);
});

test("an answer for a former or another user is not dispatched", () => {
  const shop = page();
  shop.settle(true);
  shop.tell("profile", BOB);
  shop.user = null;
  shop.tell("tickets", TICKETS);
  assert.deepEqual(shop.dispatched, []);
});

test("nothing is observed between a logout and the next login", () => {
  const shop = page();
  shop.settle(true);
  shop.user = null;
  shop.settle(false);
  assert.equal(shop.followed.size, 0);
  shop.user = ADA;
  shop.settle(true);
  assert.deepEqual([shop.followed.size, shop.asked.length], [3, 6]);
});

test("a user whom only the page knows has nothing on the server", () => {
  const shop = page();
  shop.settle(false);
  assert.equal(shop.asked.length, 0);
});

test("a refused action is reported, and the next answer is dispatched", (context) => {
  const reported = context.mock.method(console, "error", () => {});
  const shop = page();
  shop.settle(true);
  shop.dispatched.push = () => {
    throw new Error("refused");
  };
  shop.tell("tickets", {});
  delete shop.dispatched.push;
  shop.tell("tickets", TICKETS);
  assert.deepEqual([reported.mock.callCount(), shop.dispatched.length], [1, 1]);
});
