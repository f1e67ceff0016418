// Connects the query cache to the page, with one listener of each kind for all queries.

/** The base path of the site, as a prefix of names: another site of the origin has another one. `BasePath::scope` in Rust. */
const scope = () => (document.documentElement.dataset.basePath ?? "").replace(/^\/$/, "");

/**
 * Creates the page's cache.
 * @param {(page: object) => object} make creates the cache
 * @param {object} browser the object from `capabilities.js`
 * @param {object} client the application's part, see `QueryCache::new` in Rust
 */
export function pageQueries(make, browser, client) {
  // Where the bridge between tabs is off, invalidations are not exchanged either.
  const isOpen = () => globalThis.__TARN__?.bridge?.().enabled;
  const name = scope() + client.channel;
  let isReported = false;
  const channel = browser.channel(name, ({ data }) => {
    if (!isOpen() || cache.hear(data) || isReported) return;
    isReported = true;
    console.warn(`FED-015: a message in the channel "${name}" is not a query's key; find the code that posts it`);
  });
  const cache = make({
    ...browser,
    ...client,
    announce: (prefix) => isOpen() && channel?.post(prefix),
    // Only a warning: the functions of a crashed instance throw at their next call, and that is expected.
    report: (error) => console.warn("a callback of a query threw; an observer is not called again:", error),
  });
  browser.onOnline(cache.wake);
  browser.onSeen(cache.wake);
  browser.onReturn(cache.renew);
  return cache;
}
