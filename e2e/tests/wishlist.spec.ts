import { expect, logIn, logInAndKeepAProduct, open, test } from './shop';

const wishlist = () => window.__TARN__.store.getState().wishlist;

test('the run-time slice of products shows hearts there and the count in account', async ({ page }) => {
  await open(page, '/products');
  const hearts = page.getByTestId('wishlist-toggle');
  await expect(hearts.first()).toHaveAttribute('aria-pressed', 'false');
  await hearts.nth(0).click();
  await hearts.nth(3).click();
  await expect(hearts.nth(3)).toHaveAttribute('aria-pressed', 'true');
  expect((await page.evaluate(wishlist)).productIds).toHaveLength(2);
  await hearts.nth(3).click();
  await expect(hearts.nth(3)).toHaveAttribute('aria-pressed', 'false');
  const slices = await page.evaluate(() => window.__TARN__.slices());
  expect(slices.at(-1)).toEqual({ key: 'wishlist', owner: 'products', orphaned: false });
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('wishlist-count')).toHaveText('1');
});

test('the wishlist survives a reload, also on a page without products', async ({ page }) => {
  await logInAndKeepAProduct(page);
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('wishlist-toggle').first()).toHaveAttribute('aria-pressed', 'true');
});

test('mounting products again and again registers one slice and keeps its state', async ({ page }) => {
  await open(page, '/products');
  await page.getByTestId('wishlist-toggle').first().click();
  for (let round = 0; round < 5; round += 1) {
    await page.getByTestId('nav-home').click();
    await page.getByTestId('nav-products').click();
    await expect(page.getByTestId('wishlist-toggle').first()).toHaveAttribute('aria-pressed', 'true');
  }
  const keys = await page.evaluate(() => window.__TARN__.slices().map((slice) => slice.key));
  expect(keys.filter((key: string) => key === 'wishlist')).toHaveLength(1);
});

test('a remote that declares an action without a grant is refused before its code is fetched', async ({ page, errors }) => {
  const code: string[] = [];
  page.on('request', (request) => /remotes\/products\/.*\.(js|wasm)$/.test(request.url()) && code.push(request.url()));
  await page.route('**/federation.json', async (route) => {
    const config = await (await route.fetch()).json();
    config.remotes.products.grants = ['cart/addToCart'];
    await route.fulfill({ json: config });
  });
  await open(page, '/products');
  const error = page.getByTestId('remote-error');
  await expect(error).toContainText('FED-012');
  await expect(error).toContainText('wishlist/*');
  expect(code).toEqual([]);
  errors.splice(0, errors.length, ...errors.filter((message) => !message.includes('FED-012')));
});
