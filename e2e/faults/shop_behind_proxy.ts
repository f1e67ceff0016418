// A shop per worker behind a fault proxy, and the invariants that hold under every fault.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { ownServer } from '../tests/own_server';
import { somePhone, test as base } from '../tests/shop';
import { FaultProxy } from './fault_proxy';

export type Shop = Awaited<ReturnType<typeof ownServer>> & {
  /** Changes the limits in federation.json for later page loads. */
  limit(limits: object): void;
};

/** Limits that a busy computer meets, with one attempt; tests/retry.spec.ts covers several attempts. */
const LIMITS = { attempts: 1 };

export const test = base.extend<{ faults: FaultProxy; said: string[] }, { shop: Shop; workersProxy: FaultProxy }>({
  shop: [
    async ({}, use, { parallelIndex }) => {
      const server = await ownServer(HOST_PORT + 90 + parallelIndex, () => {});
      const limit = (limits: object) => {
        const file = join(server.dist, 'federation.json');
        writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), limits }));
        rmSync(`${file}.br`, { force: true });
      };
      limit(LIMITS);
      await use({ ...server, limit });
      await server.stop();
    },
    { scope: 'worker' },
  ],
  workersProxy: [
    async ({ shop: _ }, use, { parallelIndex }) => {
      const proxy = await FaultProxy.start(HOST_PORT + 80 + parallelIndex, HOST_PORT + 90 + parallelIndex);
      await use(proxy);
      await proxy.stop();
    },
    { scope: 'worker' },
  ],
  faults: [
    async ({ workersProxy, shop }, use) => {
      await use(workersProxy);
      workersProxy.clear();
      shop.limit(LIMITS);
    },
    { auto: true },
  ],
  baseURL: async ({}, use, { parallelIndex }) => use(`http://localhost:${HOST_PORT + 80 + parallelIndex}`),
  // Faults are reported as errors; tests check those reports where they matter.
  said: async ({ errors }, use) => {
    await use(errors);
    errors.length = 0;
  },
});

export { expect };

/** Logs in without a page: the browser keeps the login as a cookie. */
export async function logInBeforehand(context: BrowserContext) {
  const ask = async (path: string, data: object) => {
    const answer = await context.request.post(path, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const { challengeId, demoCode } = await ask('/api/auth/code', { phone: somePhone() });
  await ask('/api/auth/verify', { challengeId, code: demoCode });
}

/** Where each remote is visible, and its landmark. */
export const REMOTES = {
  auth: { address: '/login', link: 'nav-login', landmark: 'login-phone' },
  cart: { address: '/cart', link: 'nav-cart', landmark: 'cart-empty' },
  products: { address: '/products', link: 'nav-products', landmark: 'product-card' },
  orders: { address: '/orders', link: 'nav-orders', landmark: 'orders-empty' },
  account: { address: '/account', link: 'nav-account', landmark: 'profile-name' },
} as const;
export type Remote = keyof typeof REMOTES;

export const needsLogin = (remote: Remote) => remote !== 'auth' && remote !== 'products';

export const slot = (page: Page, remote: string) => page.locator(`main [data-testid=remote-slot][data-remote=${remote}]`);

export const errorOf = (page: Page, remote: string): Promise<string | null> =>
  page.evaluate((name) => __TARN__.remotes().find((remote) => remote.name === name)?.error ?? null, remote);

export async function isThere(page: Page, remote: Remote) {
  await expect(page.getByTestId(REMOTES[remote].landmark).first()).toBeVisible();
  await expect(slot(page, remote)).toHaveAttribute('data-status', 'ready');
}

/** The slot and the registry show this code. */
export async function tells(page: Page, remote: string, code: string) {
  await expect(slot(page, remote).getByTestId('remote-error')).toContainText(code);
  await expect(slot(page, remote)).toHaveAttribute('data-status', 'failed');
  expect(await errorOf(page, remote)).toMatch(new RegExp(`^${code}: `));
}

/** Header and store keep working. */
export async function pageLives(page: Page) {
  const theme = () => page.evaluate(() => __TARN__.store.getState().context.theme);
  const before = await theme();
  await page.getByTestId('theme-toggle').click();
  expect(await theme()).not.toBe(before);
  await expect(page.locator('html')).toHaveAttribute('data-theme', await theme());
  const payload = { productId: 'p-test', name: 'A mug', priceCents: 100, quantity: 1, image: '' };
  await page.evaluate((payload) => __TARN__.store.dispatch({ type: 'cart/addToCart', payload }), payload);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await page.evaluate(() => __TARN__.store.dispatch({ type: 'cart/clearCart' }));
}

/** Checks that another remote works: the mini cart of the cart, or the orders page when the cart fails. */
export async function anotherRemoteWorks(page: Page, failing: Remote) {
  if (failing !== 'cart') {
    await page.getByTestId('nav-cart').hover();
    await expect(page.getByTestId('mini-cart')).toBeVisible();
    await page.getByTestId('theme-toggle').hover();
    return;
  }
  await page.getByTestId('nav-orders').click();
  await isThere(page, 'orders');
  await page.getByTestId('nav-cart').click();
  await expect(slot(page, 'cart').getByTestId('remote-error')).toBeVisible();
}

/** The row of docs/faults.md that counts a case. */
export const counted = (fault: string, where: string, times = 1) => ({
  annotation: { type: 'fault', description: JSON.stringify({ fault, where, times }) },
});
