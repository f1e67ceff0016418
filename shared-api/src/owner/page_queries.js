// What the query cache needs of the browser. One listener of each kind, however many queries there are.

// One for all tabs of this shop: another shop of the origin has another base path, and another channel. `BasePath::scope` in Rust.
const CHANNEL = (document.documentElement.dataset.basePath ?? "").replace(/^\/$/, "") + "shop.queries";

/**
 * Lets a cache live in this page.
 * @param {(page: object) => object} make makes the cache
 */
export function pageQueries(make, request, unreachable, signedOut) {
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(CHANNEL);
  // Where tabs do not hear of each other's actions, they do not of this.
  const isOpen = () => channel && globalThis.__TARN__?.bridge?.().enabled;
  const cache = make({
    ...{ request, unreachable, signedOut, now: Date.now, later: (run, ms) => setTimeout(run, ms), cancel: (id) => clearTimeout(id) },
    ...{ isOnline: () => navigator.onLine, isVisible: () => document.visibilityState === "visible" },
    // From before the app ran (xtask/src/package/ahead.js).
    ahead: (path) => globalThis.__AHEAD__?.takeData(path),
    announce: (prefix) => isOpen() && channel.postMessage(prefix),
    // A warning: after a crash, the functions of the instance that is gone throw when they are called next, and that is all.
    report: (error) => console.warn("a function that was given to a query threw; as an observer it is called no more:", error),
  });
  if (channel) {
    let isReported = false;
    channel.onmessage = ({ data }) => {
      if (!isOpen() || cache.hear(data) || isReported) return;
      isReported = true;
      console.warn(`FED-015: what came through the channel "${CHANNEL}" is no query's key; find out who posts to it`);
    };
  }
  addEventListener("online", cache.wake);
  // Not "focus": that also comes from a click into a page that was seen all the time.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && cache.wake());
  return cache;
}
