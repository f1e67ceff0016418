// Mounts and unmounts that overlap with those of other remotes or with navigation, including the cases that single-spa tests.
import type { Page, Route } from '@playwright/test';
import { calls, go, serve } from './javascript_remote';
import { expect, logIn, open, path, test, withoutRenderedHtml } from './shop';

const slot = (page: Page, remote: string) => page.locator(`[data-testid=remote-slot][data-remote=${remote}]`);
const remote = (page: Page, name: string) =>
  page.evaluate((name) => __TARN__.remotes().find((remote) => remote.name === name) as Federation.RemoteInfo, name);

/** Holds requests of this pattern back until they are released. */
async function hold(page: Page, pattern: RegExp) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const seen: string[] = [];
  await page.route(pattern, async (route: Route) => {
    seen.push(route.request().url());
    await held;
    await route.continue();
  });
  return { letGo, seen };
}

/** Status changes of a remote, as reported to tools. */
async function changes(page: Page, name: string) {
  await page.addInitScript((name) => {
    const seen: string[] = (window.changes = []);
    addEventListener('federation:status', (event) => {
      const { remote, from, to } = (event as CustomEvent).detail;
      if (remote === name) seen.push(`${from} ${to}`);
    });
  }, name);
  return () => page.evaluate(() => window.changes);
}

test('a fast remote mounts and works while a slow one beside it still loads', async ({ page }) => {
  const slow = await hold(page, /cart_bg\.wasm/);
  await open(page, '/products');
  await page.getByTestId('nav-cart').hover();
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'loading');
  await expect(slot(page, 'products')).toHaveAttribute('data-status', 'ready');
  await page.getByTestId('nav-cart').focus();
  await page
    .getByTestId('add-to-cart')
    .first()
    .evaluate((button: HTMLElement) => button.click());
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'loading');
  slow.letGo();
  // It knows the changes from before its mount.
  await expect(page.getByTestId('mini-cart-line')).toHaveCount(1);
});

for (const [what, pattern] of [
  ['manifest', /products\/remote\.json/],
  ['glue', /products\.js/],
  ['wasm', /products_bg\.wasm/],
] as const) {
  test(`leaving and coming back during the download of the ${what}: one load and one mount`, async ({ page }) => {
    // The manifest comes with a rendered page.
    if (what === 'manifest') await withoutRenderedHtml(page);
    const heard = await changes(page, 'products');
    const slow = await hold(page, pattern);
    await open(page, '/products');
    for (let time = 0; time < 3; time++) {
      await expect(slot(page, 'products')).toHaveAttribute('data-status', 'loading');
      await page.getByTestId('nav-login').click();
      await expect(page.getByTestId('login-phone')).toBeVisible();
      await page.getByTestId('nav-products').click();
    }
    slow.letGo();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    expect(await remote(page, 'products')).toMatchObject({ status: 'ready', mounts: 1, error: null });
    expect(await heard()).toEqual(['idle loading', 'loading ready']);
    expect(slow.seen).toHaveLength(1);
  });
}

test('a rejected mount affects no other remote, mounted or mounting', async ({ page, errors }) => {
  await serve(page);
  await page.addInitScript(() => {
    window.told = { calls: [], mounting: () => Promise.reject(new Error('its data is gone')) };
  });
  const slow = await hold(page, /cart_bg\.wasm/);
  await open(page, '/product/p1');
  await expect(slot(page, 'products')).toHaveAttribute('data-status', 'failed');
  await page.getByTestId('nav-cart').hover();
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'loading');
  await slot(page, 'products')
    .getByTestId('remote-retry')
    .evaluate((button: HTMLElement) => button.click());
  await expect.poll(() => calls(page)).toHaveLength(2);
  await expect(slot(page, 'products')).toHaveAttribute('data-status', 'failed');
  slow.letGo();
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'ready');
  await expect(page.getByTestId('mini-cart')).toBeVisible();
  await slot(page, 'products')
    .getByTestId('remote-retry')
    .evaluate((button: HTMLElement) => button.click());
  await expect.poll(() => calls(page)).toHaveLength(3);
  await expect(page.getByTestId('mini-cart')).toBeVisible();
  expect(await remote(page, 'cart')).toMatchObject({ status: 'ready', mounts: 1, error: null });
  await page.getByTestId('nav-login').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  for (const error of errors.splice(0)) expect(error).toContain('its data is gone');
});

