// Builds the host and every remote separately into dist/, and the renderer for a server into dist-server/. Then precompresses dist/.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { rspack } from '@rspack/core';
import { buildForBrowsers, dist } from './build/browser.mjs';
import { root } from './build/production.mjs';
import { buildForServer } from './build/server.mjs';

const pictures = fileURLToPath(new URL('../../server/catalogue/pictures', import.meta.url));

async function precompress() {
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = `${entry.parentPath}/${entry.name}`;
    if (entry.isFile()) await writeFile(`${file}.br`, brotliCompressSync(await readFile(file))); // quality 11 is the default
  }
}

/** What all documents have in their head: elements, and the source of a script. */
async function headOfDocuments() {
  const source = (file) => readFile(`${root}packages/host/src/${file}`, 'utf8');
  const { code } = await rspack.experiments.swc.minify(await source('head.js'), { compress: true, mangle: true });
  return { meta: await source('head.html'), script: code };
}

await rm(dist, { recursive: true, force: true });
const host = await buildForBrowsers();
await cp(pictures, `${dist}/images`, { recursive: true });
await precompress();
// For `server/documents.mjs`, not for browsers.
await writeFile(`${dist}/host.json`, JSON.stringify({ ...host, ...(await headOfDocuments()) }));
await buildForServer();
