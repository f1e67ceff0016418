// A remote that crashes, at each possible place: only that remote stops, shows the crash, and restarts in its slot. `cargo xtask build --crashing`
// builds products with a crash switch.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { ownServer, root } from './own_server';
import { expect, open, state, test as base } from './shop';

const crashingDist = process.env.CRASHING_DIST ?? join(root, 'target/crashing/dist');

const test = base.extend<{ shop: void }>({
  baseURL: async ({}, use, { parallelIndex }) => use(`http://localhost:${HOST_PORT + 60 + parallelIndex}`),
  shop: [
    async ({ baseURL }, use) => {
      expect(
        existsSync(join(crashingDist, 'remotes/products/remote.json')),
        `${crashingDist} is not built: run \`cargo xtask build --crashing\``,
      ).toBe(true);
      const server = await ownServer(Number(new URL(baseURL!).port), (dist) => {
        rmSync(join(dist, 'remotes/products'), { recursive: true });
        cpSync(join(crashingDist, 'remotes/products'), join(dist, 'remotes/products'), { recursive: true });
        const file = join(dist, 'federation.json');
        const federation = JSON.parse(readFileSync(file, 'utf8'));
        federation.remotes.products.grants.push('products-crash/*');
        writeFileSync(file, JSON.stringify(federation));
      });
      await use();
      await server.stop();
    },
    { auto: true },
  ],
});

const crash = (page: Page, place: string) => page.evaluate((detail) => dispatchEvent(new CustomEvent('products:crash', { detail })), place);
const remote = (page: Page, name = 'products') => page.evaluate((name) => __TARN__.remotes().find((remote) => remote.name === name), name);
const slot = (page: Page) => page.locator('main [data-testid=remote-slot][data-remote=products]');
const theme = (page: Page) => page.evaluate(() => __TARN__.store.getState().context.theme);

/** Everything but products is unchanged, and the store takes actions. */
async function theRestGoesOn(page: Page, pieces: number) {
  await expect(page.getByTestId('cart-badge')).toHaveText(String(pieces));
  const before = await theme(page);
  await page.getByTestId('theme-toggle').click();
  expect(await theme(page)).not.toBe(before);
  expect((await state(page)).cart.lines).toHaveLength(pieces);
}

async function isShownAsCrashed(page: Page, what: RegExp) {
  await expect(slot(page)).toHaveAttribute('data-status', 'crashed');
  await expect(slot(page).getByTestId('remote-error')).toContainText('FED-009');
  await expect(slot(page).getByTestId('remote-error')).toContainText(what);
  expect(await remote(page)).toMatchObject({ status: 'crashed', mounts: 0 });
  expect((await remote(page))?.error).toMatch(/^FED-009: .*crashed/);
}

async function isBack(page: Page) {
  await expect(slot(page)).toHaveAttribute('data-status', 'ready');
  await expect(page.getByTestId('product-card').first()).toBeVisible();
  expect(await remote(page)).toMatchObject({ status: 'ready', mounts: 1, error: null });
}

async function openWithOneInTheCart(page: Page) {
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
}

for (const [place, act, what] of [
  ['in a handler', (page: Page) => crash(page, 'handler'), /crash_switch\.rs:\d+:\d+.*asked to crash in a handler/s],
  ['in an effect', (page: Page) => crash(page, 'effect'), /crash_switch\.rs:\d+:\d+.*asked to crash in an effect \(in <ProductList>\)/s],
  // Either the engine's stack or the instance's own overflows first.
  ['by a stack overflow, which is no panic', (page: Page) => crash(page, 'stack'), /call stack|out of bounds/],
] as const) {
  test(`a crash ${place} stops only that remote, and it restarts in its slot`, async ({ page, errors }) => {
    await openWithOneInTheCart(page);
    const events = page.evaluate(
      () =>
        new Promise<Federation.StatusChange[]>((done) => {
          const seen: Federation.StatusChange[] = [];
          addEventListener('federation:status', (event) => {
            // Idle time fetches other remotes.
            if (event.detail.remote !== 'products') return;
            seen.push(event.detail);
            if (event.detail.to === 'ready') done(seen);
          });
        }),
    );
    const before = await page.evaluate(() => __TARN__.metrics());
    await act(page);
    await isShownAsCrashed(page, what);
    await theRestGoesOn(page, 1);
    // Restarts by itself, after a delay in which the message can be read.
    await isBack(page);
    await page.getByTestId('add-to-cart').nth(1).click();
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    const after = await page.evaluate(() => __TARN__.metrics());
    expect(after.remoteRestarts).toBe(before.remoteRestarts + 1);
    expect(after.remoteFailures).toBe(before.remoteFailures + 1);
    expect(await events).toEqual([
      { remote: 'products', from: 'ready', to: 'crashed', code: 'FED-009' },
      { remote: 'products', from: 'crashed', to: 'loading', code: undefined },
      { remote: 'products', from: 'loading', to: 'ready', code: undefined },
    ]);
    errors.length = 0;
  });
}

