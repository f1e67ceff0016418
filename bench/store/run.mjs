// Usage: node run.mjs <folder of the built wasm> [--quick] [--only=<measure>]. `cargo xtask bench store` calls it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launch } from '../browser.mjs';
import { machine } from '../machine.mjs';
import { measureIn } from '../measured_page.mjs';
import { json } from '../report/json.mjs';
import { serve } from '../server.mjs';
import { judge } from './report/aims.mjs';
import { chart } from './report/chart.mjs';
import { table } from './report/table.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const [apps, ...flags] = process.argv.slice(2);
const quick = flags.includes('--quick');
const only = flags.filter((flag) => flag.startsWith('--only=')).map((flag) => flag.slice('--only='.length));
const pace = quick ? { rounds: 3, batchMs: 2, warmUpMs: 10 } : { rounds: 21, batchMs: 12, warmUpMs: 120 };

await bundle();
const { browserVersion, measured } = await measure();
const results = {
  machine: machine(browserVersion),
  versions: await versions(),
  batches: { ...pace, unit: 'microseconds per operation: median and quartiles over the batches' },
  ...measured,
};
const verdict = judge(results.cells);
const text = table(results, verdict);
console.log(`\n${text}`);
if (!quick && only.length === 0) {
  await mkdir(join(here, '../results'), { recursive: true });
  await writeFile(join(here, '../results/store.json'), json(results));
  await writeFile(join(here, '../results/store.md'), text);
  await writeFile(join(here, '../store.svg'), chart(results.cells));
  process.exitCode = verdict.every(({ missed }) => missed.length === 0) ? 0 : 1;
} else {
  console.log('This was no full run: nothing is written, and the aims are not judged by it.');
}

/** The page's script, and the glue as a script that is evaluated for every newcomer. */
async function bundle() {
  const production = { bundle: true, minify: true, format: 'iife', target: 'es2023', logLevel: 'warning' };
  await build({
    ...production,
    entryPoints: [join(here, 'page/main.js')],
    outfile: join(apps, 'page.js'),
    define: { 'process.env.NODE_ENV': '"production"' },
    jsx: 'automatic',
    external: ['/bench_owner.js'],
  });
  await build({
    ...production,
    entryPoints: [join(apps, 'bench_remote.js')],
    outfile: join(apps, 'newcomer.js'),
    globalName: 'glue',
    define: { 'import.meta.url': '""' },
  });
}

async function measure() {
  const server = await serve(apps, {
    '/': join(here, 'page/index.html'),
    '/federation.json': join(here, 'federation.json'),
  });
  const browser = await launch('--js-flags=--expose-gc');
  try {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await page.exposeFunction('jsHeap', async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize;
    });
    const measured = await measureIn(page, server.url, { ...pace, only: only.length > 0 ? only : undefined });
    return { measured, browserVersion: browser.version() };
  } finally {
    await browser.close();
    server.close();
  }
}

async function versions() {
  const { dependencies } = JSON.parse(await readFile(join(here, '../package.json')));
  const measured = ['@reduxjs/toolkit', 'redux', 'zustand', 'nanostores', 'react', 'react-redux'];
  return Object.fromEntries(measured.map((name) => [name, dependencies[name]]));
}
