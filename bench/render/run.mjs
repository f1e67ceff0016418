// Usage: node run.mjs <server binary> <folder of the built apps> [--quick]. `cargo xtask bench render` calls it.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { json } from '../report/json.mjs';
import { LOAD_CORE, pin } from './cores.mjs';
import { load } from './load.mjs';
import { judge, table } from './report.mjs';
import { open } from './servers.mjs';
import { starts } from './starts.mjs';

const results = fileURLToPath(new URL('../results', import.meta.url));
const {
  values: { quick },
  positionals: [server, dist],
} = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false } } });
const pace = quick ? { seconds: 2, rounds: 1 } : { seconds: 5, rounds: 5 };

const ENCODINGS = { 'without compression': {}, brotli: { 'accept-encoding': 'br' } };
/** Connections that ask at the same time. One shows the time of a page that does not wait for others. */
const CONNECTIONS = [1, 10];

pin(process.pid, LOAD_CORE);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const measured = { machine: `${cpus()[0].model.trim()}, Node ${process.version}`, pace, starts: await starts(server, dist), loads: await loads() };
const verdict = judge(measured);
const text = table(measured, verdict);
console.log(`\n${text}`);
if (quick) {
  console.log('This was no full run: nothing is written, and the aims are not judged by it.');
} else {
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'render.json'), json(measured));
  await writeFile(join(results, 'render.md'), text);
  process.exitCode = verdict.every(({ missed }) => missed.length === 0) ? 0 : 1;
}

/** Rounds of each server under each load, in turns. */
async function loads() {
  const { servers, close } = await open(server, dist);
  try {
    const cells = [];
    for (const [encoding, headers] of Object.entries(ENCODINGS)) {
      for (const connections of CONNECTIONS) {
        const rounds = Object.fromEntries(servers.map(({ name }) => [name, []]));
        // The first round warms up the servers.
        for (let round = 0; round <= pace.rounds; round++) {
          for (const server of servers) {
            console.log(`${server.name}, ${encoding}, ${connections} connections, round ${round}`);
            const result = await load(server, { connections, headers, seconds: pace.seconds });
            if (round > 0) rounds[server.name].push(result);
          }
        }
        cells.push({ encoding, connections, rounds });
      }
    }
    return cells;
  } finally {
    await close();
  }
}
