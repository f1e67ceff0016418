// Access of a remote to the page's one cache.

export const observe = (name, kind, id, path, isPublic, staleMs, observer) =>
  __TARN__.query([name, kind, id].filter(Boolean), path, { isPublic, staleMs }, observer);
