// A remote with its own router, which writes the history itself: the host follows.
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, path, test } from './shop';

const write = (page: Page, method: 'pushState' | 'replaceState', address: string) =>
  page.evaluate(([method, address]) => history[method]({ theirs: 1 }, '', address), [method, address] as const);

for (const [browser, withNavigation] of [
  ['with the Navigation API', true],
  ['without the Navigation API', false],
] as const) {
  test.describe(`in a browser ${browser}`, () => {
    test.beforeEach(async ({ page }) => {
      if (!withNavigation) await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
      await logIn(page);
      await page.getByTestId('nav-products').click();
      await expect(page.getByTestId('product-card')).toHaveCount(24);
    });

    test('the host follows pushState and replaceState of a remote, and Back', async ({ page }) => {
      await write(page, 'pushState', '/cart');
      await expect(page.getByTestId('cart-empty')).toBeVisible();
      await expect.poll(() => page.title()).toContain('Cart');
      expect(await page.evaluate(() => history.state)).toEqual({ theirs: 1 });
      await write(page, 'replaceState', '/account');
      await expect(page.getByTestId('profile-name')).toBeVisible();
      await page.goBack();
      await expect(page.getByTestId('product-card')).toHaveCount(24);
      await page.goForward();
      await expect(page.getByTestId('profile-name')).toBeVisible();
    });

    test('the host follows a query that a remote writes, and a write through the prototype', async ({ page }) => {
      const first = page.getByTestId('product-link').first();
      const name = await first.innerText();
      await write(page, 'pushState', '?page=2');
      await expect(first).not.toHaveText(name);
      await page.evaluate(() => History.prototype.pushState.call(history, null, '', '/cart'));
      await expect(page.getByTestId('cart-empty')).toBeVisible();
    });

    test('a hash, an unchanged address and the host’s own navigation cause no loop and lose no page', async ({ page }) => {
      await page.evaluate(() => {
        location.hash = '#x';
        history.pushState(null, '', location.href);
        history.replaceState({ deep: true }, '');
      });
      await expect(page.getByTestId('product-card')).toHaveCount(24);
      const before = await page.evaluate(() => history.length);
      await addToCart(page, 1);
      await page.getByTestId('nav-cart').click();
      await expect(page.getByTestId('cart-line')).toHaveCount(1);
      expect(path(page)).toBe('/cart');
      expect(await page.evaluate(() => history.length)).toBe(before + 1);
    });

    test('an address of another origin is refused by the browser, and the page stays', async ({ page }) => {
      for (const address of ['https://elsewhere.example/', 'http://[']) {
        const refused = await page.evaluate((address) => {
          try {
            history.pushState(null, '', address);
            return false;
          } catch {
            return true;
          }
        }, address);
        expect(refused, address).toBe(true);
      }
      expect(path(page)).toBe('/products');
      await expect(page.getByTestId('product-card')).toHaveCount(24);
    });

    test('an unknown address shows the 404 page, and redirects work', async ({ page }) => {
      await write(page, 'pushState', '/no/such/page');
      await expect(page.locator('main h1')).toContainText(/no such page|not/i);
      await write(page, 'pushState', '/bag');
      await expect.poll(() => path(page)).toBe('/cart');
      await expect(page.getByTestId('cart-empty')).toBeVisible();
    });
  });
}
