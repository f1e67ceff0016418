// Usage: node run.mjs <server binary> <folder of the built apps> [--quick] [--rounds N] [--resume]. `cargo xtask bench load` calls it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from '../browser.mjs';
import { machine } from '../machine.mjs';
import { json } from '../report/json.mjs';
import { allApps } from './measures/all_apps.mjs';
import { clicks } from './measures/clicks.mjs';
import { cold } from './measures/cold.mjs';
import { earlyClick } from './measures/early_click.mjs';
import { memory } from './measures/memory.mjs';
import { navigation } from './measures/navigation.mjs';
import { openProgress } from './progress.mjs';
import { judge } from './report/aims.mjs';
import { chart } from './report/chart.mjs';
import { table } from './report/table.mjs';
import { waterfall } from './report/waterfall.mjs';
import { open } from './shops.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const results = join(here, '../results');
const {
  values: { quick, rounds, resume },
  positionals: [server, dist],
} = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '11' },
    // Keeps the measures of the last run, which has ended early.
    resume: { type: 'boolean', default: false },
  },
});
const pace = quick
  ? { rounds: 1, clickRounds: 1, clicks: 24, memoryRounds: 1, cycles: 3 }
  : { rounds: Number(rounds), clickRounds: 4, clicks: 200, memoryRounds: 3, cycles: 50 };
// measureUserAgentSpecificMemory answers immediately.
const EAGER_MEMORY = '--enable-blink-features=ForceEagerMeasureMemory';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const measured = await measure();
const verdict = judge(measured);
const text = table(measured, verdict);
console.log(`\n${text}`);
if (quick) console.log('This was no full run: nothing is written, and the aims are not judged by it.');
else await write();
const isMissed = !quick && verdict.some(({ missed }) => missed.length > 0);
process.exitCode = isMissed || measured.failures.length > 0 ? 1 : 0;

async function measure() {
  const { shops, close } = await open(server, dist);
  try {
    const browser = await launch(EAGER_MEMORY);
    try {
      const run = { machine: machine(browser.version()), pace };
      const progress = await openProgress(join(results, quick ? 'load.quick.jsonl' : 'load.progress.jsonl'), run, resume);
      return {
        ...run,
        cold: await cold(browser, shops, pace, progress),
        earlyClick: await earlyClick(browser, shops, pace, progress),
        clicks: await clicks(browser, shops, pace, progress),
        navigation: await navigation(browser, shops, pace, progress),
        memory: await memory(browser, shops, pace, progress),
        allApps: await allApps(shops, progress),
        disturbances: progress.disturbances,
        failures: progress.failures,
      };
    } finally {
      await browser.close();
    }
  } finally {
    await close();
  }
}

async function write() {
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'load.json'), json(measured));
  await writeFile(join(results, 'load.md'), text);
  await writeFile(join(here, '../load.svg'), chart(measured));
  for (const page of ['/products', '/cart']) await writeFile(join(here, `../waterfall-${page.slice(1)}.svg`), waterfall(measured, page));
}
