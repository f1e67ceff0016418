import { useMemo, useState } from 'react';
import { fallbackOf, parseProductQuery, productsQuery, useQuery } from '@myapp/api';

/** The list for the query string of the address. */
export function useListing(queryString) {
  const wanted = useMemo(() => parseProductQuery(queryString), [queryString]);
  const [fallback, setFallback] = useState(null);
  const asked = fallback?.of === wanted ? fallback.query : wanted;
  const query = useQuery(productsQuery(asked));
  const { data, error, isPlaceholderData, isError } = query;
  const own = isPlaceholderData ? undefined : data;
  const instead = fallbackOf(asked, own, error);
  if (instead) setFallback({ of: wanted, query: instead });
  // The controls keep the last known categories while a request fails.
  const [categories, setCategories] = useState(data?.categories ?? []);
  if (data && data.categories !== categories) setCategories(data.categories);
  const shown = instead ? undefined : data;
  return {
    query,
    /** The displayed page: of the previous address while the present one loads. */
    shown,
    /** The query of the displayed list, or else of the address. They differ if the address asks for something that does not exist. */
    present: own ? asked : wanted,
    categories,
    hasFailed: isError && !instead,
    isReplacing: isPlaceholderData && query.isFetching,
  };
}
