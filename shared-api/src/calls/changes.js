// What changes something on the server: what it will look like meanwhile, and which queries it makes old.

const change = (method, path, body, options) => __TARN__.mutate(method, path, body, options);

export const placeOrder = (body, key) =>
  change("POST", "/api/orders", body, {
    headers: { "Idempotency-Key": key },
    // The stock is another one.
    invalidates: [["orders"], ["products"]],
  });

/** Opens a ticket, or closes one. */
export const changeTickets = (path, body) => change("POST", path, body, { invalidates: [["tickets"]] });

/** @param {number} at when it is sent, ms since the epoch */
export function sendChat(body, at) {
  const sent = { id: `sending-${at}`, from: "me", text: body.text, at };
  return change("POST", "/api/chat", body, {
    optimistic: [
      {
        key: ["chat"],
        update: ({ messages }) => ({ messages: [...messages, sent] }),
        commit: ({ messages }, answer) => ({ messages: [...messages, ...answer.messages] }),
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
