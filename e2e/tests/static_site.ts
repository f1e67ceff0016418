// A file server, as docs/guides/static-hosting.md requires: no API, no program of this project.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
};

interface Site {
  /** For pages. */
  policy?: string;
  /** The origin whose pages may load files from here. */
  sharedWith?: string;
  /** The API's origin: it answers /api and /images. */
  api?: string;
}

/** Serves a folder at a port. Returns the requested paths and a function that stops it. */
export async function serveStatic(port: number, folder: string, { policy, sharedWith, api }: Site = {}) {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = normalize(new URL(request.url!, 'http://site').pathname);
    asked.push(path);
    if (api && /^\/(api|images)\//.test(path)) return forward(api, request, response);
    if (sharedWith) response.setHeader('Access-Control-Allow-Origin', sharedWith);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const isPage = !extname(path) && !/^\/(assets|remotes|devtools|api|images)\//.test(path);
    const file = join(folder, isPage ? 'index.html' : path);
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end('no such file');
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', /\/[0-9a-f]{16}\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (isPage && policy) response.setHeader('Content-Security-Policy', policy);
    const compressed = `${file}.br`;
    if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(compressed)) {
      response.setHeader('Content-Encoding', 'br').setHeader('Vary', 'Accept-Encoding');
      return response.end(readFileSync(compressed));
    }
    response.end(readFileSync(file));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(port, done));
  return {
    asked,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

async function forward(api: string, request: IncomingMessage, response: ServerResponse) {
  const { host, connection, 'accept-encoding': _compression, ...headers } = request.headers as Record<string, string>;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  const answer = await fetch(api + request.url, { method: request.method, headers: { ...headers, 'x-forwarded-host': host }, body });
  const { 'content-encoding': _encoding, 'content-length': _length, 'transfer-encoding': _chunks, ...answered } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, { ...answered, 'set-cookie': answer.headers.getSetCookie() });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
