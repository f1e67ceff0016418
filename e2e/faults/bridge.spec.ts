// Ten thousand malformed messages between tabs: counted, harmless, and not retained.
import type { Page } from '@playwright/test';
import { open, state } from '../tests/shop';
import { counted, expect, isThere, test } from './shop_behind_proxy';

const MESSAGES = 10_000;
const BATCH = 1_000;
/** Messages after which the engine has optimised the code that runs often. */
const WARM = 5_000;
/** JavaScript heap growth allowed per message after the warm-up, in bytes. */
const HEAP_PER_MESSAGE = 40;

const bridge = (page: Page) => page.evaluate(() => __TARN__.bridge());

/** Posts `count` messages: noise, other types, broken and deep JSON, and valid messages with one fault each. */
const post = (page: Page, from: number, count: number) =>
  page.evaluate(
    ([from, count]) => {
      const channel = (window.channel ??= new BroadcastChannel('shop'));
      // The same messages in every run (mulberry32).
      let seed = from;
      const random = () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
      };
      const below = (limit: number) => Math.floor(random() * limit);
      const one = <T>(of: T[]) => of[below(of.length)];
      const noise = () => String.fromCharCode(...Array.from({ length: below(300) }, () => below(0xffff)));
      const line = { productId: 'mug', name: 'Mug', priceCents: 1450, quantity: 1, image: '' };
      const message = (changed: object) =>
        JSON.stringify({
          schema: 2,
          tab: `stranger${below(100)}`,
          seq: 1 + below(1000),
          action: 'cart/addToCart',
          payload: line,
          contract: '1.0.0',
          ...changed,
        });
      const wrong = () => one<unknown>([null, 7, -1, 1.5, '', noise(), [], {}, [[]], { a: noise() }, true]);
      const kinds: (() => unknown)[] = [
        noise,
        () =>
          one<unknown>([null, undefined, below(9e9), random(), true, [noise()], { schema: 2, tab: noise() }, new Uint8Array(below(500)), new Date()]),
        () => message({}).slice(0, 1 + below(100)),
        () => '['.repeat(below(5_000)) + noise(),
        () => message({ schema: one<unknown>([0, 3, 99, -1, '2', null, [2]]) }),
        () => message({ tab: one<unknown>([7, null, {}, []]) }),
        () => message({ seq: one<unknown>([-1, 1.5, 'one', null, 2 ** 60]) }),
        () => message({ action: one<unknown>([7, null, {}, [], 'user/setAt', 'user/setUser', 'context/setLocale']) }),
        () => message({ contract: one<unknown>(['2.0.0', '0.9.0', 'x', 7, {}]) }),
        () => message({ payload: { ...line, [one(['productId', 'name', 'priceCents', 'image'])]: one<unknown>([7.5, [], {}, null]) } }),
        () => message({ payload: { ...line, quantity: one<unknown>([-1, 0, 1.5, 1e7, 'many', null, {}]) } }),
        () => message({ payload: wrong() }),
        // Some are too large; few, because each is half a megabyte.
        () => `"${'x'.repeat(random() < 0.02 ? 300_000 : below(1_000))}"`,
      ];
      for (let made = 0; made < count; made++) channel.postMessage(kinds[made % kinds.length]());
    },
    [from, count] as const,
  );

test('10,000 malformed messages between tabs', counted('malformed message', 'bridge', MESSAGES), async ({ page, context, said: _ }) => {
  test.setTimeout(120_000);
  await open(page, '/products');
  await isThere(page, 'products');
  await expect.poll(async () => (await bridge(page)).enabled).toBe(true);
  // A page of the same origin without a shop.
  const stranger = await context.newPage();
  await stranger.goto('/docs/errors/FED-015.html');
  // The stranger posts from a background tab, which draws one frame a second; a click waits for two.
  await page.bringToFront();
  const before = await state(page);
  const devtools = await page.context().newCDPSession(page);
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  const droppedSoFar = async () => (await page.evaluate(() => __TARN__.metrics())).bridgeDropped;
  let warm = 0;
  for (let posted = 0; posted < MESSAGES; posted += BATCH) {
    await post(stranger, posted, BATCH);
    await expect.poll(droppedSoFar, { timeout: 20_000 }).toBe(posted + BATCH);
    // The page still responds to the shopper.
    await page.getByTestId('theme-toggle').click();
    if (posted + BATCH === WARM) warm = await heap();
  }
  expect((await heap()) - warm).toBeLessThan((MESSAGES - WARM) * HEAP_PER_MESSAGE);
  const { dropped, received } = await bridge(page);
  expect(received).toBe(0);
  expect(Object.values<number>(dropped).reduce((sum, count) => sum + count)).toBe(MESSAGES);
  expect(dropped['too-large']).toBeGreaterThan(0);
  for (const reason of ['not-text', 'not-json', 'malformed', 'schema', 'contract', 'not-marked', 'not-allowed', 'refused']) {
    expect(dropped[reason], reason).toBeGreaterThan(50);
  }
  // An even number of clicks leaves the theme unchanged.
  expect(await state(page)).toEqual(before);
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
});
