// The page's one cache, as a remote reaches it.

export const observe = (name, kind, id, path, isPublic, observer) =>
  __FEDERATION__.query([name, kind, id].filter(Boolean), path, { isPublic }, observer);

/** A product of a list that is known. */
export const listedProduct = (id) =>
  __FEDERATION__
    .queries(["products", "list"])
    .flatMap(({ data }) => data?.items ?? [])
    .find((product) => product?.id === id);
