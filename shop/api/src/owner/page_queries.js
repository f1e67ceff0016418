// What the query cache needs of the page. One listener of each kind, however many queries there are.

// One for all tabs of this shop: another shop of the origin has another base path, and another channel. `BasePath::scope` in Rust.
const CHANNEL = (document.documentElement.dataset.basePath ?? "").replace(/^\/$/, "") + "shop.queries";

/**
 * Lets a cache live in this page.
 * @param {(page: object) => object} make makes the cache
 * @param {object} browser what `capabilities.js` gives
 */
export function pageQueries(make, browser, request, unreachable, signedOut) {
  // Where tabs do not hear of each other's actions, they do not of this.
  const isOpen = () => globalThis.__TARN__?.bridge?.().enabled;
  let isReported = false;
  const channel = browser.channel(CHANNEL, ({ data }) => {
    if (!isOpen() || cache.hear(data) || isReported) return;
    isReported = true;
    console.warn(`FED-015: what came through the channel "${CHANNEL}" is no query's key; find out who posts to it`);
  });
  const cache = make({
    ...browser,
    ...{ request, unreachable, signedOut },
    // From before the app ran (crates/tool/src/package/ahead.js).
    ahead: (path) => globalThis.__AHEAD__?.takeData(path),
    announce: (prefix) => isOpen() && channel?.post(prefix),
    // A warning: after a crash, the functions of the instance that is gone throw when they are called next, and that is all.
    report: (error) => console.warn("a function that was given to a query threw; as an observer it is called no more:", error),
  });
  browser.onOnline(cache.wake);
  browser.onSeen(cache.wake);
  browser.onReturn(cache.renew);
  return cache;
}
