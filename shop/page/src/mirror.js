// Mirrors answers of the query cache into the store: the server data that the contract promises to every remote. The cache
// is their only source.

/** The age in ms after which the mirror alone revalidates an answer. A remote that shows the data revalidates more often. */
const STALE_MS = 300_000;

/** The mirrored queries, each with the action whose payload is its answer. */
const MIRRORED = [
  { name: "profile", path: "/api/profile", type: "user/setUser", payloadOf: (user) => ({ user }) },
  { name: "tickets", path: "/api/tickets", type: "support/setTickets", payloadOf: (list) => list },
  { name: "chat", path: "/api/chat", type: "chat/setMessages", payloadOf: (log) => log },
];

/** How often, and how long at most, the mirror looks whether the page's content is there. */
const [LOOK_MS, LOOKS] = [250, 20];

const isBusy = (remotes) => document.querySelector("[aria-busy=true]:not([hidden])") || remotes().some(({ status }) => status === "loading");

/** Resolves when the page shows its content: on a slow connection, the first requests decide when that is. */
async function contentShown(remotes) {
  for (let look = 0; look < LOOKS; look++) {
    await new Promise((go) => setTimeout(go, LOOK_MS));
    if (!isBusy(remotes)) return;
  }
}

const isSame = (user, other) => ["id", "name", "phone", "email"].every((field) => user[field] === other[field]);

/** @param page `query`, `store` and `remotes` of `window.__TARN__` */
export function mirror({ query, store, remotes } = globalThis.__TARN__) {
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
    // An unchanged user is not dispatched again, because much depends on the user.
    if (user?.id !== followed || (name === "profile" && (data.id !== followed || isSame(user, data)))) return;
    try {
      store.dispatch({ type, payload: payloadOf(data) });
    } catch (error) {
      console.error(error);
    }
  };

  const follow = (mirrored, known) => {
    let last;
    const subscription = query([mirrored.name], mirrored.path, { staleMs: STALE_MS, known }, ({ data }) => {
      if (data === last) return;
      last = data;
      // Dropped data leave the store alone: its slices drop a user's data themselves.
      if (data) put(mirrored, data);
    });
    subscriptions.push(subscription);
  };

  /** Handles a login or logout. A user that only this page knows (`isOfServer` is false) has no data on the server. */
  return (isOfServer) => {
    const user = present();
    if (!user || !isOfServer) end();
    else if (followed !== user.id) {
      end();
      followed = user.id;
      // The session contained the user, so the profile needs no request, and a change in another tab is heard from now on.
      const [profile, ...others] = MIRRORED;
      follow(profile, user);
      const begun = subscriptions;
      contentShown(remotes).then(() => {
        // Another login or a logout has begun a new list.
        if (begun === subscriptions) for (const mirrored of others) follow(mirrored);
      });
    }
  };
}
