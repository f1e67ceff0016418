// Pages that the server has rendered, while the apps take them over: nothing flashes or moves, and no picture is loaded twice.
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, openHeld, test } from './shop';

const THEMES = { dark: 'rgb(20, 25, 23)', light: 'rgb(247, 245, 240)' };

/** Sums up the layout shifts from the next load on. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });

const shift = (page: Page) => page.evaluate(() => window.shift);

/** Opens a page slowly: the server's HTML is painted before the apps start. */
async function openSlowly(page: Page, address: string) {
  const start = await openHeld(page, address);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  await page.waitForTimeout(200);
  await start();
  await expect(page.locator('main [aria-busy="true"]:visible')).toHaveCount(0);
  await page.waitForTimeout(200);
}

for (const address of ['/', '/products', '/products?page=2', '/product/p7', '/login', '/cart']) {
  test(`${address}: nothing moves, wide and narrow`, async ({ page }) => {
    await watchShifts(page);
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ]) {
      await page.setViewportSize({ width, height });
      await openSlowly(page, address);
      expect(await shift(page), `at ${width}`).toBe(0);
    }
  });
}

test('a cart with lines takes the place of its skeleton, and so does the name of the shopper', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.waitForFunction(() => /"p\d/.test(localStorage['shop.cart']));
  await watchShifts(page);
  for (const address of ['/cart', '/products']) {
    await openSlowly(page, address);
    await expect(page.getByTestId('nav-account')).toBeVisible();
    expect(await shift(page), address).toBe(0);
  }
});

for (const address of ['/products', '/products?page=2', '/product/p1']) {
  test(`${address}: the pictures are the server's, loaded once`, async ({ page }) => {
    await page.addInitScript(() => {
      window.seen = [];
      document.addEventListener('load', ({ target }) => target instanceof HTMLImageElement && window.seen.push(target.getAttribute('src')!), true);
    });
    const requested: string[] = [];
    page.on('request', (request) => request.resourceType() === 'image' && requested.push(new URL(request.url()).pathname));
    const start = await openHeld(page, address);
    const pictures = page.locator('main img');
    const sent = await pictures.evaluateAll((images) => images.map((image) => Object.assign(image, { mark: 'server' }).getAttribute('src')));
    await expect.poll(() => requested.length).toBeGreaterThan(0);
    await start();
    await page.waitForTimeout(300);
    const marked = await pictures.evaluateAll((images) => images.map((image) => 'mark' in image && image.getAttribute('src')));
    expect(marked, 'the nodes are those of the server').toEqual(sent);
    expect(requested, 'each address is requested once').toEqual([...new Set(requested)]);
    expect(sent).toEqual(expect.arrayContaining(requested));
    const loaded = await page.evaluate(() => window.seen);
    expect(loaded, 'each node has loaded once').toEqual([...new Set(loaded)]);
    expect(loaded.sort()).toEqual(requested.sort());
  });

  // Interception switches the browser's cache off, so nothing is held back here.
  test(`${address}: with a cache, each picture is requested once`, async ({ page }) => {
    const requested: string[] = [];
    page.on('request', (request) => request.resourceType() === 'image' && requested.push(new URL(request.url()).pathname));
    const html = await (await page.goto(address))!.text();
    await expect(page.locator('html')).not.toHaveAttribute('data-rendered');
    await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');
    await page.waitForTimeout(300);
    expect(requested.length).toBeGreaterThan(0);
    expect(requested).toEqual([...new Set(requested)]);
    const sent = [...html.matchAll(/<img [^>]*src="([^"]*)"/g)].map(([, src]) => src);
    expect(sent).toEqual(expect.arrayContaining(requested));
  });
}

for (const [stored, system] of [
  ['dark', 'light'],
  ['light', 'dark'],
  [null, 'dark'],
  [null, 'light'],
] as const) {
  const theme = stored ?? system;
  test(`${stored ?? 'no'} choice on a ${system} system: ${theme} in every frame`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    await page.addInitScript((theme) => {
      if (theme) localStorage.setItem('shop.context', JSON.stringify({ schema: 1, savedAt: 1, state: { theme, locale: null } }));
      window.seen = [];
      const look = () => {
        const isShown = document.querySelector('[data-testid=nav-cart]');
        const { backgroundColor, colorScheme } = getComputedStyle(document.body ?? document.documentElement);
        const frame = `${colorScheme}, ${backgroundColor}`;
        if (isShown && window.seen.at(-1) !== frame) window.seen.push(frame);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, stored);
    const start = await openHeld(page, '/products');
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    // A frame before the start.
    await expect.poll(() => page.evaluate(() => window.seen)).toHaveLength(1);
    await start();
    await expect(page.getByTestId('theme-toggle')).toHaveAttribute('aria-pressed', String(theme === 'dark'));
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
    expect(await page.evaluate(() => window.seen)).toEqual([`${theme}, ${THEMES[theme]}`]);
  });
}
