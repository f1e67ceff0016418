// Addresses: titles and descriptions per page, fragments, reloads, trailing slashes and queries.
import { expect, hold, logIn, open, path, reload, test, withoutRenderedHtml } from './shop';
import type { Page } from '@playwright/test';

/** Marks the document, so that a reload is detectable. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { sameDocument: true }));
const isMarked = (page: Page) => page.evaluate(() => 'sameDocument' in window);

/** Clicks a link to this address. */
const follow = (page: Page, address: string) =>
  page.evaluate((address) => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = address;
    link.click();
    link.remove();
  }, address);

test('two products have two titles and two descriptions, and the next page has its own again', async ({ page }) => {
  await open(page, '/product/p1');
  const name = page.locator('main h1');
  const description = page.locator('meta[name=description]');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  const first = await name.innerText();
  await expect(page).toHaveTitle(`${first} · Tarn`);
  await expect(description).toHaveAttribute('content', await page.locator('.page-lead').innerText());
  await follow(page, '/product/p2');
  await expect(name).not.toHaveText(first);
  await expect(page).toHaveTitle(`${await name.innerText()} · Tarn`);
  await expect(description).toHaveAttribute('content', await page.locator('.page-lead').innerText());
  await page.goBack();
  await expect(page).toHaveTitle(`${first} · Tarn`);
  await page.getByTestId('nav-products').click();
  await expect(page).toHaveTitle('Products · Tarn');
  await expect(description).toHaveAttribute('content', /^All products/);
});

test('two orders have two titles', async ({ page, errors }) => {
  await open(page, '/login?next=%2Forders%2Ffirst');
  await logIn(page);
  await expect(page).toHaveTitle('Order first · Tarn');
  await follow(page, '/orders/second');
  await expect(page).toHaveTitle('Order second · Tarn');
  // There are no such orders, and the server answers 404.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
});

test('a slowly typed search is one history entry', async ({ page }) => {
  await open(page, '/');
  await page.getByTestId('nav-products').click();
  const [search, count] = [page.getByTestId('product-search'), page.getByTestId('product-count')];
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const before = await page.evaluate(() => history.length);
  await search.focus();
  for (const words of ['l', 'la', 'lam', 'lamp']) {
    await page.keyboard.type(words.at(-1)!);
    await expect(page).toHaveURL(`/products?query=${words}`);
  }
  await expect(count).toContainText('“lamp”');
  await expect.poll(() => page.evaluate(() => history.length)).toBe(before + 1);
  // Entering the field again begins another search.
  await page.getByTestId('product-sort').focus();
  await search.focus();
  await page.keyboard.type('s');
  await expect(page).toHaveURL('/products?query=lamps');
  expect(await page.evaluate(() => history.length)).toBe(before + 2);
  await page.goBack();
  await expect(search).toHaveValue('lamp');
  await page.goBack();
  await expect(page).toHaveURL('/products');
  await expect(search).toHaveValue('');
  await page.goBack();
  await expect(page).toHaveTitle(/^Tarn,/);
});

test('a fragment scrolls to its element when the page has rendered, on load and from another page', async ({ page }) => {
  const isAtTop = (selector: string) =>
    page.locator(selector).evaluate((place) => {
      const { top } = place.getBoundingClientRect();
      return top >= -1 && top < innerHeight / 2;
    });
  await page.setViewportSize({ width: 390, height: 500 });
  await open(page, '/login?next=%2Faccount%23support');
  await logIn(page);
  await expect(page.locator('#support-title')).toBeFocused();
  await expect.poll(() => isAtTop('#support')).toBe(true);
  await open(page, '/');
  await open(page, '/account#support');
  await expect(page.locator('#support-title')).toBeFocused();
  await expect.poll(() => isAtTop('#support')).toBe(true);
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await mark(page);
  await follow(page, '/account#chat');
  await expect(page.locator('#chat-title')).toBeFocused();
  await expect.poll(() => isAtTop('#chat')).toBe(true);
  await open(page, '/products#main');
  await expect(page.locator('#main')).toBeFocused();
});

test('a link that differs only in the query is followed without a reload, also with a fragment', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await mark(page);
  await follow(page, '/products?page=2#main');
  await expect(page).toHaveURL('/products?page=2#main');
  await expect(page.getByTestId('product-count')).toContainText('page 2');
  await follow(page, '?page=1');
  await expect(page.getByTestId('product-count')).toContainText('page 1');
  expect(await isMarked(page)).toBe(true);
});

test('an address with a slash at its end is the same page', async ({ page }) => {
  await open(page, '/products/');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect(page.getByTestId('nav-products')).toHaveAttribute('aria-current', 'page');
  await mark(page);
  await follow(page, '/product/p1/');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await follow(page, '/cart/');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  expect(path(page)).toBe('/login');
  expect(await isMarked(page)).toBe(true);
  for (const address of ['/cart/', '/product/p1/', '/account/']) {
    expect((await page.request.get(address)).status()).toBe(200);
  }
});

test('a reload in the middle of a list keeps the position, unless the shopper scrolls', async ({ page }) => {
  await withoutRenderedHtml(page);
  await page.setViewportSize({ width: 390, height: 700 });
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.getByTestId('product-card').nth(15).scrollIntoViewIfNeeded();
  const place = () => page.evaluate(() => Math.round(scrollY));
  const before = await place();
  expect(before).toBeGreaterThan(800);
  await reload(page);
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect.poll(place).toBe(before);
  // The shopper scrolls while the products still load.
  const release = await hold(page, /\/api\/products/);
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('#main [aria-busy=true]').first()).toBeVisible();
  await expect.poll(place).toBeGreaterThan(0);
  const moved = await place();
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, -moved);
  await expect.poll(place).toBe(0);
  release();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  expect(await place()).toBe(0);
  // A new visit begins at the top.
  await open(page, '/');
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect.poll(place).toBe(0);
});

test('a page from the back/forward cache keeps its position, also with a pending scroll of its reload', async ({ page }) => {
  await withoutRenderedHtml(page);
  await page.setViewportSize({ width: 390, height: 700 });
  const place = () => page.evaluate(() => Math.round(scrollY));
  const leaveAndComeBack = () =>
    page.evaluate(() => {
      for (const type of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    });
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.getByTestId('product-card').nth(15).scrollIntoViewIfNeeded();
  const before = await place();
  const asked = [page.waitForResponse(/\/api\/products/), page.waitForResponse('**/api/auth/refresh')];
  await leaveAndComeBack();
  await Promise.all(asked);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  expect(await place()).toBe(before);

  const release = await hold(page, /\/api\/products/);
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('#main [aria-busy=true]').first()).toBeVisible();
  await expect.poll(place).toBeGreaterThan(0);
  await leaveAndComeBack();
  await page.evaluate(() => scrollTo(0, 0));
  release();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  expect(await place()).toBe(0);
});
