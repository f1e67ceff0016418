// Mirrors answers of the query cache into the store: the server data that the contract promises to every remote. The cache is the one
// source; nothing else copies its answers.

/** How old an answer may be, in ms, before the mirror alone asks for another. A remote that shows the data asks more often. */
const STALE_MS = 300_000;

/** The query, and the action whose payload is its answer. */
const MIRRORED = [
  { name: "profile", path: "/api/profile", type: "user/setUser", payloadOf: (user) => ({ user }) },
  { name: "tickets", path: "/api/tickets", type: "support/setTickets", payloadOf: (list) => list },
  { name: "chat", path: "/api/chat", type: "chat/setMessages", payloadOf: (log) => log },
];

const isSame = (user, other) => ["id", "name", "phone", "email"].every((field) => user[field] === other[field]);

/** @param page `query` and `store`, as `window.__TARN__` has them */
export function mirror({ query, store } = globalThis.__TARN__) {
  const present = () => store.getState().user.user;
  let subscriptions = [];
  /** The id of the user whose data is mirrored. */
  let followed;

  const end = () => {
    subscriptions.forEach(({ unsubscribe }) => unsubscribe());
    subscriptions = [];
    followed = undefined;
  };

  const put = ({ name, type, payloadOf }, data) => {
    const user = present();
    // Much follows a user, so one that the store has is not dispatched again.
    if (user?.id !== followed || (name === "profile" && (data.id !== followed || isSame(user, data)))) return;
    try {
      store.dispatch({ type, payload: payloadOf(data) });
    } catch (error) {
      console.error(error);
    }
  };

  const follow = (user) => {
    end();
    followed = user.id;
    subscriptions = MIRRORED.map((mirrored) => {
      // The user came with the session, so the profile need not be asked for.
      const known = mirrored.name === "profile" ? user : undefined;
      let last;
      return query([mirrored.name], mirrored.path, { staleMs: STALE_MS, known }, ({ data }) => {
        if (data === last) return;
        last = data;
        // An answer that is gone leaves the store alone: its slices forget a user by themselves.
        if (data) put(mirrored, data);
      });
    });
  };

  /** Somebody logged in or out. A user that only this page knows (`isOfServer` is false) has nothing on the server. */
  return (isOfServer) => {
    const user = present();
    if (!user || !isOfServer) end();
    else if (followed !== user.id) follow(user);
  };
}
