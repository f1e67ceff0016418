// Builds this remote into dist/: its files in a content-hashed folder, and the manifest with their hashes. A remote needs nothing else; no code here
// knows the host. Both halves, the files of browsers and the renderer of servers, are one build under one hash.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { componentize } from 'componentize-qjs';
import { build } from 'esbuild';

const here = import.meta.dirname;
const witPath = join(here, '../../crates/render/wit');
const { name, version, federation } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

const bundle = async (entry, options) => {
  const { outputFiles } = await build({
    entryPoints: { [name]: join(here, entry) },
    outdir: join(here, 'dist'),
    write: false,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
    ...options,
  });
  return outputFiles;
};

/** The renderer: the bundle and QuickJS in one component, which imports nothing but the world. */
const renderer = async () => {
  // Only `renderToString`: the streaming half of react-dom/server needs parts of a browser that the engine lacks.
  const alias = { 'react-dom/server': join(here, 'node_modules/react-dom/cjs/react-dom-server-legacy.browser.production.js') };
  const [{ text }] = await bundle('src/render.tsx', { alias });
  const { component } = await componentize({ jsSource: text, witPath, world: 'renderer', sync: true, stubWasi: true });
  return { file: `${name}.renderer`, contents: component };
};

const browserFiles = (await bundle('src/index.tsx')).map(({ path, contents }) => ({ file: basename(path), contents }));
const files = [...browserFiles, await renderer()].sort((one, other) => one.file.localeCompare(other.file));

const hash = createHash('sha256');
for (const { file, contents } of files) hash.update(`${file}\0${contents.length}\0`).update(contents);
const buildId = hash.digest('hex').slice(0, 16);

const named = (kind) => files.filter(({ file }) => file.endsWith(kind)).map(({ file }) => `${buildId}/${file}`);
const manifest = {
  schema: 1,
  name,
  version,
  buildId,
  ...federation,
  entry: { js: named('.js')[0], css: named('.css'), render: { file: named('.renderer')[0], world: '1.0' } },
  integrity: Object.fromEntries(
    files.map(({ file, contents }) => [`${buildId}/${file}`, `sha384-${createHash('sha384').update(contents).digest('base64')}`]),
  ),
};

rmSync(join(here, 'dist'), { recursive: true, force: true });
mkdirSync(join(here, 'dist', buildId), { recursive: true });
let weight = 0;
for (const { file, contents } of files) {
  writeFileSync(join(here, 'dist', buildId, file), contents);
  // Browsers never load the renderer.
  if (file.endsWith('.renderer')) continue;
  const compressed = brotliCompressSync(contents);
  weight += compressed.length;
  writeFileSync(join(here, 'dist', buildId, `${file}.br`), compressed);
}
// Written last, because it names the other files.
writeFileSync(join(here, 'dist/remote.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${name} built (${buildId}), ${weight} bytes after brotli`);