test('a crash at mount: Try again fails while the remote crashes, and works afterwards', async ({ page, errors }) => {
  await open(page, '/');
  await page.evaluate(() => (sessionStorage['products.crash-at-mount'] = 'yes'));
  await page.getByTestId('nav-products').click();
  await isShownAsCrashed(page, /asked to crash at mount/);
  await slot(page).getByTestId('remote-retry').click();
  await isShownAsCrashed(page, /asked to crash at mount/);
  await page.evaluate(() => sessionStorage.removeItem('products.crash-at-mount'));
  await slot(page).getByTestId('remote-retry').click();
  await isBack(page);
  await theRestGoesOn(page, 0);
  errors.length = 0;
});

test('a crash in a store listener: all other listeners run', async ({ page, errors }) => {
  await openWithOneInTheCart(page);
  await page.getByTestId('nav-cart').hover();
  await expect(page.getByTestId('mini-cart-line')).toHaveCount(1);
  await crash(page, 'told');
  const line = { productId: 'p-test', name: 'A mug', priceCents: 100, quantity: 4, image: '' };
  await page.evaluate((payload) => void __TARN__.store.dispatch({ type: 'cart/addToCart', payload }), line);
  await isShownAsCrashed(page, /while the store tells of a change/);
  await expect(page.getByTestId('cart-badge')).toHaveText('5');
  expect((await state(page)).cart.lines).toHaveLength(2);
  await expect(page.getByTestId('mini-cart-line')).toHaveCount(2);
  await isBack(page);
  errors.length = 0;
});

test('a crash in a reducer: the dispatch is refused, and the slice keeps its state and is adopted', async ({ page, errors }) => {
  await openWithOneInTheCart(page);
  const dispatch = (type: string) =>
    page.evaluate((type) => {
      try {
        __TARN__.store.dispatch({ type } as never);
        return 'applied';
      } catch (error) {
        return (error as Federation.Rejection).reason;
      }
    }, type);
  const slice = () => page.evaluate(() => __TARN__.slices().find(({ key }) => key === 'products-crash'));
  expect(await dispatch('products-crash/count')).toBe('applied');
  expect(await dispatch('products-crash/crash')).toBe('orphaned');
  await isShownAsCrashed(page, /asked to crash in a reducer/);
  expect((await slice())?.orphaned).toBe(true);
  expect(await dispatch('products-crash/count')).toBe('orphaned');
  expect((await state(page))['products-crash']).toEqual({ count: 1 });
  await theRestGoesOn(page, 1);
  await isBack(page);
  expect((await slice())?.orphaned).toBe(false);
  expect(await dispatch('products-crash/count')).toBe('applied');
  expect((await state(page))['products-crash']).toEqual({ count: 2 });
  errors.length = 0;
});

test('after three crashes within a minute a remote stays down until Try again', async ({ page, errors }) => {
  await openWithOneInTheCart(page);
  for (let time = 0; time < 2; time++) {
    await crash(page, 'handler');
    await isShownAsCrashed(page, /in a handler/);
    await slot(page).getByTestId('remote-retry').click();
    await isBack(page);
  }
  await crash(page, 'handler');
  await isShownAsCrashed(page, /in a handler/);
  await page.waitForTimeout(7_000);
  await isShownAsCrashed(page, /in a handler/);
  // Another visit does not restart it either.
  await page.getByTestId('nav-home').click();
  await page.getByTestId('nav-products').click();
  await isShownAsCrashed(page, /in a handler/);
  await slot(page).getByTestId('remote-retry').click();
  await isBack(page);
  await theRestGoesOn(page, 1);
  errors.length = 0;
});

test('the memory of a crashed instance is freed', async ({ page, errors }) => {
  test.slow();
  await page.addInitScript(() => {
    const instances: WeakRef<object>[] = (window.instances = []);
    // This constructor creates each new instance.
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(Instance, parameters: ConstructorParameters<typeof WebAssembly.Instance>) {
        const instance = new Instance(...parameters);
        instances.push(new WeakRef(instance.exports.memory as WebAssembly.Memory));
        return instance;
      },
    });
  });
  await openWithOneInTheCart(page);
  const CRASHES = 10;
  for (let time = 0; time < CRASHES; time++) {
    await crash(page, 'handler');
    await expect(slot(page)).toHaveAttribute('data-status', 'crashed');
    await slot(page).getByTestId('remote-retry').click();
    await expect(slot(page)).toHaveAttribute('data-status', 'ready');
  }
  const devtools = await page.context().newCDPSession(page);
  const alive = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return page.evaluate(() => window.instances.filter((memory) => memory.deref()).length);
  };
  expect(await page.evaluate(() => window.instances.length)).toBe(CRASHES);
  // The current instance, and one that an uncollected frame may hold.
  await expect.poll(alive, { timeout: 20_000 }).toBeLessThanOrEqual(2);
  errors.length = 0;
});
