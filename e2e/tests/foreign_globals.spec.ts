// Foreign scripts on the page: Module Federation's registry, and polyfills that change every object.
import { addToCart, expect, logIn, state, test } from './shop';

const walk = async (page: import('@playwright/test').Page) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
};

test('a page with Module Federation’s own registry works, and leaves it alone', async ({ page }) => {
  await page.addInitScript(() => {
    window.__FEDERATION__ = { __INSTANCES__: [], moduleInfo: {} };
  });
  await walk(page);
  expect(await page.evaluate(() => window.__FEDERATION__)).toEqual({ __INSTANCES__: [], moduleInfo: {} });
  expect(await page.evaluate(() => Object.getOwnPropertyDescriptor(window, '__FEDERATION__')!.configurable)).toBe(true);
});

test('Module Federation may define its registry later, for good', async ({ page }) => {
  await logIn(page);
  expect(await page.evaluate(() => '__FEDERATION__' in window)).toBe(false);
  await page.evaluate(() => Object.defineProperty(window, '__FEDERATION__', { value: { __INSTANCES__: [] }, configurable: false }));
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  expect((await state(page)).cart.lines).toHaveLength(1);
});

for (const [what, pollute] of [
  [
    'an enumerable addition to every array',
    () =>
      void Object.assign(Array.prototype, {
        last(this: unknown[]) {
          return this[this.length - 1];
        },
      }),
  ],
  ['an enumerable addition to every object', () => void Object.assign(Object.prototype, { foo: 'bar' })],
  ['an enumerable function on every object', () => void Object.assign(Object.prototype, { extend: () => {} })],
  [
    'a toJSON on every string',
    () =>
      void Object.assign(String.prototype, {
        toJSON(this: string) {
          return `"${this}"`;
        },
      }),
  ],
  [
    'JSON as changed by old versions of Prototype.js',
    () => {
      for (const { prototype } of [Array, Object, String, Number, Date]) {
        Object.assign(prototype, {
          toJSON(this: unknown) {
            return `"${String(this)}"`;
          },
        });
      }
    },
  ],
  [
    'properties inherited by descriptors',
    () => Object.assign(Object.prototype, { get: () => 1, set: () => {}, value: 'x', writable: true, configurable: true }),
  ],
  [
    'properties inherited by the options of a request',
    () => Object.assign(Object.prototype, { body: 'x', mode: 'x', cache: 'x', method: 'x', integrity: 'x', credentials: 'x' }),
  ],
  // biome-ignore lint/suspicious/noThenProperty: that is the pollution.
  ['a then on every object that is no function', () => Object.assign(Object.prototype, { then: 'x', catch: 'x', finally: 'x' })],
] as [string, () => void][]) {
  test(`the shop works in a page with ${what}`, async ({ page }) => {
    await page.addInitScript(pollute);
    await walk(page);
    await page.reload();
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    await expect(page.getByTestId('nav-account')).toBeVisible();
    await page.getByTestId('go-to-checkout').click();
    await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  });
}

test('storage, tabs, requests and events are valid JSON although other scripts have changed the serialisation of arrays', async ({ page }) => {
  await page.addInitScript(() => {
    for (const { prototype } of [Array, Object, Date]) Object.assign(prototype, { toJSON: () => 'changed' });
    const heard: string[] = (window.heard = []);
    new BroadcastChannel('shop').onmessage = ({ data }) => heard.push(data);
  });
  const bodies = new Map<string, string>();
  page.on('request', (request) => request.method() === 'POST' && bodies.set(new URL(request.url()).pathname, request.postData() ?? ''));
  await walk(page);
  // Read as strings: Playwright serialises objects with the same changed JSON.
  const stored = () => page.evaluate(() => localStorage['shop.cart'] as string);
  await expect.poll(stored).toMatch(/"lines":\[\{"productId":"[^"]+",/);
  const told = await page.evaluate(() => window.heard.join('\n'));
  expect(told).toMatch(/"cart\/addToCart".*\{"productId":"/);
  expect(told).not.toContain('changed');
  expect(JSON.parse(bodies.get('/api/auth/code')!).phone).toMatch(/\d{7}/);
  await page.getByTestId('go-to-checkout').click();
  await expect.poll(() => bodies.get('/api/events')).toMatch(/^\[\{"type":"cart:open","pieces":\d+,"totalCents":\d+\}/);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  expect(bodies.get('/api/orders')).toMatch(/"lines":\[\{"productId":"/);
});

for (const [what, take] of [
  ['a text', () => Object.assign(window, { __TARN__: 'theirs' })],
  ['an object', () => Object.assign(window, { __TARN__: { version: 1 } })],
  ['a function that cannot be replaced', () => Object.defineProperty(window, '__TARN__', { value: () => {} })],
  ['null', () => Object.assign(window, { __TARN__: null })],
  [
    'a property that throws',
    () =>
      Object.defineProperty(window, '__TARN__', {
        get: () => {
          throw new Error('theirs');
        },
      }),
  ],
] as [string, () => void][]) {
  test(`a page reports that ${what} occupies the name of its registry`, async ({ page, errors }) => {
    await page.addInitScript(take);
    await page.goto('/products');
    const notice = page.getByRole('alert');
    await expect(notice).toContainText('could not be started');
    await expect(notice).toContainText('Reloading does not help');
    await expect(notice).toContainText('FED-014: another script of this page');
    await expect(notice).toContainText('use another name');
    expect(errors.filter((error) => error.startsWith('FED-014'))).toHaveLength(1);
    errors.length = 0;
  });
}
