// From the click on the link in the header until a line of the cart, or a product, is in the document.
import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns, summaries } from '../turns.mjs';
import { goTo, logIn, SPEEDS, withPage } from '../visit.mjs';

export async function navigation(browser, shops, { rounds }, progress) {
  const cells = [];
  for (const [speed, throttling] of Object.entries(SPEEDS)) {
    const cell = await progress.measure(`navigation, ${speed}`, async () => {
      const walks = await inTurns(progress, shops, rounds, (shop) => walk(browser, shop, throttling));
      const of = (pick) => summaries(walks, pick);
      const unprepared = await inTurns(progress, shops, rounds, (shop) => walk(browser, shop, throttling, { savesData: true }));
      return {
        speed,
        firstMs: of(({ first }) => first),
        unpreparedMs: summaries(unprepared, ({ first }) => first),
        backMs: of(({ back }) => back),
        secondMs: of(({ second }) => second),
      };
    });
    if (cell) cells.push(cell);
  }
  return cells;
}

const walk = async (browser, shop, speed, { savesData } = {}) =>
  withPage(browser, { state: await logIn(browser, shop), speed, savesData }, async (page) => {
    await goTo(page, `${shop.url}/products`, 'product-card');
    const follow = async (link, landmark) => {
      const time = await page.evaluate(([link, landmark]) => window.measure.follow(link, landmark), [link, landmark]);
      await sleep(300);
      return time;
    };
    // Loads the remote, unless idle time has loaded it.
    const first = await follow('nav-cart', 'cart-line');
    const back = await follow('nav-products', 'product-card');
    return { first, back, second: await follow('nav-cart', 'cart-line') };
  });
