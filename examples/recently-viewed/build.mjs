// Builds this remote into dist/: its files in a content-hashed folder, and the manifest with their hashes. A remote needs nothing else; no code here
// knows the host.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const here = import.meta.dirname;
const { name, version, federation } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

const { outputFiles } = await build({
  entryPoints: { [name]: join(here, 'src/index.tsx') },
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
});
const files = outputFiles.map(({ path, contents }) => ({ file: basename(path), contents })).sort((one, other) => one.file.localeCompare(other.file));

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
  entry: { js: named('.js')[0], css: named('.css') },
  integrity: Object.fromEntries(
    files.map(({ file, contents }) => [`${buildId}/${file}`, `sha384-${createHash('sha384').update(contents).digest('base64')}`]),
  ),
};

rmSync(join(here, 'dist'), { recursive: true, force: true });
mkdirSync(join(here, 'dist', buildId), { recursive: true });
let weight = 0;
for (const { file, contents } of files) {
  const compressed = brotliCompressSync(contents);
  weight += compressed.length;
  writeFileSync(join(here, 'dist', buildId, file), contents);
  writeFileSync(join(here, 'dist', buildId, `${file}.br`), compressed);
}
// Written last, because it names the other files.
writeFileSync(join(here, 'dist/remote.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${name} built (${buildId}), ${weight} bytes after brotli`);
