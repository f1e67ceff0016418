/** The product in a cached list. */
export const listedProduct = (id) =>
  __TARN__
    .queries(["products", "list"])
    .flatMap(({ data }) => data?.items ?? [])
    .find((product) => product?.id === id);
