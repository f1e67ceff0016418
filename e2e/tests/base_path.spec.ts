// The shop below a path of a shared origin: one setting of the server moves everything.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { commandsOf, run } from './guide';
import { ownServer, root } from './own_server';
import { pathProxy } from './path_proxy';
import { expect, open, path, reload, somePhone, state, test, withConnection, withoutRenderedHtml } from './shop';
import { serveStatic } from './static_site';

/** A shop below `/shop/` behind a proxy, for one test, with its own server port. */
async function shopBelow(port: number, { keepsPath = true } = {}) {
  const server = await ownServer(port, () => {}, ['--base-path', '/shop/']);
  const proxy = await pathProxy([{ path: '/shop/', port, keepsPath }]);
  return {
    ...proxy,
    shop: `${proxy.origin}/shop`,
    stop: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

/** Leaves the page before the server ends, so that no request of the page fails. */
const leave = async (...pages: Page[]) => {
  for (const page of pages) await page.goto('about:blank');
};

/** Records the path of each request. */
function requests(page: Page) {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol.startsWith('http')) asked.push(pathname);
  });
  return asked;
}

/** Logs in on the open login page. */
async function logInHere(page: Page) {
  await page.getByTestId('login-phone').fill(somePhone());
  await page.getByTestId('login-submit').click();
  const code = (await page.getByTestId('login-demo-code').innerText()).replace(/\D/g, '');
  await page.getByTestId('login-code').fill(code);
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('nav-account')).toBeVisible();
}

/** Each link and picture of the page leads below the base path, and each picture loads. */
async function everythingIsBelow(page: Page) {
  const addresses = await page
    .locator('[href^="/"], [src^="/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src')));
  expect(addresses.length).toBeGreaterThan(5);
  expect(addresses.filter((address) => !address!.startsWith('/shop/'))).toEqual([]);
}

