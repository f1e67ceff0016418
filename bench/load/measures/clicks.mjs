// From the click on add-to-cart until the badge in the header changes, in microseconds.
import { inTurns, summaries } from '../turns.mjs';
import { goTo, logIn, withPage } from '../visit.mjs';

const WARM_UP = 48; // creates the line of every product

const WAYS = [
  { way: 'one a frame', paced: true },
  { way: 'one a frame, CPU throttled', paced: true, cpu: 4 },
  { way: 'back to back', paced: false },
];

export async function clicks(browser, shops, { clickRounds, clicks }, progress) {
  const cells = [];
  for (const { way, paced, cpu } of WAYS) {
    const cell = await progress.measure(`clicks, ${way}`, async () => {
      const times = await inTurns(progress, shops, clickRounds, async (shop) =>
        withPage(browser, { state: await logIn(browser, shop), isolated: true, speed: { cpu } }, async (page) => {
          await goTo(page, `${shop.url}/products`, 'product-card');
          const click = (count) => page.evaluate(([count, paced]) => window.measure.clicks(count, paced), [count, paced]);
          await click(WARM_UP);
          return click(clicks);
        }),
      );
      return { way, microseconds: summaries(times, (list) => list) };
    });
    if (cell) cells.push(cell);
  }
  return cells;
}
