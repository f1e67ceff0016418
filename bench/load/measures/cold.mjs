// A cold load: /products as a guest, /cart logged in with three lines, in a browser with empty caches.
import { bytesOf, remote, withoutPictures } from '../network.mjs';
import { inTurns, summaries, typical } from '../turns.mjs';
import { logIn, SPEEDS, withPage } from '../visit.mjs';

const PAGES = ['products', 'cart'];

export async function cold(browser, shops, { rounds }, say) {
  const cells = [];
  for (const scenario of PAGES) {
    for (const [speed, throttling] of Object.entries(SPEEDS)) {
      say(`cold /${scenario}, ${speed}`);
      const loads = await inTurns(shops, rounds, (shop) => load(browser, shop, scenario, throttling));
      const of = (pick) => summaries(loads, pick);
      cells.push({
        page: `/${scenario}`,
        speed,
        visibleMs: of(({ visible }) => visible),
        interactiveMs: of(({ interactive }) => interactive),
        requests: of(({ files }) => before(files).length),
        bytes: of(({ files }) => bytesOf(withoutPictures(before(files)))),
        bytesWithPictures: of(({ files }) => bytesOf(files)),
        requestsInAll: of(({ files }) => files.length),
        bytesForLater: of(({ later }) => later),
        typical: Object.fromEntries(Object.entries(loads).map(([name, list]) => [name, typical(list, ({ interactive }) => interactive)])),
      });
    }
  }
  return cells;
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
    return { visible, interactive, wasm, files, later: bytesOf(all.filter(isForLater)) };
  });
}
