// Preloading: the first remote beside the host, the others when the page is idle.
import type { Page } from '@playwright/test';
import { expect, hold, logIn, open, test, withConnection, withoutRenderedHtml } from './shop';

/** Requested files of remotes, without the content-hash folder, and requested manifests. */
function requests(page: Page) {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(remotes\/|federation\.json)/.test(pathname)) asked.push(pathname.replace(/\/[0-9a-f]{16}\//, '/'));
  });
  return asked;
}

const nothingMore = (page: Page) => page.waitForTimeout(4000);

test('the remote of the page loads beside the host, and each file once', async ({ page }) => {
  await withConnection(page, { saveData: true });
  const asked = requests(page);
  // The host's wasm is held back until the remote's has been requested.
  await page.route('**/host_bg.wasm', async (route) => {
    await expect.poll(() => asked).toContain('/remotes/products/products_bg.wasm');
    await route.continue();
  });
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(asked.sort()).toEqual([
    '/federation.json',
    // The manifest came with the page: it is that of the build that has rendered.
    ...['products.css', 'products.js', 'products_bg.wasm'].map((file) => `/remotes/products/${file}`),
  ]);
});

for (const [address, data] of [
  ['/products', '/api/products'],
  ['/product/p1', '/api/products/p1'],
]) {
  test(`the data of ${address} is preloaded once beside the host, and the remote shows it at once`, async ({ page }) => {
    await withoutRenderedHtml(page);
    await withConnection(page, { saveData: true });
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/api/') && asked.push(new URL(request.url()).pathname));
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === data);
    await page.route('**/host_bg.wasm', async (route) => {
      await (await answered).finished();
      await route.continue();
    });
    // The skeleton of the products remote.
    await page.addInitScript(() => {
      const look = () =>
        document.querySelector('[aria-label="Loading the products"]:not(.page), .products-detail[aria-busy=true]') && (window.hasWaited = true);
      new MutationObserver(look).observe(document, { subtree: true, childList: true });
    });
    await open(page, address);
    await expect(page.getByTestId('add-to-cart').first()).toBeVisible();
    expect(await page.evaluate(() => window.hasWaited)).toBeUndefined();
    await nothingMore(page);
    expect(asked.filter((path) => path === data)).toHaveLength(1);
  });
}

test('data of another address is not preloaded, and unused preloaded data is fetched again', async ({ page }) => {
  await withoutRenderedHtml(page);
  await withConnection(page, { saveData: true });
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/products') && asked.push(request.url().split('/api/')[1]));
  await open(page, '/products?category=kitchen');
  await expect(page.getByTestId('product-card').first()).toBeVisible();
  expect(asked).toEqual(['products?category=kitchen']);
  asked.length = 0;
  await page.clock.install();
  const release = await hold(page, '**/remotes/products/remote.json');
  await page.goto('/products');
  await expect.poll(() => asked).toEqual(['products']);
  await page.clock.fastForward(11_000);
  release();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(asked).toEqual(['products', 'products']);
});

test('the server names the remote of a page: its manifest does not wait for federation.json, but its code does', async ({ page }) => {
  await withoutRenderedHtml(page);
  await withConnection(page, { saveData: true });
  const asked = requests(page);
  const release = await hold(page, '**/federation.json');
  await page.goto('/product/p1');
  await expect.poll(() => asked).toContain('/remotes/products/remote.json');
  await page.waitForTimeout(300);
  // The server's header `Link` names the styles.
  expect(asked.filter((path) => !path.endsWith('.css')).sort()).toEqual(['/federation.json', '/remotes/products/remote.json']);
  release();
  await expect(page.getByTestId('product-detail')).toBeVisible();
  expect(asked.filter((path) => path.endsWith('remote.json'))).toHaveLength(1);
});

test('a host that starts first fetches for itself, and nothing is fetched twice', async ({ page }) => {
  await withConnection(page, { saveData: true });
  const asked = requests(page);
  await page.route('**/federation.json', async (route) => {
    // By then the host has started and waits as well.
    await page.waitForFunction(() => '__TARN__' in window);
    await route.continue();
  });
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(asked.filter((path) => /json|wasm/.test(path))).toEqual(['/federation.json', '/remotes/products/products_bg.wasm']);
});

test('addresses with parameters and redirects preload their remote', async ({ page, errors }) => {
  await withConnection(page, { saveData: true });
  for (const [address, remote] of [
    ['/product/p1', 'products'],
    ['/bag/', 'cart'],
    ['/orders/7K3M', 'orders'],
  ]) {
    const asked = requests(page);
    await page.route('**/host_bg.wasm', (route) => route.abort());
    await page.goto(address);
    await expect.poll(() => asked, address).toContain(`/remotes/${remote}/${remote}.js`);
    page.removeAllListeners('request');
  }
  // The test kept the host from starting, and the page reports that.
  errors.length = 0;
});

