// A notice on the page shows developers a refused dispatch without opening the tools; shoppers do not see it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { REMOTE_PORT_BASE } from '../playwright.config';
import { expect, open, test, withoutRenderedHtml } from './shop';

const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'Refused dispatch' });
const refusals = (page: Page) => page.evaluate(() => __TARN__.refusals());

/** Removes the grants of products to fill the cart, and its manifest's declaration of them: so it loads, and is refused later. */
async function forbid(page: Page) {
  await page.route('**/federation.json', async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    config.remotes.products.grants = ['wishlist/*'];
    await route.fulfill({ response, json: config });
  });
  await withoutRenderedHtml(page);
  await page.route('**/remote.json', async (route) => {
    const response = await route.fetch();
    const { dispatches: _, ...manifest } = await response.json();
    await route.fulfill({ response, json: manifest });
  });
}

const dispatchInVain = (page: Page, ...types: string[]) =>
  page.evaluate((types) => {
    for (const type of types) {
      try {
        __TARN__.store.dispatch({ type } as Federation.ReduxAction);
      } catch {
        // Ignored, as by careless code.
      }
    }
  }, types);

const reported = (errors: string[], what: RegExp) => errors.splice(0).filter((error) => what.test(error));

test('a shopper sees no notice', async ({ page }) => {
  await forbid(page);
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  await expect.poll(() => refusals(page)).toHaveLength(1);
  // Twice the delay of the notice.
  await page.waitForTimeout(500);
  await expect(page.locator('federation-refusals')).toHaveCount(0);
});

test('with the tools on, one notice names remote, action, owner and remedy of all refusals, and closes by key', async ({ page, errors }) => {
  await forbid(page);
  await open(page, '/products?devtools');
  for (let times = 0; times < 3; times++) await page.getByTestId('add-to-cart').first().click();
  await expect(notice(page)).toContainText('products dispatched cart/addToCart 3 times');
  await expect(notice(page)).toContainText('FED-012');
  await expect(notice(page)).toContainText('remotes.products.grants');
  await expect(notice(page)).toContainText('It is granted to cart: leave it to them');
  expect(
    reported(errors, /"products" dispatched "cart\/addToCart", which was refused: FED-012.*granted to cart/),
    'one line in the console',
  ).toHaveLength(1);

  await dispatchInVain(page, ...Array.from({ length: 70 }, (_, kind) => `cart/fly${kind}`));
  await expect(notice(page).getByRole('listitem')).toHaveCount(3);
  await expect(notice(page)).toContainText('cart/fly69');
  await expect(notice(page)).toContainText('and 47 more');
  expect(reported(errors, /"host" dispatched "cart\/fly/)).toHaveLength(50);

  await notice(page).getByRole('button', { name: 'Dismiss' }).focus();
  await page.keyboard.press('Escape');
  await expect(notice(page)).toHaveCount(0);
  await dispatchInVain(page, 'cart/fly1');
  await expect(notice(page).getByRole('listitem')).toHaveCount(1);
  await notice(page).getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(notice(page)).toHaveCount(0);
  expect(errors.splice(0)).toHaveLength(1);
});

for (const [width, height] of [
  [1280, 800],
  [390, 844],
]) {
  test(`a remote on its own always shows it, at ${width} px`, async ({ page, errors }) => {
    await page.setViewportSize({ width, height });
    await forbid(page);
    await open(page, `http://localhost:${REMOTE_PORT_BASE + 2}/products`);
    await page.getByTestId('add-to-cart').first().click();
    await expect(notice(page)).toContainText('products dispatched cart/addToCart');
    await expect(page.locator('federation-devtools')).toHaveCount(0);
    expect(reported(errors, /"products" dispatched "cart\/addToCart"/)).toHaveLength(1);
    for (const theme of ['light', 'dark']) {
      await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme);
      const { violations } = await new AxeBuilder({ page }).include('federation-refusals').options({ preload: false }).analyze();
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]),
        theme,
      ).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/refused-${width}.png` });
  });
}
