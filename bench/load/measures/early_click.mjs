// A click on add-to-cart as soon as the button is visible, in a browser with empty caches: whether it is lost, and when the badge shows it.
import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns, summary } from '../turns.mjs';
import { SPEEDS, withPage } from '../visit.mjs';

/** A badge that is not right this long after the page has loaded is never right. */
const LOST_AFTER_MS = 3000;

export async function earlyClick(browser, shops, { rounds }, progress) {
  const cells = [];
  for (const [speed, throttling] of Object.entries(SPEEDS)) {
    const cell = await progress.measure(`early click, ${speed}`, async () => {
      const clicks = await inTurns(progress, shops, rounds, (shop) => click(browser, shop, throttling));
      const of = (pick) => Object.fromEntries(Object.entries(clicks).map(([name, list]) => [name, pick(list)]));
      return {
        speed,
        clickedMs: of((list) => summary(list.map(({ clicked }) => clicked))),
        badgeMs: of((list) => summary(list.flatMap(({ badge }) => badge ?? []))),
        lost: of((list) => list.filter(({ badge }) => badge === null).length),
      };
    });
    if (cell) cells.push(cell);
  }
  return cells;
}

/** The times since the start of the navigation: `{ clicked, badge }`; `badge` is null for a lost click. */
const click = (browser, shop, speed) =>
  withPage(browser, { scenario: 'button', speed, viewport: { width: 1280, height: 1000 } }, async (page, { cdp }) => {
    const measured = page.waitForEvent('console', { predicate: (message) => message.text().startsWith('measured ') });
    await page.goto(`${shop.url}/products`, { waitUntil: 'commit' });
    const { x, y } = JSON.parse((await measured).text().slice('measured '.length));
    // A press of the mouse: scripts cannot make one.
    const press = (type) => cdp.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    await press('mousePressed');
    await press('mouseReleased');
    await page.waitForLoadState('networkidle');
    const isRight = page.waitForFunction(() => window.measure.early.badge !== null).then(() => true);
    isRight.catch(() => {}); // the page may close first
    await Promise.race([isRight, sleep(LOST_AFTER_MS)]);
    const { clicked, badge, last, hits } = await page.evaluate(() => window.measure.earlyClick());
    if (!hits) throw new Error('the click has missed the button');
    if (badge !== null && last !== '1') throw new Error(`one click has put ${last} pieces into the cart`);
    return { clicked, badge };
  });