for (const keepsPath of [true, false]) {
  test(`the mission works below /shop/, behind a proxy that ${keepsPath ? 'keeps the path' : 'strips the path'}`, async ({ page }) => {
    const { shop, asked: forwarded, elsewhere, stop } = await shopBelow(HOST_PORT + (keepsPath ? 10 : 11), { keepsPath });
    const asked = requests(page);
    try {
      // The cart sends a guest to the login, and the login back.
      await open(page, `${shop}/cart`);
      await expect(page.getByTestId('login-phone')).toBeVisible();
      expect(path(page)).toBe('/shop/login');
      await logInHere(page);
      await expect(page.getByTestId('cart-empty')).toBeVisible();
      expect(path(page)).toBe('/shop/cart');

      await page.getByTestId('nav-home').click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(path(page)).toBe('/shop/');
      await everythingIsBelow(page);
      await page.locator('[data-category=desk]').click();
      await expect(page.getByTestId('product-card').first()).toBeVisible();
      await everythingIsBelow(page);
      await page.getByTestId('product-link').first().click();
      await expect(page.getByTestId('product-detail')).toBeVisible();
      expect(path(page)).toMatch(/^\/shop\/product\/[^/]+$/);
      const picture = page.getByTestId('product-detail').locator('img');
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      await page.getByTestId('product-detail').getByTestId('add-to-cart').click();
      await expect(page.getByTestId('cart-badge')).toHaveText('1');
      await page.goBack();
      await expect(page.getByTestId('product-card').first()).toBeVisible();

      // A deep link after a reload; the cart is kept.
      await page.getByTestId('nav-cart').click();
      await expect(page.getByTestId('cart-line')).toHaveCount(1);
      await everythingIsBelow(page);
      await reload(page);
      await expect(page.getByTestId('cart-line')).toHaveCount(1);
      await expect(page.locator('.thumb')).toHaveAttribute('src', /^\/shop\/images\//);
      const [line] = (await state(page)).cart.lines;
      expect(line.image, 'the contract knows no base path').toMatch(/^\/images\//);

      await page.getByTestId('go-to-checkout').click();
      await expect(page.getByTestId('checkout-line')).toHaveCount(1);
      expect(path(page)).toBe('/shop/checkout/payment');
      await page.getByTestId('pay').click();
      await expect(page.getByTestId('order-row')).toHaveCount(1);
      expect(path(page)).toBe('/shop/orders');
      await page.getByTestId('order-row').getByRole('link').first().click();
      await expect(page).toHaveURL(/\/shop\/orders\/[^/]+$/);
      await page.getByTestId('nav-account').click();
      await expect(page.getByTestId('profile-name')).toBeVisible();
      await page.getByTestId('profile-name').fill('Ada Lovelace');
      await page.getByTestId('profile-save').click();
      await expect(page.getByTestId('login-state')).toHaveText('Ada Lovelace');

      // Redirected addresses, and an unknown one.
      await open(page, `${shop}/bag`);
      await expect(page.getByTestId('cart-empty')).toBeVisible();
      expect(path(page)).toBe('/shop/cart');
      await page.getByTestId('nav-account').click();
      await page.getByTestId('logout').click();
      await expect(page.getByTestId('nav-login')).toBeVisible();
      expect(path(page)).toBe('/shop/');

      expect(asked.filter((path) => !path.startsWith('/shop/'))).toEqual([]);
      // Playwright does not list a beacon among the requests of a page.
      await expect.poll(() => forwarded).toContain('/shop/api/events');
      expect(elsewhere).toEqual([]);
      await leave(page);
    } finally {
      await stop();
    }
  });
}

test('a page that does not exist says so with status 404, and leads back below the base path', async ({ page, errors }) => {
  const { shop, stop } = await shopBelow(HOST_PORT + 12);
  try {
    expect((await page.goto(`${shop}/nowhere`))!.status()).toBe(404);
    await expect(page.getByTestId('not-found')).toBeVisible();
    await everythingIsBelow(page);
    // The server's HTML is there before the host.
    await expect.poll(() => page.evaluate(() => window.__TARN__?.basePath)).toBe('/shop/');
    errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
    await leave(page);
  } finally {
    await stop();
  }
});

test('error pages and development tools are below the base path', async ({ page, errors }) => {
  const { shop, stop } = await shopBelow(HOST_PORT + 19);
  const asked = requests(page);
  try {
    await withoutRenderedHtml(page);
    await page.route('**/remotes/products/remote.json', (route) => route.fulfill({ status: 503 }));
    await open(page, `${shop}/products?devtools`);
    await expect(page.getByRole('region', { name: 'Federation devtools' })).toBeVisible();
    const link = page.getByTestId('remote-error').getByRole('link');
    await expect(link).toHaveAttribute('href', '/shop/docs/errors/FED-001.html');
    await page.goto(`${shop}/docs/errors/FED-001.html`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('FED-001');
    expect(asked.filter((path) => !path.startsWith('/shop/') && path !== '/favicon.ico')).toEqual([]);
    errors.length = 0;
    await leave(page);
  } finally {
    await stop();
  }
});

test('a hovered link fetches its remote below the base path, as a delta against the host', async ({ page }) => {
  const { shop, stop } = await shopBelow(HOST_PORT + 13);
  try {
    await withConnection(page, { saveData: true });
    const asked = requests(page);
    await open(page, `${shop}/`);
    // A browser stores a dictionary some time after the download; no event reports that.
    await page.waitForTimeout(1500);
    expect(asked.filter((path) => path.includes('/remotes/'))).toEqual([]);
    const fetched = page.waitForResponse((response) => response.url().endsWith('/account_bg.wasm') || response.url().endsWith('/products_bg.wasm'));
    await page.getByTestId('nav-products').hover();
    const answer = await fetched;
    expect(new URL(answer.url()).pathname).toMatch(/^\/shop\/remotes\/products\//);
    expect(await answer.headerValue('content-encoding')).toBe('dcz');
    await expect.poll(() => page.evaluate(() => window.__TARN__.remotes().find(({ name }) => name === 'products')?.status)).toBe('ready');
    await page.getByTestId('nav-products').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    expect(asked.filter((path) => path.endsWith('/products_bg.wasm'))).toHaveLength(1);
    await leave(page);
  } finally {
    await stop();
  }
});

test('a link out of the base path is a navigation of the browser, and one within it is not', async ({ page }) => {
  const { shop, elsewhere, stop } = await shopBelow(HOST_PORT + 14);
  try {
    await open(page, `${shop}/`);
    const follow = (href: string) =>
      page.evaluate((href) => {
        Object.assign(window, { isSamePage: true });
        const link = Object.assign(document.createElement('a'), { href, textContent: 'a link' });
        document.body.append(link);
        link.click();
      }, href);
    await follow('/shop/products?page=2');
    await expect(page).toHaveURL(`${shop}/products?page=2`);
    expect(await page.evaluate(() => window.isSamePage)).toBe(true);
    await follow('/shopping');
    await expect(page).toHaveTitle('Another application');
    expect(elsewhere).toEqual(['/shopping']);
  } finally {
    await stop();
  }
});

test('a shop opened outside its base path redirects to it', async ({ page, errors }) => {
  const port = HOST_PORT + 15;
  const server = await ownServer(port, () => {}, ['--base-path', '/shop/']);
  try {
    for (const [address, expected] of [
      ['/', '/shop/'],
      ['/products?page=2#x', '/shop/products?page=2#x'],
      ['/shop', '/shop/'],
      ['//elsewhere', '/shop/elsewhere'],
    ]) {
      await page.goto(`http://localhost:${port}${address}`);
      await expect(page).toHaveURL(`http://localhost:${port}${expected}`);
      await expect(page.getByTestId('nav-home')).toBeVisible();
    }
    errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
    await leave(page);
  } finally {
    await server.stop();
  }
});

test('two shops of one origin have sessions, carts and tabs of their own', async ({ context, page }) => {
  const [one, two] = [HOST_PORT + 16, HOST_PORT + 17];
  const servers = [await ownServer(one, () => {}, ['--base-path', '/shop/']), await ownServer(two, () => {}, ['--base-path', '/other/'])];
  const proxy = await pathProxy([
    { path: '/shop/', port: one, keepsPath: true },
    { path: '/other/', port: two, keepsPath: false },
  ]);
  try {
    const other = await context.newPage();
    await open(other, `${proxy.origin}/other/products`);
    await open(page, `${proxy.origin}/shop/login`);
    await logInHere(page);
    await page.getByTestId('nav-products').click();
    await page.getByTestId('add-to-cart').first().click();
    await page.getByTestId('theme-toggle').click();
    await expect(page.getByTestId('cart-badge')).toHaveText('1');
    // The other shop adds another product: a message from the first shop would arrive before its own badge changes.
    await other.getByTestId('add-to-cart').nth(1).click();
    await expect(other.getByTestId('cart-badge')).toHaveText('1');
    const products = async (tab: Page) => (await state(tab)).cart.lines.map((line) => line.productId);
    expect(await products(page)).toHaveLength(1);
    expect(await products(page)).not.toEqual(await products(other));
    await expect(other.getByTestId('nav-login')).toBeVisible();
    const bridge = await other.evaluate(() => window.__TARN__.bridge());
    expect(bridge.enabled).toBe(true);
    expect((await other.evaluate(() => window.__TARN__.metrics())).bridgeReceived).toBe(0);

    // The stored state is separate after a reload as well, and a logout of one shop is no logout of the other.
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).sort()))
      .toEqual(expect.arrayContaining(['/other/shop.cart', '/shop/shop.cart', '/shop/shop.context']));
    const [inShop, inOther] = [await products(page), await products(other)];
    await reload(other);
    await expect(other.getByTestId('cart-badge')).toHaveText('1');
    await expect(other.getByTestId('nav-login')).toBeVisible();
    expect(await products(other)).toEqual(inOther);
    await open(other, `${proxy.origin}/other/login`);
    await logInHere(other);
    await other.getByTestId('nav-account').click();
    await other.getByTestId('logout').click();
    await expect(other.getByTestId('nav-login')).toBeVisible();
    await reload(page);
    await expect(page.getByTestId('nav-account')).toBeVisible();
    expect(await products(page)).toEqual(inShop);
    await leave(page, other);
  } finally {
    await proxy.stop();
    for (const server of servers) await server.stop();
  }
});

test('without our server, the pages of a folder are written once for the base path', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'below-'));
  const site = join(folder, 'site');
  const [makeSite, , writeBasePath] = commandsOf('static-hosting.md');
  // The apps are built already.
  symlinkSync(join(root, 'dist'), join(folder, 'dist'));
  run(makeSite.replace('tarn build\n', ''), folder);
  run(`cargo ${writeBasePath.replace(/ site$/m, ` ${site}`)}`, root);
  const port = HOST_PORT + 18;
  const api = await ownServer(port, () => {}, ['--base-path', '/shop/']);
  const files = await serveStatic(port + 1, site, { api: `http://localhost:${port}` });
  const proxy = await pathProxy([{ path: '/shop/', port: port + 1, keepsPath: false }]);
  const asked = requests(page);
  try {
    await open(page, `${proxy.origin}/shop/login`);
    await logInHere(page);
    await page.getByTestId('nav-products').click();
    await page.getByTestId('add-to-cart').first().click();
    await page.getByTestId('nav-cart').click();
    await reload(page);
    await expect(page.getByTestId('cart-line')).toHaveCount(1);
    expect(asked.filter((path) => !path.startsWith('/shop/'))).toEqual([]);
    expect(files.asked.filter((path) => path.startsWith('/shop/'))).toEqual([]);
    await leave(page);
  } finally {
    await proxy.stop();
    await files.stop();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
