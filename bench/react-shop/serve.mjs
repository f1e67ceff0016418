// Usage: node serve.mjs --api URL [--port N] [--render]. Serves dist/ and passes /api on to the server at URL. Port 0 is any free one. With
// --render, pages come with their HTML.
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MOVED, routeAt } from './packages/host/src/routes.js';
import { proxyTo } from './server/api_proxy.mjs';
import { makeDocuments } from './server/documents.mjs';
import { renderPages } from './server/rendered_page.mjs';
import { readFiles, sendFile } from './server/static_files.mjs';

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: 'http://127.0.0.1:4000' },
    port: { type: 'string', default: '4173' },
    render: { type: 'boolean', default: false },
  },
});
const dist = fileURLToPath(new URL('dist', import.meta.url));
const [files, documents] = await Promise.all([readFiles(dist), makeDocuments(dist)]);
const passOn = proxyTo(values.api);
const sendPage = values.render
  ? renderPages(await import('./dist-server/render.mjs'), documents, values.api)
  : (request, response, { pathname }) => sendFile(request, response, documents.plain(pathname), routeAt(pathname).route.pattern === '*' ? 404 : 200);

const server = createServer((request, response) => {
  const url = new URL(`http://localhost${request.url}`);
  if (url.pathname.startsWith('/api/')) return passOn(request, response);
  const file = files.get(url.pathname);
  if (file) return sendFile(request, response, file);
  if (extname(url.pathname) !== '') return response.writeHead(404).end();
  if (MOVED[url.pathname]) return response.writeHead(308, { location: MOVED[url.pathname] + url.search }).end();
  return sendPage(request, response, url);
});
server.listen(Number(values.port), '127.0.0.1', () => console.log(`The shop is at http://127.0.0.1:${server.address().port}`));
