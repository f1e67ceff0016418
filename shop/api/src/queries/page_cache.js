// The page's one cache, as a remote reaches it.

/** For how long, in ms, what everybody is told counts as new: who goes back to a list meanwhile asks for nothing. The shop says
 * by invalidation what an order changed. */
const PUBLIC_STALE_MS = 30_000;

export const observe = (name, kind, id, path, isPublic, observer) =>
  __TARN__.query([name, kind, id].filter(Boolean), path, { isPublic, staleMs: isPublic ? PUBLIC_STALE_MS : 0 }, observer);

/** A product of a list that is known. */
export const listedProduct = (id) =>
  __TARN__
    .queries(["products", "list"])
    .flatMap(({ data }) => data?.items ?? [])
    .find((product) => product?.id === id);
