// Malformed addresses: endless, unreadable, foreign. Each one shows a page that names the problem.
import { expect, logIn, open, test } from './shop';

const ENDLESS = 'x'.repeat(3000);

for (const [what, address] of [
  ['3,000 characters', `/product/${ENDLESS}`],
  ['3,000 characters of another script', `/product/${encodeURIComponent('\u5546'.repeat(300))}`],
  ['3,000 escaped control characters', `/product/${'%01'.repeat(1000)}`],
  ['a zero', '/product/%00'],
  ['half an escape', '/product/%E0%A4%A'],
  ['a byte that is not UTF-8', '/product/%ff'],
  ['an escaped slash', '/product/a%2Fb'],
  ['dots', '/product/a..b'],
  ['an emoji', '/product/%F0%9F%9B%92'],
  ['quotes and brackets', '/product/%22%3E%3Cscript%3E'],
]) {
  test(`a product whose id is ${what} is not found`, async ({ page, errors }) => {
    await open(page, address);
    await expect(page.getByTestId('product-unknown')).toBeVisible();
    errors.length = 0;
  });
}

test('links within the page to such products show the same', async ({ page, errors }) => {
  await open(page, '/products');
  await page.evaluate((address) => history.pushState(null, '', address), `/product/${ENDLESS}`);
  await expect(page.getByTestId('product-unknown')).toBeVisible();
  errors.length = 0;
});

test('an order with an endless id is not found', async ({ page, errors }) => {
  await logIn(page);
  await page.evaluate((address) => history.pushState(null, '', address), `/orders/${ENDLESS}`);
  await expect(page.getByTestId('order-unknown')).toBeVisible();
  errors.length = 0;
});

for (const [what, query] of [
  ['3,000 characters', `query=${ENDLESS}`],
  ['a hundred emoji', `query=${encodeURIComponent('\u{1f6d2}'.repeat(100))}`],
  [
    'a hundred characters of another script and a long category',
    `query=${encodeURIComponent('\u5546'.repeat(100))}&category=${encodeURIComponent('\u5546'.repeat(20))}`,
  ],
  ['half an escape', 'query=%E0%A4%A'],
]) {
  test(`a search for ${what} finds nothing, and says so`, async ({ page, errors }) => {
    await open(page, `/products?${query}`);
    await expect(page.getByTestId('retry')).toHaveCount(0);
    await expect(page.locator('main .empty-state')).toBeVisible();
    // The shop may have refused the category.
    errors.length = 0;
  });
}

for (const query of [`category=${ENDLESS}`, 'page=999999999999999999999', 'sort=%00', `%00=${ENDLESS}`]) {
  test(`a list with ?${query.slice(0, 20)} is shown`, async ({ page }) => {
    await open(page, `/products?${query}`);
    await expect(page.getByTestId('product-card')).toHaveCount(24);
  });
}
