// What the client and the cache need of the browser, in one place. Each capability may be missing, throw, or say what is not
// true; here that becomes an answer that can be used. It holds no state of the shop's.

/** Runs `ask`; a capability that throws is one that is missing. */
const attempt = (ask, otherwise) => {
  try {
    return ask() ?? otherwise;
  } catch {
    return otherwise;
  }
};

/** How long work waits for the same work of another tab, in ms. */
const LOCK_MS = 5_000;

/**
 * @param {(value: unknown, isSorted?: boolean) => string | undefined} toJson JSON.stringify for plain data (crates/capabilities/src/to_json.js)
 * @param {(name: string, receive: (event: MessageEvent) => void) => { post(data: string): boolean, close(): void } | undefined} openChannel
 *   the channel to the other tabs (crates/capabilities/src/channel.js)
 * @param {typeof globalThis} page the browser's global object; tests give one of their own
 */
export function capabilities(toJson, openChannel, page = globalThis) {
  const local = () => page.localStorage;
  return {
    toJson,
    channel: openChannel,
    now: () => page.Date.now(),
    later: (run, ms) => page.setTimeout(run, ms),
    cancel: (id) => page.clearTimeout(id),

    /** A hint only: it is false on some machines that are online. What a person asks for does not wait for it. */
    isOnline: () => attempt(() => page.navigator.onLine, true),
    isVisible: () => page.document.visibilityState === "visible",

    /** A text that all tabs see. Where storage is denied or full it lasts as long as this page. */
    note: (key) => {
      let own = null;
      return {
        get: () => own ?? attempt(() => local().getItem(key), null),
        set: (text) => {
          const isStored = attempt(() => {
            local().setItem(key, text);
            return true;
          }, false);
          own = isStored ? null : text;
        },
        remove: () => {
          own = null;
          attempt(() => local().removeItem(key));
        },
      };
    },

    /** Does the work while no other tab does work of this name; without locks, at once. A tab that the browser has put to sleep may keep its lock. */
    locked: async (name, work) => {
      let begun;
      try {
        const wait = new page.AbortController();
        const timer = page.setTimeout(() => wait.abort(), LOCK_MS);
        const begin = () => {
          page.clearTimeout(timer);
          return (begun = work()).catch(() => {});
        };
        // Locks are missing in old browsers, and refuse in a document without an origin.
        await page.navigator.locks.request(name, { signal: wait.signal }, begin);
      } catch {
        // Then it is done without.
      }
      return begun ?? work();
    },

    /** Runs `run` when the page may have missed something: it was put aside by the browser, and is shown or run again. */
    onReturn: (run) => {
      page.addEventListener?.("pageshow", ({ persisted }) => persisted && run());
      page.document.addEventListener("resume", run);
    },
    onOnline: (run) => page.addEventListener("online", run),
    // Not "focus": that also comes from a click into a page that was seen all the time.
    onSeen: (run) => page.document.addEventListener("visibilitychange", () => page.document.visibilityState === "visible" && run()),
  };
}
