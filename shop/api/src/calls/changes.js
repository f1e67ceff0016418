// What changes something on the server: what it will look like meanwhile, and which queries it makes old.

const change = (method, path, body, options) => __TARN__.mutate(method, path, body, options);

export const placeOrder = (body, key) =>
  change("POST", "/api/orders", body, {
    headers: { "Idempotency-Key": key },
    // The stock is another one.
    invalidates: [["orders"], ["products"]],
  });

/** The keys of tickets and messages without an answer, by path and text: sent again, such a text is the same request. */
const unanswered = new Map();
/** How long a text without an answer is taken for the same request, in ms. */
const SAME_REQUEST_MS = 600_000;

const newKey = () => [...Array(4)].map(() => Math.random().toString(36).slice(2, 10).padEnd(8, "0")).join("");

/** Posts a text that the server keeps once, also where an answer is lost and the text is sent again. */
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

/** Nothing is shown of a ticket before the shop has answered; then it is in the list, without another request. */
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

/** @param {number} at when it is sent, ms since the epoch */
export function sendChat(body, at) {
  const sent = { id: `sending-${at}`, from: "me", text: body.text, at };
  return post("/api/chat", body, {
    optimistic: [
      {
        key: ["chat"],
        update: ({ messages }) => ({ messages: [...messages, sent] }),
        // They are there already when an earlier answer was lost and the talk was read again.
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
