// A page has other tenants: Module Federation's registry, and polyfills that change what every object has.
import { addToCart, expect, logIn, state, test } from './shop';

const walk = async (page: import('@playwright/test').Page) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
};

test('a page with Module Federation’s own registry works, and that is left alone', async ({ page }) => {
  await page.addInitScript(() => {
    (window as any).__FEDERATION__ = { __INSTANCES__: [], moduleInfo: {} };
  });
  await walk(page);
  expect(await page.evaluate(() => (window as any).__FEDERATION__)).toEqual({ __INSTANCES__: [], moduleInfo: {} });
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
  ['an enumerable extra of every array', () => void ((Array.prototype as any).last = function () { return this[this.length - 1]; })],
  ['an enumerable extra of every object', () => void ((Object.prototype as any).foo = 'bar')],
  ['an enumerable function of every object', () => void ((Object.prototype as any).extend = () => {})],
  ['a toJSON of every text', () => void ((String.prototype as any).toJSON = function () { return `"${this}"`; })],
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
