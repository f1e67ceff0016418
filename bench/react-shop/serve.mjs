// Usage: node serve.mjs [port] [directory]. Serves the precompressed output of `build.mjs` from memory. Port 0 is any free one.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = Number(process.argv[2] ?? 4173);
const directory = fileURLToPath(new URL(process.argv[3] ?? 'dist', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json' };
const hashed = /\.[0-9a-f]{8}\.js$/;

const files = new Map();
for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.endsWith('.br')) continue;
  const file = `${entry.parentPath}/${entry.name}`;
  const [plain, brotli] = await Promise.all([readFile(file), readFile(`${file}.br`)]);
  const headers = {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': hashed.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`,
    vary: 'accept-encoding',
  };
  files.set(`/${relative(directory, file)}`, { plain, brotli, headers });
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = files.get(pathname) ?? (extname(pathname) === '' ? files.get('/index.html') : undefined);
  if (!file) return response.writeHead(404).end();
  if (request.headers['if-none-match'] === file.headers.etag) return response.writeHead(304, file.headers).end();
  const brotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
  const body = brotli ? file.brotli : file.plain;
  response.writeHead(200, { ...file.headers, ...(brotli && { 'content-encoding': 'br' }), 'content-length': body.length }).end(body);
});
server.listen(port, '127.0.0.1', () => console.log(`The shop is at http://127.0.0.1:${server.address().port}`));
