// The built files, served from memory as precompressed brotli.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, relative } from 'node:path';

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };
const HASHED = /\.[0-9a-f]{8}\.(js|css)$/;
const CACHING = { hashed: 'public, max-age=31536000, immutable', picture: 'public, max-age=3600', other: 'no-cache' };

/** The files of a folder by their paths: `{ plain, brotli, headers }`. */
export async function readFiles(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = `${entry.parentPath}/${entry.name}`;
    const brotli = await readFile(`${file}.br`).catch(() => null);
    if (!brotli) continue; // a folder, or itself a compressed file
    const path = `/${relative(folder, file)}`;
    files.set(path, sendable(await readFile(file), brotli, TYPES[extname(file)] ?? 'application/octet-stream', CACHING[kindOf(path)]));
  }
  return files;
}

const kindOf = (path) => (HASHED.test(path) ? 'hashed' : path.startsWith('/images/') ? 'picture' : 'other');

export const sendable = (plain, brotli, type, caching) => ({
  plain,
  brotli,
  headers: {
    'content-type': type,
    'cache-control': caching,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`,
    vary: 'accept-encoding',
  },
});

export const takesBrotli = (request) => /\bbr\b/.test(request.headers['accept-encoding'] ?? '');

/** Answers with a file, or with 304 if the browser has it. */
export function sendFile(request, response, { plain, brotli, headers }, status = 200) {
  if (request.headers['if-none-match'] === headers.etag) return response.writeHead(304, headers).end();
  const isBrotli = takesBrotli(request);
  const body = isBrotli ? brotli : plain;
  response.writeHead(status, { ...headers, ...(isBrotli && { 'content-encoding': 'br' }), 'content-length': body.length }).end(body);
}
