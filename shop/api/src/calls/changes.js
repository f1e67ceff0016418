// Mutations: their optimistic updates, and the queries that they invalidate.

const change = (method, path, body, options) => __TARN__.mutate(method, path, body, options);

export const placeOrder = (body, key) =>
  change("POST", "/api/orders", body, {
    headers: { "Idempotency-Key": key },
    // An order changes the stock.
    invalidates: [["orders"], ["products"]],
  });

/** The idempotency keys of unanswered tickets and messages, by path and text: a text that is sent again is the same request. */
const unanswered = new Map();
/** How long an unanswered text counts as the same request, in ms. */
const SAME_REQUEST_MS = 600_000;

const newKey = () => [...Array(4)].map(() => Math.random().toString(36).slice(2, 10).padEnd(8, "0")).join("");

/** Posts a text with an idempotency key, so that a repetition after a lost answer is stored once. */
async function post(path, body, options) {
  const what = `${path} ${body.subject ?? body.text}`;
  if (!unanswered.has(what)) {
    const key = newKey();
    unanswered.set(what, key);
    setTimeout(() => unanswered.get(what) === key && unanswered.delete(what), SAME_REQUEST_MS);
  }
  const answer = await change("POST", path, body, { ...options, headers: { "Idempotency-Key": unanswered.get(what) } });
  unanswered.delete(what);
  return answer;
}

/** A ticket is not optimistic: it appears with the answer, without another request. */
const tickets = (commit) => ({
  optimistic: [{ key: ["tickets"], update: (list) => list, commit: ({ tickets }, ticket) => ({ tickets: commit(tickets, ticket) }) }],
  invalidates: [["tickets"]],
});

export const openTicket = (body) =>
  post(
    "/api/tickets",
    body,
    tickets((all, ticket) => [ticket, ...all.filter(({ id }) => id !== ticket.id)]),
  );

export const closeTicket = (path) =>
  change(
    "POST",
    path,
    undefined,
    tickets((all, ticket) => all.map((other) => (other.id === ticket.id ? ticket : other))),
  );

/** @param {number} at the time of sending, ms since the epoch */
export function sendChat(body, at) {
  const sent = { id: `sending-${at}`, from: "me", text: body.text, at };
  return post("/api/chat", body, {
    optimistic: [
      {
        key: ["chat"],
        update: ({ messages }) => ({ messages: [...messages, sent] }),
        // The messages exist already if an earlier answer was lost and the chat was fetched again.
        commit: ({ messages }, answer) => {
          const isNew = ({ id }) => answer.messages.every((other) => other.id !== id);
          return { messages: [...messages.filter(isNew), ...answer.messages] };
        },
      },
    ],
    invalidates: [["chat"]],
  });
}

export const saveProfile = (body) =>
  change("PUT", "/api/profile", body, {
    optimistic: [
      {
        key: ["profile"],
        update: (user) => ({ ...user, name: body.name || null, email: body.email || null }),
        commit: (_, answer) => answer,
      },
    ],
    invalidates: [["profile"]],
  });
