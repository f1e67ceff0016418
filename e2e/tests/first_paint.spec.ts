// Colours before the app runs, and in browsers without newer CSS.
import { expect, open, test } from './shop';
import { HOST_PORT } from '../playwright.config';

const DARK = 'rgb(20, 25, 23)';
const LIGHT = 'rgb(247, 245, 240)';
const paper = (page: import('@playwright/test').Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const stored = (theme: string) => JSON.stringify({ schema: 1, savedAt: 1, state: { theme, locale: null } });

for (const [where, address] of [
  ['the shop', '/'],
  ['a remote on its own', `http://localhost:${HOST_PORT + 2}/`],
]) {
  test(`${where}: a stored choice of dark is dark before the app runs`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    // The app's wasm never arrives.
    await page.route('**/*.wasm*', () => {});
    await page.addInitScript((choice) => localStorage.setItem('shop.context', choice), stored('dark'));
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await expect.poll(() => paper(page)).toBe(DARK);
    expect(await page.locator('meta[name=theme-color]').getAttribute('content')).toBe('#141917');
    expect(await page.locator('meta[name=color-scheme]').getAttribute('content')).toBe('dark');
  });
}

test('the canvas is dark before the styles arrive', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.addInitScript((choice) => localStorage.setItem('shop.context', choice), stored('dark'));
  await page.route(/\.(css|wasm)/, () => {});
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.locator('meta[name=color-scheme]')).toHaveAttribute('content', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a stored choice of light is light on a dark system', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.route('**/*.wasm*', () => {});
  await page.addInitScript((choice) => localStorage.setItem('shop.context', choice), stored('light'));
  await page.goto('/', { waitUntil: 'domcontentloaded' });
  await expect.poll(() => paper(page)).toBe(LIGHT);
});

for (const garbage of ['', '{', 'null', '7', '{"state":null}', '{"state":{"theme":"pink"}}', '{"state":{"theme":{}}}']) {
  test(`a stored choice of ${garbage || 'nothing'} leaves the system's theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.route('**/*.wasm*', () => {});
    await page.addInitScript((choice) => localStorage.setItem('shop.context', choice), garbage);
    await page.goto('/', { waitUntil: 'domcontentloaded' });
    await expect.poll(() => paper(page)).toBe(DARK);
  });
}

test('storage that throws leaves the system’s theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.route('**/*.wasm*', () => {});
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  );
  await page.goto('/', { waitUntil: 'domcontentloaded' });
  await expect.poll(() => paper(page)).toBe(DARK);
});

test('the browser’s own surfaces follow the theme when it is switched', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  await expect(page.locator('meta[name=theme-color]')).toHaveAttribute('content', '#f7f5f0');
  await page.getByTestId('theme-toggle').click();
  await expect(page.locator('meta[name=theme-color]')).toHaveAttribute('content', '#141917');
  await expect.poll(() => paper(page)).toBe(DARK);
});

for (const [system, expected] of [
  ['light', LIGHT],
  ['dark', DARK],
] as const) {
  test(`a browser without light-dark() shows the shop’s colours on a ${system} system`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    await page.route(/\.css/, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('light-dark(', 'unknown-function(');
      await route.fulfill({ response, body });
    });
    // The text stays unchanged unless it contains light-dark(), so its hash holds.
    await open(page, '/products');
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    expect(await paper(page)).toBe(expected);
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(ink).toBe(system === 'dark' ? 'rgb(236, 233, 225)' : 'rgb(30, 36, 33)');
    // Style sheets that are fetched in idle time end with the page.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('print is light, whatever the theme of the screen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '/products');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await paper(page)).toBe(LIGHT);
});
