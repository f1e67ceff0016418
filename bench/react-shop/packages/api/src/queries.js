import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, send } from './client.js';
import { apiPathOf } from './productQuery.js';

/** A return to a list within this time sends no request. */
const PRODUCTS_FRESH_MS = 30_000;
const MAX_ID_CHARS = 100;

/** Products are the same for all users. On a server, `origin` is the address of the API. */
const ofProducts = (kind, id, path, origin, more) =>
  queryOptions({
    queryKey: ['products', kind, id],
    queryFn: async ({ signal }) => ({ ...(await send(origin + path, { signal })), ...more }),
    staleTime: PRODUCTS_FRESH_MS,
    // A refusal that a server has rendered stays until the shopper asks again.
    retryOnMount: false,
  });

/** A page of the list, with the query that it answers: `asked`. */
export const productsQuery = (query, origin = '') => {
  const path = apiPathOf(query);
  return { ...ofProducts('list', path, path, origin, { asked: query }), placeholderData: keepPreviousData };
};

export const productsByIdsQuery = (ids) => {
  const joined = ids.join(',');
  return { ...ofProducts('ids', joined, `/api/products?ids=${encodeURIComponent(joined)}`, ''), placeholderData: keepPreviousData };
};

export const productQuery = (id, origin = '') => {
  const short = [...id].slice(0, MAX_ID_CHARS).join('');
  return ofProducts('item', short, `/api/products/${encodeURIComponent(short)}`, origin);
};

/** The copy of a product in a cached list, until its own answer arrives. */
export const listedProduct = (queryClient, id) =>
  queryClient
    .getQueriesData({ queryKey: ['products', 'list'] })
    .flatMap(([, page]) => page?.items ?? [])
    .find((product) => product.id === id);

const ofUser = (queryKey, path) => queryOptions({ queryKey, queryFn: ({ signal }) => ask(path, { signal }), meta: { isOfUser: true } });

export const ordersQuery = () => ofUser(['orders', 'list'], '/api/orders');
export const orderQuery = (id) => ofUser(['orders', 'item', id], `/api/orders/${encodeURIComponent(id)}`);
export const profileQuery = () => ofUser(['profile'], '/api/profile');
export const ticketsQuery = () => ofUser(['tickets'], '/api/tickets');
export const chatQuery = () => ofUser(['chat'], '/api/chat');
