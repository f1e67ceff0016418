// Pages that the server has rendered, while the apps take them over: what a person has done stays, and data are used as they came.
import type { Page } from '@playwright/test';
import { expect, holdApps, open, openHeld, test } from './shop';

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

const place = (page: Page) => page.evaluate(() => Math.round(scrollY));

/** Starts the apps, and expects that the page scrolls nowhere else meanwhile. */
async function startsAt(page: Page, position: number, start: () => Promise<void>) {
  await page.evaluate(() => {
    window.seen = [];
    addEventListener('scroll', () => window.seen.push(String(Math.round(scrollY))));
  });
  await start();
  await page.waitForTimeout(300);
  const seen = await page.evaluate(() => window.seen);
  expect(seen.filter((elsewhere) => elsewhere !== String(position))).toEqual([]);
  expect(await place(page)).toBe(position);
}

test('the page stays where it was scrolled to', async ({ page }) => {
  const start = await openHeld(page, '/products');
  await page.evaluate(() => scrollTo(0, 900));
  const position = await place(page);
  expect(position).toBeGreaterThan(500);
  await startsAt(page, position, start);
});

/** Opens the list at a phone's size, in its middle. */
async function openInTheMiddle(page: Page) {
  await page.setViewportSize({ width: 390, height: 700 });
  await open(page, '/products');
  await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');
  await page.getByTestId('product-card').nth(15).scrollIntoViewIfNeeded();
  const position = await place(page);
  expect(position).toBeGreaterThan(800);
  return position;
}

for (const [how, comeBack] of [
  ['a reload', (page: Page) => page.reload({ waitUntil: 'domcontentloaded' })],
  [
    'Back from another document',
    async (page: Page) => {
      await page.goto('/docs/errors/FED-001.html');
      await page.goBack({ waitUntil: 'domcontentloaded' });
    },
  ],
] as const) {
  test(`${how} leads to where the shopper was, before the start, too`, async ({ page }) => {
    const position = await openInTheMiddle(page);
    const start = await holdApps(page);
    await comeBack(page);
    await expect.poll(() => place(page)).toBe(position);
    await startsAt(page, position, start);
  });
}

test('a place that was scrolled to after a reload stays through the start', async ({ page }) => {
  const position = await openInTheMiddle(page);
  const start = await holdApps(page);
  await page.reload({ waitUntil: 'domcontentloaded' });
  await expect.poll(() => place(page)).toBe(position);
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, -600);
  await expect.poll(() => place(page)).toBe(position - 600);
  await startsAt(page, position - 600, start);
});

test('a scrolled element within the page stays scrolled', async ({ page }) => {
  const start = await openHeld(page, '/products');
  const list = page.getByRole('list', { name: 'Products' });
  await list.evaluate((element) => {
    document.styleSheets[0].insertRule('.products-grid { height: 300px; overflow: auto }');
    element.scrollTop = 450;
  });
  await start();
  expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBe(450);
});

for (const [what, find] of [
  ['link of a remote', (page: Page) => page.getByTestId('product-link').nth(2)],
  ['button of a remote', (page: Page) => page.getByTestId('wishlist-toggle').nth(1)],
  ['link of the shell', (page: Page) => page.getByTestId('nav-orders')],
  ['button of the shell', (page: Page) => page.getByTestId('theme-toggle')],
] as const) {
  test(`a focused ${what} keeps its focus`, async ({ page }) => {
    const start = await openHeld(page, '/products');
    await find(page).focus();
    await start();
    await expect(find(page)).toBeFocused();
  });
}

test('focus that has moved on from the skip link stays where it is', async ({ page }) => {
  const start = await openHeld(page, '/products');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  for (const control of ['product-search', 'product-category']) {
    await page.keyboard.press('Tab');
    await expect(page.getByTestId(control)).toBeFocused();
  }
  await start();
  await page.waitForTimeout(100);
  await expect(page.getByTestId('product-category')).toBeFocused();
});

test('selected text stays selected', async ({ page }) => {
  const start = await openHeld(page, '/product/p1');
  const name = page.locator('main h1');
  await name.click({ clickCount: 3 });
  const selected = () => page.evaluate(() => getSelection()!.toString().trim());
  const text = await selected();
  expect(text).toBe(await name.innerText());
  await start();
  expect(await selected()).toBe(text);
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
