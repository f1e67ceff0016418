// The renderer of a server: built by `build/server.mjs`, called by `server/rendered_page.mjs`.
import { renderToPipeableStream } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import {
  asksForKept,
  dehydrated,
  fallbackOf,
  makeQueryClient,
  parseProductQuery,
  productQuery,
  productsQuery,
  QueryClientProvider,
} from '@myapp/api';
import { makeStore, Provider } from '@myapp/store';
import { App } from './App.jsx';
import { headOf } from './head.server.js';
import { routeAt } from './routes.js';

/** Whether a server renders the page. The wishlist is known to the browser only. */
export const isRendered = ({ search }) => !asksForKept(search);

/** Whether the data of the page decides its status. Every other page can begin before its data are there. */
export const isStatusLate = ({ pathname }) => routeAt(pathname).id !== undefined;

/** The status of a page that does not depend on data. */
export const earlyStatus = ({ pathname }) => (routeAt(pathname).route.pattern === '*' ? 404 : 200);

/** Fetches the data of the page: `{ queries, status, head, data }`. `site` is the origin of the shop, and `api` that of the API. */
export async function prepare(url, site, api) {
  const { route, id } = routeAt(url.pathname);
  const queries = makeQueryClient();
  let answer;
  if (route.pattern === '/products') answer = await fetchList(queries, parseProductQuery(url.search), api);
  if (route.pattern === '/product/:id') answer = await fetchOne(queries, productQuery(id.toLowerCase(), api));
  return {
    queries,
    status: answer?.error?.status === 404 ? 404 : earlyStatus(url),
    head: headOf(route, answer, site),
    data: dehydrated(queries),
  };
}

async function fetchOne(queries, query) {
  await queries.prefetchQuery(query);
  const { data, error } = queries.getQueryState(query.queryKey);
  return { data, error };
}

/** The list, or the one that is shown in its place. */
async function fetchList(queries, query, api) {
  const answer = await fetchOne(queries, productsQuery(query, api));
  const instead = fallbackOf(query, answer.data, answer.error);
  return instead ? fetchList(queries, instead, api) : answer;
}

/** The page as a stream: what `renderToPipeableStream` returns. */
export const render = (url, { queries }, options) =>
  renderToPipeableStream(
    <Provider store={makeStore()}>
      <QueryClientProvider client={queries}>
        <StaticRouter location={url.pathname + url.search}>
          <App />
        </StaticRouter>
      </QueryClientProvider>
    </Provider>,
    options,
  );
