// Failures between really separate wasm memories: a message lost on the way to a replica, and a reducer that traps during a call by the owner.
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, open, state, test } from './shop';

declare global {
  interface Window {
    /** Whether actions are lost on the way to replicas. The number of lost ones is counted. */
    isLosing: boolean;
    lost: number;
    /** Whether the reducers of remotes trap. */
    isTrapping: boolean;
  }
}

type Answer = (question: number, ...about: unknown[]) => unknown;
type OnAction = (seq: number, bytes: Uint8Array, hash?: number) => void;

/** The intercepted part of the owner's port. */
interface Port {
  listen(onAction: OnAction, onSnapshot: unknown): void;
  register(slice: string, initial: Uint8Array, answer: Answer): void;
  snapshot?: unknown;
}

/** Intercepts the owner's port of each remote at its creation, because ports are frozen after that. */
const standBetween = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { isLosing: false, lost: 0, isTrapping: false });
    const { freeze } = Object;
    Object.freeze = ((object: Port) => {
      if (typeof object?.listen === 'function' && typeof object.snapshot === 'function') {
        const { listen, register } = object;
        object.listen = (onAction: OnAction, onSnapshot: unknown) =>
          listen((...message: Parameters<OnAction>) => {
            if (window.isLosing) window.lost += 1;
            else onAction(...message);
          }, onSnapshot);
        object.register = (slice: string, initial: Uint8Array, answer: Answer) => {
          const trapping = (question: number, ...about: unknown[]) => {
            if (window.isTrapping && question === 0) throw new WebAssembly.RuntimeError('unreachable');
            return answer(question, ...about);
          };
          register(slice, initial, Object.assign(trapping, answer));
        };
      }
      return freeze(object);
    }) as typeof freeze;
  });

const metrics = (page: Page) => page.evaluate(() => __TARN__.metrics());
const add = (page: Page, productId: string) =>
  page.evaluate(
    (productId) =>
      void __TARN__.store.dispatch({
        type: 'cart/addToCart',
        payload: { productId, name: productId, priceCents: 100, quantity: 1, image: '' },
      }),
    productId,
  );

test('a replica that lost an action notices at the next one, switches to snapshots, and is counted', async ({ page }) => {
  await standBetween(page);
  await logIn(page);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  await add(page, 'a');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  expect((await metrics(page)).resyncs).toBe(0);
  await page.evaluate(() => (window.isLosing = true));
  await add(page, 'lost');
  await page.evaluate(() => (window.isLosing = false));
  const lost = await page.evaluate(() => window.lost);
  expect(lost, 'auth, which shows no cart, is not told').toBeGreaterThan(0);
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await add(page, 'c');
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  expect((await metrics(page)).resyncs).toBe(lost);
  await page.getByTestId('qty-input').nth(1).fill('4');
  await expect(page.getByTestId('cart-badge')).toHaveText('6');
  expect((await metrics(page)).resyncs).toBe(lost);
});

test('a diverged replica is reported in the console with slice and sequence number', async ({ page, errors }) => {
  await open(page, '/');
  await page.evaluate(() => {
    // The report of a remote in a debug build.
    const port = __TARN__.attach('cart', __TARN__.contract) as { diverged(slice: string, seq: number): void; lost(): void };
    port.diverged('cart', 7);
    port.lost();
  });
  expect((await metrics(page)).resyncs).toBe(1);
  await expect
    .poll(() => errors.splice(0))
    .toEqual([expect.stringContaining('remote "cart": its slice "cart" differs from the owner\'s after action 7')]);
});

test('a reducer that traps orphans its slice; it keeps its state, is cleared at logout, and is adopted when its remote is back', async ({
  page,
  errors,
}) => {
  await standBetween(page);
  await logIn(page);
  await page.getByTestId('nav-products').click();
  const hearts = page.getByTestId('wishlist-toggle');
  const wishlist = () => page.evaluate(() => __TARN__.slices().find(({ key }) => key === 'wishlist'));
  const kept = async () => (await state(page)).wishlist.productIds.length;
  await hearts.nth(0).click();
  await expect.poll(kept).toBe(1);

  await page.evaluate(() => (window.isTrapping = true));
  await hearts.nth(1).click();
  await expect.poll(wishlist).toEqual({ key: 'wishlist', owner: 'products', orphaned: true });
  expect(await page.evaluate(() => __TARN__.refusals().at(-1))).toMatchObject({ type: 'wishlist/keep', from: 'products', reason: 'orphaned' });
  await expect(hearts.nth(0)).toHaveAttribute('aria-pressed', 'true');
  await expect(hearts.nth(1)).toHaveAttribute('aria-pressed', 'false');
  // Everything else keeps working.
  await addToCart(page, 1);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');

  // After a new mount its reducer works again: the state was kept.
  await page.evaluate(() => (window.isTrapping = false));
  await page.getByTestId('nav-home').click();
  await page.getByTestId('nav-products').click();
  await expect.poll(async () => (await wishlist())?.orphaned).toBe(false);
  await hearts.nth(1).click();
  await expect.poll(kept).toBe(2);

  // It traps during the logout; the user's state is cleared anyway.
  await page.evaluate(() => (window.isTrapping = true));
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('wishlist-count')).toHaveText('2');
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  expect(await kept()).toBe(0);
  expect((await wishlist())?.orphaned).toBe(true);
  errors.splice(0);
});
