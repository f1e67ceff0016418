// Usage: node run.mjs <server binary> <folder of the built apps> [--quick] [--rounds N]. `cargo xtask bench load` calls it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from '../browser.mjs';
import { machine } from '../machine.mjs';
import { allApps } from './measures/all_apps.mjs';
import { clicks } from './measures/clicks.mjs';
import { cold } from './measures/cold.mjs';
import { memory } from './measures/memory.mjs';
import { navigation } from './measures/navigation.mjs';
import { judge } from './report/aims.mjs';
import { chart } from './report/chart.mjs';
import { table } from './report/table.mjs';
import { waterfall } from './report/waterfall.mjs';
import { open } from './shops.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const {
  values,
  positionals: [server, dist],
} = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' }, rounds: { type: 'string', default: '11' } } });
const quick = values.quick ?? false;
const rounds = Number(values.rounds);
const pace = quick
  ? { rounds: 1, clickRounds: 1, clicks: 24, memoryRounds: 1, cycles: 3 }
  : { rounds, clickRounds: 4, clicks: 200, memoryRounds: 3, cycles: 50 };
// measureUserAgentSpecificMemory answers immediately.
const EAGER_MEMORY = '--enable-blink-features=ForceEagerMeasureMemory';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const results = await measure();
const verdict = judge(results);
const text = table(results, verdict);
console.log(`\n${text}`);
if (quick) {
  console.log('This was no full run: nothing is written, and the aims are not judged by it.');
} else {
  await mkdir(join(here, '../results'), { recursive: true });
  await writeFile(join(here, '../results/load.json'), `${JSON.stringify(results, rounded, 1)}\n`);
  await writeFile(join(here, '../results/load.md'), text);
  await writeFile(join(here, '../load.svg'), chart(results));
  for (const page of ['/products', '/cart']) await writeFile(join(here, `../waterfall-${page.slice(1)}.svg`), waterfall(results, page));
  process.exitCode = verdict.every(({ missed }) => missed.length === 0) ? 0 : 1;
}

async function measure() {
  const { shops, close } = await open(server, dist);
  try {
    const browser = await launch(EAGER_MEMORY);
    try {
      return {
        machine: machine(browser.version()),
        pace,
        cold: await cold(browser, shops, pace, console.log),
        clicks: await clicks(browser, shops, pace, console.log),
        navigation: await navigation(browser, shops, pace, console.log),
        memory: await memory(browser, shops, pace, console.log),
        allApps: await allApps(shops, console.log),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await close();
  }
}

function rounded(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
