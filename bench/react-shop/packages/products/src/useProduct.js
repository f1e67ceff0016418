import { listedProduct, productQuery, useQuery, useQueryClient } from '@myapp/api';

/** The product with this id. Until its answer arrives, its copy in a cached list is shown. */
export function useProduct(id) {
  const queries = useQueryClient();
  const query = useQuery({ ...productQuery(id), placeholderData: () => listedProduct(queries, id) });
  const isUnknown = query.error?.status === 404;
  const product = isUnknown ? undefined : (query.data ?? listedProduct(queries, id));
  return { query, product, isUnknown };
}
