// A cold load: /products as a guest, /cart logged in with three lines, in a browser with empty caches.
import { bytesOf, remote, withoutPictures } from '../network.mjs';
import { inTurns, summaries, typical } from '../turns.mjs';
import { logIn, SPEEDS, withPage } from '../visit.mjs';

const PAGES = ['products', 'cart'];

export async function cold(browser, shops, { rounds }, progress) {
  const cells = [];
  for (const scenario of PAGES) {
    for (const [speed, throttling] of Object.entries(SPEEDS)) {
      const cell = await progress.measure(`cold /${scenario}, ${speed}`, async () => {
        const loads = await inTurns(progress, shops, rounds, (shop) => load(browser, shop, scenario, throttling));
        return { page: `/${scenario}`, speed, ...summarised(loads) };
      });
      if (cell) cells.push(cell);
    }
  }
  return cells;
}

function summarised(loads) {
  const of = (pick) => summaries(loads, pick);
  return {
    visibleMs: of(({ visible }) => visible),
    interactiveMs: of(({ interactive }) => interactive),
    largestPaintMs: of(({ largestPaint }) => largestPaint),
    layoutShift: of(({ layoutShift }) => layoutShift),
    requests: of(({ files }) => before(files).length),
    bytes: of(({ files }) => bytesOf(withoutPictures(before(files)))),
    bytesWithPictures: of(({ files }) => bytesOf(files)),
    requestsInAll: of(({ files }) => files.length),
    bytesForLater: of(({ later }) => later),
    typical: Object.fromEntries(Object.entries(loads).map(([name, list]) => [name, typical(list, ({ interactive }) => interactive)])),
  };
}

/** Requests before the page was interactive, which the page needs. */
export const before = (files) => files.filter(({ afterwards }) => !afterwards);

async function load(browser, shop, scenario, speed) {
  const state = scenario === 'cart' ? await logIn(browser, shop) : undefined;
  return withPage(browser, { state, scenario, speed }, async (page, { network }) => {
    const measured = page.waitForEvent('console', { predicate: (message) => message.text().startsWith('measured ') });
    await page.goto(`${shop.url}/${scenario}`, { waitUntil: 'commit' });
    const { visible, interactive, wasm, origin } = JSON.parse((await measured).text().slice('measured '.length));
    await page.waitForLoadState('networkidle');
    const paints = await page.evaluate(() => window.measure.paints());
    const since = (time) => Math.round((time - origin) * 10) / 10;
    // Files of other remotes, preloaded for later pages.
    const isForLater = (file) => ![undefined, scenario].includes(remote(file)) && since(file.asked) > interactive;
    const all = network.files();
    const files = all
      .filter((file) => !isForLater(file))
      .map(({ name, part, url, status, encoding, bytes, headerBytes, decodedBytes, ...times }) => ({
        ...{ name, part, path: new URL(url).pathname, status, encoding, bytes, headerBytes, decodedBytes },
        ...{ asked: since(times.asked), sent: since(times.sent), answered: since(times.answered), finished: since(times.finished) },
        afterwards: since(times.asked) > interactive,
      }));
    return { visible, interactive, ...paints, wasm, files, later: bytesOf(all.filter(isForLater)) };
  });
}
