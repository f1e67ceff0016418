// The browser capabilities of scripts, in one place. Each capability may be missing, throw or return a
// wrong value; the functions here return a usable value instead. They keep no state of an application.

/** Runs `ask`; an exception counts as a missing capability. */
const attempt = (ask, otherwise) => {
  try {
    return ask() ?? otherwise;
  } catch {
    return otherwise;
  }
};

/** How long work waits for another tab's lock, in ms. */
const LOCK_MS = 5_000;

/**
 * @param {(value: unknown, isSorted?: boolean) => string | undefined} toJson JSON.stringify for plain data (to_json.js)
 * @param {(name: string, receive: (event: MessageEvent) => void) => { post(data: string): boolean, close(): void } | undefined} openChannel
 *   the channel to the other tabs (channel.js)
 * @param {typeof globalThis} page the browser's global object; tests pass a fake
 */
export function capabilities(toJson, openChannel, page = globalThis) {
  const local = () => page.localStorage;
  return {
    toJson,
    channel: openChannel,
    now: () => page.Date.now(),
    later: (run, ms) => page.setTimeout(run, ms),
    cancel: (id) => page.clearTimeout(id),

    /** A hint only: it is false on some machines that are online. A request of the user does not depend on it. */
    isOnline: () => attempt(() => page.navigator.onLine, true),
    isVisible: () => page.document.visibilityState === "visible",

    /** A text in localStorage, shared by all tabs. Without storage it lives as long as this page. */
    sharedText: (key) => {
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

    /**
     * Runs `work` while no other tab runs work of this name; without locks, or after LOCK_MS, at once. A frozen tab may
     * keep its lock.
     */
    locked: async (name, work) => {
      let begun;
      try {
        const wait = new page.AbortController();
        const timer = page.setTimeout(() => wait.abort(), LOCK_MS);
        const begin = () => {
          page.clearTimeout(timer);
          return (begun = work()).catch(() => {});
        };
        // Old browsers have no locks, and a document without an origin may not use them.
        await page.navigator.locks.request(name, { signal: wait.signal }, begin);
      } catch {
        // Continue without a lock.
      }
      return begun ?? work();
    },

    /** Runs `run` when the page was frozen or cached by the browser and is shown again, because it may have missed messages. */
    onReturn: (run) => {
      page.addEventListener?.("pageshow", ({ persisted }) => persisted && run());
      page.document.addEventListener("resume", run);
    },
    onOnline: (run) => page.addEventListener("online", run),
    // Not "focus": a click into a visible page triggers that, too.
    onSeen: (run) => page.document.addEventListener("visibilitychange", () => page.document.visibilityState === "visible" && run()),
  };
}