test('an idle page fetches the remotes that its links lead to, and navigation fetches nothing more', async ({ page }) => {
  await withConnection(page, { saveData: false, effectiveType: '4g' });
  const asked = requests(page);
  await open(page, '/');
  const code = ['auth', 'cart', 'orders', 'products'].map((remote) => `/remotes/${remote}/${remote}_bg.wasm`);
  await expect.poll(() => asked.filter((path) => path.endsWith('.wasm')).sort(), { timeout: 15_000 }).toEqual(code);
  const statuses = () => page.evaluate(() => window.__TARN__.remotes().map(({ name, status }) => `${name} ${status}`));
  // No link leads to account or to a remote that was added to the shop.
  const loaded = async () => (await statuses()).filter((status) => !status.endsWith(' idle'));
  await expect.poll(loaded).toEqual(['auth ready', 'cart ready', 'orders ready', 'products ready']);
  asked.length = 0;
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  expect(asked).toEqual([]);
});

test('a hidden skeleton does not keep a page from being idle', async ({ page }) => {
  await withConnection(page, { saveData: false, effectiveType: '4g' });
  await logIn(page);
  await open(page, '/account');
  await expect(page.getByTestId('tickets-empty')).toBeVisible();
  const ready = () =>
    page.evaluate(() =>
      window.__TARN__
        .remotes()
        .filter((remote) => remote.status === 'ready')
        .map((remote) => remote.name),
    );
  await expect.poll(ready, { timeout: 15_000 }).toEqual(expect.arrayContaining(['cart', 'orders', 'products']));
});

test('idle time begins when the page shows its content, and loads remotes one by one', async ({ page }) => {
  await withoutRenderedHtml(page);
  await withConnection(page, { saveData: false, effectiveType: '4g' });
  const asked = requests(page);
  await page.addInitScript(() => {
    const steps: string[] = (window.steps = []);
    addEventListener('federation:status', (event) => steps.push((event as CustomEvent).detail.to));
  });
  // A filtered list is not preloaded, so the list shows its skeleton.
  const release = await hold(page, '**/api/products?*');
  await open(page, '/products?category=kitchen');
  await expect(page.locator('[aria-busy=true]').first()).toBeVisible();
  await nothingMore(page);
  expect(asked.filter((path) => path.endsWith('remote.json'))).toEqual(['/remotes/products/remote.json']);
  release();
  await expect.poll(() => page.evaluate(() => window.steps)).toEqual(Array(4).fill(['loading', 'ready']).flat());
});

test('the remote of its own page is fetched for a link like any other', async ({ page }) => {
  await withConnection(page, { saveData: true });
  await page.route('**/federation.json', async (route) => {
    const config = await (await route.fetch()).json();
    config.remotes.orders.routes = [{ path: '/history/:year', component: 'OrderList' }];
    await route.fulfill({ json: config });
  });
  const asked = requests(page);
  await open(page, '/');
  await page.evaluate(() => {
    document.querySelector('main')!.insertAdjacentHTML('beforeend', '<a href="/history/2025" id="brought">2025</a>');
  });
  await page.locator('#brought').hover();
  await expect.poll(() => asked).toContain('/remotes/orders/orders_bg.wasm');
});

for (const [what, connection] of [
  ['save-data is on', { saveData: true, effectiveType: '4g' }],
  ['the link is slow', { saveData: false, effectiveType: '3g' }],
] as const) {
  test(`idle time fetches nothing if ${what}, but a hovered link does`, async ({ page }) => {
    await withConnection(page, connection);
    const asked = requests(page);
    await open(page, '/');
    await nothingMore(page);
    expect(asked).toEqual(['/federation.json']);
    await page.getByTestId('nav-orders').hover();
    await expect.poll(() => asked).toContain('/remotes/orders/orders_bg.wasm');
  });
}

for (const [file, code] of [
  ['host_bg.wasm', 'FED-005'],
  ['host.js', 'host.js'],
]) {
  test(`a host whose ${file} has a changed byte does not start, and the page says so`, async ({ page, errors }) => {
    await page.route(`**/${file}`, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 1] ^= 1;
      await route.fulfill({ response, body });
    });
    await page.goto('/products');
    const note = page.getByRole('alert');
    await expect(note).toContainText('could not be started');
    await expect(note).toContainText(code);
    await expect(note).toContainText(file);
    expect(await page.evaluate(() => '__TARN__' in window)).toBe(false);
    expect(errors.join('\n')).toMatch(/integrity/);
    errors.length = 0;
  });
}
