// Memory after forced garbage collection, in bytes: after the load, after one cycle products, cart, products, and after all cycles; and after the
// load in a browser without background downloads.
import { inTurns, summaries } from '../turns.mjs';
import { goTo, logIn, withPage } from '../visit.mjs';

export async function memory(browser, shops, { memoryRounds, cycles }, progress) {
  const cells = await progress.measure('memory', async () => {
    const runs = await inTurns(progress, shops, memoryRounds, (shop) => run(browser, shop, cycles));
    const saving = await inTurns(progress, shops, memoryRounds, (shop) => alone(browser, shop));
    const moments = [
      ['loaded', '/products loaded'],
      ['one', 'after 1 cycle'],
      ['all', `after ${cycles} cycles`],
    ];
    return [...amounts('/products alone', saving, (run) => run), ...moments.flatMap(([when, title]) => amounts(title, runs, (run) => run[when]))];
  });
  return cells ?? [];
}

/** What was read at one moment, each amount with the medians of the shops. */
const amounts = (when, runs, at) =>
  Object.keys(at(Object.values(runs)[0][0])).map((what) => ({ when, what, amount: summaries(runs, (run) => at(run)[what]) }));

const run = async (browser, shop, cycles) =>
  withPage(browser, { state: await logIn(browser, shop), isolated: true }, async (page, { cdp }) => {
    await goTo(page, `${shop.url}/products`, 'product-card');
    const loaded = await read(page, cdp);
    const cycle = (count) => page.evaluate((count) => window.measure.cycles(count), count);
    await cycle(1); // the cart's code stays in memory: a second baseline
    const one = await read(page, cdp);
    await cycle(cycles - 1);
    return { loaded, one, all: await read(page, cdp) };
  });

const alone = async (browser, shop) =>
  withPage(browser, { state: await logIn(browser, shop), isolated: true, savesData: true }, async (page, { cdp }) => {
    await goTo(page, `${shop.url}/products`, 'product-card');
    return read(page, cdp);
  });

async function read(page, cdp) {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { jsEventListeners, nodes } = await cdp.send('Memory.getDOMCounters');
  const wasm = await page.evaluate(() => window.measure.wasmBytes());
  const whole = await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
  return {
    'heap and wasm memory': usedSize + wasm,
    'JavaScript heap': usedSize,
    'wasm memory': wasm,
    'whole page, as Chromium counts it': whole,
    'DOM nodes': nodes,
    listeners: jsEventListeners,
  };
}
