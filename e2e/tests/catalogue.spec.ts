// products: the address holds the whole view state.
import { expect, open, path, test } from './shop';

test('24 products on the first page, the rest on the second, through a plain link', async ({ page }) => {
  await page.goto('/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.getByTestId('next-page').click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByTestId('next-page')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByTestId('next-page')).toBeVisible();
});

test('search, category and order are in the address and survive a reload', async ({ page }) => {
  await page.goto('/products');
  await page.getByTestId('product-category').selectOption('lighting');
  await expect(page).toHaveURL(/category=lighting/);
  await expect(page.getByTestId('product-card')).toHaveCount(8);
  await page.getByTestId('product-sort').selectOption('price-asc');
  await expect(page).toHaveURL(/sort=price-asc/);
  await page.getByTestId('product-search').fill('lamp');
  await expect(page).toHaveURL(/query=lamp/);
  const names = page.getByTestId('product-link');
  await expect(page.getByTestId('product-card')).not.toHaveCount(8);
  const before = await names.allInnerTexts();
  await page.reload();
  await expect(names).toHaveText(before);
});

test('another product changes a prop and does not remount', async ({ page }) => {
  await page.goto('/product/p1');
  const detail = page.getByTestId('product-detail');
  await expect(detail).toBeVisible();
  const name = await detail.getByRole('heading', { level: 1 }).innerText();
  const mounts = () => page.evaluate(() => window.__TARN__.remotes().find((remote) => remote.name === 'products')?.mounts);
  await page.evaluate(() => document.querySelector('.remote-content')!.setAttribute('data-same', ''));
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/product/p2';
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expect(detail.getByRole('heading', { level: 1 })).not.toHaveText(name);
  expect(path(page)).toBe('/product/p2');
  await expect(page.locator('.remote-content[data-same]')).toHaveCount(1);
  expect(await mounts()).toBe(1);
});

test.describe('missing pages', () => {
  test('an unknown product says so', async ({ page, errors }) => {
    await page.goto('/product/p999');
    await expect(page.getByTestId('product-unknown')).toBeVisible();
    await expect(page.getByTestId('nav-products')).toBeVisible();
    errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
  });

  test('an unknown address is a 404 with a way on', async ({ page, errors }) => {
    const response = await page.goto('/nowhere');
    expect(response?.status()).toBe(404);
    await expect(page.getByTestId('not-found')).toBeVisible();
    await expect(page).toHaveTitle(/not found/i);
    errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
  });
});

test('/bag and /checkout redirect to their new addresses', async ({ page }) => {
  await page.goto('/bag');
  await expect(page).toHaveURL(/\/login\?next=%2Fcart$/);
  await page.goto('/checkout');
  await expect(page).toHaveURL(/\/login\?next=%2Fcheckout%2Fpayment$/);
});

test('prices are formatted like those of Intl', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const { items } = await (await page.request.get('/api/products')).json();
  const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
  expect(await page.locator('[data-testid=product-card] .price').allInnerTexts()).toEqual(
    items.map(({ priceCents }: { priceCents: number }) => dollars.format(priceCents / 100)),
  );
});
