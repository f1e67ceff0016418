// Access of a remote to the page's one cache.

/**
 * How long public data stay fresh, in ms: a return to a list within this time sends no request. An order invalidates the
 * data that it changes.
 */
const PUBLIC_STALE_MS = 30_000;

export const observe = (name, kind, id, path, isPublic, observer) =>
  __TARN__.query([name, kind, id].filter(Boolean), path, { isPublic, staleMs: isPublic ? PUBLIC_STALE_MS : 0 }, observer);

/** The product in a cached list. */
export const listedProduct = (id) =>
  __TARN__
    .queries(["products", "list"])
    .flatMap(({ data }) => data?.items ?? [])
    .find((product) => product?.id === id);
