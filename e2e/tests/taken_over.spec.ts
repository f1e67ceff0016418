// Pages that the server has rendered, while the apps take them over: what a person has done stays, and nothing flashes or moves.
import type { Page } from '@playwright/test';
import { expect, hold, test } from './shop';

const DARK = 'rgb(20, 25, 23)';
const isReady = (page: Page) => expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');

/** Opens an address and holds the apps back; the returned function lets them start. */
async function openHeld(page: Page, address: string) {
  const release = await hold(page, /\.wasm/);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return async () => {
    release();
    await isReady(page);
  };
}

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

for (const address of ['/products', '/products?page=2', '/product/p7']) {
  test(`${address}: nothing moves`, async ({ page }) => {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) window.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const start = await openHeld(page, address);
    await expect(page.locator('[data-rendered=server] h1')).toBeVisible();
    // The server's page is painted before the apps start.
    await page.waitForTimeout(200);
    await start();
    await expect(page.locator('main [aria-busy="true"]:visible')).toHaveCount(0);
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => window.shift)).toBe(0);
  });

  test(`${address}: each picture is loaded once`, async ({ page }) => {
    const pictures: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'image') pictures.push(request.url());
    });
    const start = await openHeld(page, address);
    await expect.poll(() => pictures.length).toBeGreaterThan(0);
    await start();
    await page.waitForTimeout(300);
    expect(pictures).toEqual([...new Set(pictures)]);
  });
}

test('a stored choice of dark is dark in every frame', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.addInitScript(() => {
    const choice = { schema: 1, savedAt: 1, state: { theme: 'dark', locale: null } };
    localStorage.setItem('shop.context', JSON.stringify(choice));
    window.seen = [];
    const look = () => {
      const isShown = document.querySelector('[data-testid=nav-cart]');
      const { backgroundColor } = getComputedStyle(document.body ?? document.documentElement);
      if (isShown && window.seen.at(-1) !== backgroundColor) window.seen.push(backgroundColor);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const start = await openHeld(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await start();
  await expect(page.getByTestId('theme-toggle')).toHaveAttribute('aria-pressed', 'true');
  expect(await page.evaluate(() => window.seen)).toEqual([DARK]);
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
