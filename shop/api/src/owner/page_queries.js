// Connects the query cache to the page, with one listener of each kind for all queries.
// One channel for all tabs of this shop: another shop of the origin has another base path and another channel.
// `BasePath::scope` in Rust.
const CHANNEL = (document.documentElement.dataset.basePath ?? "").replace(/^\/$/, "") + "shop.queries";

/**
 * Creates the page's cache.
 * @param {(page: object) => object} make creates the cache
 * @param {object} browser the object from `capabilities.js`
 */
export function pageQueries(make, browser, request, unreachable, signedOut) {
  // Where the bridge between tabs is off, invalidations are not exchanged either.
  const isOpen = () => globalThis.__TARN__?.bridge?.().enabled;
  let isReported = false;
  const channel = browser.channel(CHANNEL, ({ data }) => {
    if (!isOpen() || cache.hear(data) || isReported) return;
    isReported = true;
    console.warn(`FED-015: a message in the channel "${CHANNEL}" is not a query's key; find the code that posts it`);
  });
  const cache = make({
    ...browser,
    ...{ request, unreachable, signedOut },
    // Early requests of the page's script (crates/tool/src/package/preload.js).
    preloaded: (path) => globalThis.__PRELOAD__?.takeData(path),
    announce: (prefix) => isOpen() && channel?.post(prefix),
    // Only a warning: the functions of a crashed instance throw at their next call, and that is expected.
    report: (error) => console.warn("a callback of a query threw; an observer is not called again:", error),
  });
  browser.onOnline(cache.wake);
  browser.onSeen(cache.wake);
  browser.onReturn(cache.renew);
  return cache;
}
