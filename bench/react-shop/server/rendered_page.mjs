// A page that is rendered on the server: the head at once, then the HTML of React as a stream, then the data for the browser.
import { Writable } from 'node:stream';
import { constants, createBrotliCompress } from 'node:zlib';
import { sendFile, takesBrotli } from './static_files.mjs';

const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };

/** A handler for pages. `renderer` is what `packages/host/src/render.server.jsx` exports, and `api` the address of the API. */
export function renderPages(renderer, documents, api) {
  return async (request, response, url) => {
    if (!renderer.isRendered(url)) return sendFile(request, response, documents.plain(url.pathname));
    const [start, ...parts] = documents.rendered(url.pathname);
    const site = `http://${request.headers.host}`;
    const preparing = renderer.prepare(url, site, api);
    if (renderer.isStatusLate(url)) {
      const page = await preparing;
      const body = open(request, response, page.status);
      body.write(start);
      return renderInto(body, renderer, url, page, parts);
    }
    const body = open(request, response, renderer.earlyStatus(url));
    body.write(start);
    body.flush?.();
    return renderInto(body, renderer, url, await preparing, parts);
  };
}

/** The body of the response, compressed if the browser takes that. */
function open(request, response, status) {
  const isBrotli = takesBrotli(request);
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'public, max-age=0, s-maxage=10, stale-while-revalidate=60',
    vary: 'accept-encoding',
    ...(isBrotli && { 'content-encoding': 'br' }),
  });
  if (!isBrotli) return response;
  const brotli = createBrotliCompress({ params: BROTLI });
  brotli.pipe(response);
  return brotli;
}

function renderInto(body, renderer, url, page, [beforeHtml, beforeData, end]) {
  body.write(page.head + beforeHtml);
  const html = new Writable({
    write: (chunk, _, done) => (body.write(chunk) ? done() : body.once('drain', done)),
    final: (done) => body.end(beforeData + page.data + end, done),
  });
  const { pipe } = renderer.render(url, page, {
    // By default React hides a boundary of more than 12.8 KB, such as the list, until a script moves it into its place.
    progressiveChunkSize: 1 << 20,
    onShellReady: () => pipe(html),
    // Without HTML the browser renders the page itself.
    onShellError: () => html.end(),
    onError: (error) => console.error(error),
  });
}
