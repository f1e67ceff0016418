// Pages that the server has rendered, while the apps take them over: what a person has done stays, and data are used as they came.
import { expect, openHeld, test } from './shop';

test('typed words stay and are searched for, with focus and selection', async ({ page }) => {
  const start = await openHeld(page, '/products');
  const search = page.getByTestId('product-search');
  await search.fill('lamp');
  await search.evaluate((field: HTMLInputElement) => field.setSelectionRange(1, 3));
  await expect(search).toBeFocused();
  await start();
  await expect(page).toHaveURL(/query=lamp/);
  await expect(search).toHaveValue('lamp');
  await expect(search).toBeFocused();
  expect(await search.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [selectionStart, selectionEnd])).toEqual([1, 3]);
});

for (const [list, value, expected] of [
  ['product-sort', 'price-asc', /sort=price-asc/],
  ['product-category', 'kitchen', /category=kitchen/],
] as const) {
  test(`a choice in ${list} stays and is shown`, async ({ page }) => {
    const start = await openHeld(page, '/products');
    await page.getByTestId(list).selectOption(value);
    await start();
    await expect(page).toHaveURL(expected);
    await expect(page.getByTestId(list)).toHaveValue(value);
  });
}

test('a choice against the address is shown, too', async ({ page }) => {
  const start = await openHeld(page, '/products?category=kitchen');
  await page.getByTestId('product-category').selectOption('');
  await start();
  await expect(page).not.toHaveURL(/category/);
  await expect(page.getByTestId('product-category')).toHaveValue('');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});

test('the page stays where it was scrolled to', async ({ page }) => {
  const start = await openHeld(page, '/products');
  await page.evaluate(() => scrollTo(0, 900));
  const position = await page.evaluate(() => scrollY);
  expect(position).toBeGreaterThan(500);
  await start();
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => scrollY)).toBe(position);
});

test('a focused link keeps its focus', async ({ page }) => {
  const start = await openHeld(page, '/products');
  const link = page.getByTestId('product-link').nth(2);
  await link.focus();
  await start();
  await expect(link).toBeFocused();
});

test('data from a cached page are shown, and asked for again', async ({ page }) => {
  await page.route('**/products', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    const body = (await response.text()).replace(/("tarn-data">\{"at":)(\d+)/, (_, before, at) => before + (at - 120_000));
    await route.fulfill({ response, body });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const start = await openHeld(page, '/products');
  await start();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect.poll(() => asked.filter((path) => path === '/api/products').length).toBe(1);
  expect(await page.evaluate(() => window.__TARN__.metrics().viewMismatches)).toBe(0);
});

test('an unknown product stays unknown, without another request', async ({ page, errors }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const start = await openHeld(page, '/product/nothing');
  await start();
  await expect(page.getByText('There is no such product')).toBeVisible();
  expect(asked).not.toContain('/api/products/nothing');
  expect(await page.evaluate(() => window.__TARN__.metrics().viewMismatches)).toBe(0);
  // The status of the page itself.
  errors.splice(0, errors.length, ...errors.filter((error) => !/status of 404/.test(error)));
});