for (const [what, pattern, code] of [
  ['manifest', /products\/remote\.json/, 'FED-001'],
  ['wasm', /products_bg\.wasm/, 'FED-007'],
] as const) {
  test(`a ${what} that failed to load is fetched again at the next visit, without a click`, async ({ page, errors }) => {
    if (what === 'manifest') await withoutRenderedHtml(page);
    await page.route(pattern, (route) => route.fulfill({ status: 503 }));
    await open(page, '/products');
    await expect(page.getByTestId('remote-error')).toContainText(code);
    await page.getByTestId('nav-login').click();
    await expect(page.getByTestId('login-phone')).toBeVisible();
    await page.unroute(pattern);
    await page.getByTestId('nav-products').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    expect(await remote(page, 'products')).toMatchObject({ status: 'ready', mounts: 1, error: null });
    errors.length = 0;
  });
}

test('a prefetch, a preview and a page share one load of their remote', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => /\/remotes\/cart\//.test(request.url()) && asked.push(new URL(request.url()).pathname));
  const slow = await hold(page, /cart\/remote\.json/);
  await logIn(page);
  // The hovered link is prefetched and shows its preview; the page comes after that.
  await page.getByTestId('nav-cart').hover();
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'loading');
  await page.getByTestId('nav-cart').click();
  await expect.poll(() => path(page)).toBe('/cart');
  await page.getByTestId('nav-cart').focus();
  await expect(slot(page, 'cart').first()).toHaveAttribute('data-status', 'loading');
  slow.letGo();
  await expect(page.getByTestId('cart-empty').first()).toBeVisible();
  expect(asked.map((path) => path.replace(/.*\//, '')).sort()).toEqual(['cart.css', 'cart.js', 'cart_bg.wasm', 'remote.json']);
  expect(await remote(page, 'cart')).toMatchObject({ status: 'ready', error: null });
});

test('a remote that navigates away during its mount is unmounted once, when the mount returns', async ({ page }) => {
  await serve(page);
  await page.addInitScript(() => {
    window.told = {
      calls: [],
      mounting: () => {
        // The header's link depends on the session, which may arrive later.
        document.body.appendChild(Object.assign(document.createElement('a'), { href: '/login' })).click();
        window.told.calls.push('still mounting');
        return { name: 'gone' };
      },
    };
  });
  await open(page, '/product/p1');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p1', 'still mounting', 'unmount gone']);
  expect(await remote(page, 'products')).toMatchObject({ mounts: 0, error: null });
});

test('props that change before the code arrives cause one mount, with the last props', async ({ page }) => {
  await serve(page);
  await page.addInitScript(() => {
    window.told = { calls: [], mounting: () => ({ name: 'now' }) };
  });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/remotes/products/x/products.js*', async (route) => {
    await held;
    await route.fallback();
  });
  await open(page, '/product/p1');
  await expect(slot(page, 'products')).toHaveAttribute('data-status', 'loading');
  await go(page, '/product/p2');
  await go(page, '/product/p3');
  letGo();
  await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p3']);
});

test('new props of a Rust remote update the mounted component without a remount', async ({ page }) => {
  const heard = await changes(page, 'products');
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  const first = await page.locator('main h1').innerText();
  await slot(page, 'products').evaluate((slot) => Object.assign(slot.querySelector('.remote-content')!.firstElementChild!, { isSame: true }));
  await go(page, '/product/p2');
  await expect(page.locator('main h1')).not.toHaveText(first);
  const same = await slot(page, 'products').evaluate(
    (slot) => (slot.querySelector('.remote-content')!.firstElementChild as HTMLElement & { isSame?: boolean }).isSame,
  );
  expect(same).toBe(true);
  expect(await remote(page, 'products')).toMatchObject({ status: 'ready', mounts: 1, error: null });
  expect(await heard()).toEqual(['idle loading', 'loading ready']);
  await page.getByTestId('product-detail').getByTestId('add-to-cart').click();
  const [line] = await page.evaluate(() => __TARN__.store.getState().cart.lines);
  expect(line.productId).toBe('p2');
});
