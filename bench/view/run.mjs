// Usage: node run.mjs <folder of the built lists> [--quick]. `cargo xtask bench view` calls it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { launch } from '../browser.mjs';
import { machine } from '../machine.mjs';
import { measureIn } from '../measured_page.mjs';
import { json } from '../report/json.mjs';
import { serve } from '../server.mjs';
import { judge } from './report/aims.mjs';
import { table } from './report/table.mjs';
import { sizeOfScript, sizeOfWasm } from './sizes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const [lists, ...flags] = process.argv.slice(2);
const quick = flags.includes('--quick');
const pace = quick ? { rounds: 3, batchMs: 2, warmUpMs: 10 } : { rounds: 21, batchMs: 12, warmUpMs: 120 };
const production = {
  bundle: true,
  minify: true,
  target: 'es2023',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  jsx: 'automatic',
};

await bundle();
const { browserVersion, measured } = await measure();
const results = {
  machine: machine(browserVersion),
  versions: await versions(),
  batches: { ...pace, unit: 'microseconds per operation: median and quartiles over the batches' },
  sizes: await sizes(),
  ...measured,
};
const verdict = judge(results);
const text = table(results, verdict);
console.log(`\n${text}`);
if (!quick) {
  await mkdir(join(here, '../results'), { recursive: true });
  await writeFile(join(here, '../results/view.json'), json(results));
  await writeFile(join(here, '../results/view.md'), text);
  process.exitCode = verdict.every(({ missed }) => missed.length === 0) ? 0 : 1;
} else {
  console.log('This was no full run: nothing is written, and the aims are not judged by it.');
}

/** The page's script, and the HTML that React hydrates. */
async function bundle() {
  await build({ ...production, format: 'iife', entryPoints: [join(here, 'page/main.js')], outfile: join(lists, 'page.js') });
  const renderer = join(lists, 'react/html.cjs');
  await build({ ...production, format: 'cjs', platform: 'node', entryPoints: [join(here, 'page/subjects/react_html.jsx')], outfile: renderer });
  const { html } = (await import(pathToFileURL(renderer))).default;
  await writeFile(join(lists, 'react/lines.html'), html());
}

async function measure() {
  const server = await serve(lists, { '/': join(here, 'page/index.html') });
  const browser = await launch('--js-flags=--expose-gc');
  try {
    return { measured: await measureIn(await browser.newPage(), server.url, pace), browserVersion: browser.version() };
  } finally {
    await browser.close();
    server.close();
  }
}

async function sizes() {
  const of = (name) => sizeOfWasm(join(lists, name), production);
  return {
    ours: await of('ours'),
    leptos: await of('leptos'),
    'leptos-hydrate': await of('leptos-hydrate'),
    react: await sizeOfScript(join(here, 'page/subjects/react.jsx'), production),
  };
}

async function versions() {
  const lock = (await readFile(join(here, 'Cargo.lock'))).toString();
  const { dependencies } = JSON.parse(await readFile(join(here, '../package.json')));
  return { leptos: lock.match(/name = "leptos"\nversion = "(.+?)"/)[1], react: dependencies.react };
}
