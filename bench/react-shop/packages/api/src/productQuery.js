// The address of the product list holds the whole state of the list.

const SORTS = ['featured', 'price-asc', 'price-desc', 'name'];
const MAX_QUERY_CHARS = 100;
const MAX_CATEGORY_CHARS = 64;

/** The search words for this input. */
export const searchWords = (typed) => [...typed.trim()].slice(0, MAX_QUERY_CHARS).join('');

/** The query of an address's query string. Invalid parts get their defaults. */
export function parseProductQuery(queryString) {
  const parameters = new URLSearchParams(queryString);
  const [category, sort, page] = [parameters.get('category') ?? '', parameters.get('sort'), parameters.get('page') ?? ''];
  return {
    query: searchWords(parameters.get('query') ?? ''),
    category: category.length <= MAX_CATEGORY_CHARS ? category : '',
    sort: SORTS.includes(sort) ? sort : 'featured',
    page: /^\d{1,9}$/.test(page) && Number(page) >= 1 ? Number(page) : 1,
  };
}

/** Whether the query string asks for the wishlist. */
export const asksForKept = (queryString) => new URLSearchParams(queryString).get('kept') === 'true';

function toQueryString({ query, category, sort, page }) {
  const parts = [];
  if (query) parts.push(`query=${encodeURIComponent(query)}`);
  if (category) parts.push(`category=${encodeURIComponent(category)}`);
  if (sort !== 'featured') parts.push(`sort=${sort}`);
  if (page !== 1) parts.push(`page=${page}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

export const apiPathOf = (query) => `/api/products${toQueryString(query)}`;
export const addressOf = (query) => `/products${toQueryString(query)}`;

/**
 * The query to ask instead of `query`, if there is one: without the part that the API has refused, or of the first page if there is no such
 * page. One part is reset at a time.
 */
export function fallbackOf(query, page, error) {
  const isBeyondLast = query.page > 1 && page?.items.length === 0 && page.total > 0;
  if (error?.field === 'query' && query.query) return { ...query, query: '' };
  if (error?.field === 'category' && query.category) return { ...query, category: '' };
  if ((error?.field === 'page' && query.page > 1) || isBeyondLast) return { ...query, page: 1 };
  return undefined;
}
