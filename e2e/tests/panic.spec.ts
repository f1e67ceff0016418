// A host whose contract has a reducer that panics, built by `cargo xtask build --panicking`. Its contract has the remotes' version and other
// reducers.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { ownServer, root } from './own_server';
import { expect, logIn, open, reload, state, test as base } from './shop';

const panickingDist = process.env.PANICKING_DIST ?? join(root, 'target/panicking/dist');

const test = base.extend<{ shop: void }>({
  baseURL: async ({}, use, { parallelIndex }) => use(`http://localhost:${HOST_PORT + 50 + parallelIndex}`),
  shop: [
    async ({ baseURL, page }, use) => {
      expect(existsSync(join(panickingDist, 'host')), `${panickingDist} is not built: run \`cargo xtask build --panicking\``).toBe(true);
      const server = await ownServer(Number(new URL(baseURL!).port), (dist) => {
        rmSync(join(dist, 'host'), { recursive: true });
        cpSync(join(panickingDist, 'host'), join(dist, 'host'), { recursive: true });
      });
      await use();
      // Aborts background downloads, whose failure would count as an error.
      await page.goto('about:blank');
      await server.stop();
    },
    { auto: true },
  ],
});

const send = (page: Page, id: string) =>
  page.evaluate((id) => {
    try {
      __TARN__.store.dispatch({ type: 'chat/send', payload: { id, from: 'me', text: id, at: 1 } });
      return null;
    } catch (error) {
      return { isError: error instanceof Error, message: (error as Error).message, reason: (error as Federation.Rejection).reason };
    }
  }, id);
const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'FED-021' });

test('a reducer that panics is named on the page with slice, action and line; the store keeps working, and nothing is lost', async ({
  page,
  errors,
}) => {
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  expect(await send(page, 'first')).toBe(null);
  const refused = await send(page, 'panic');
  const what = /"chat" panicked at "chat\/send".*chat\.rs:\d+:\d+.*asked to panic/s;
  expect(refused).toEqual({ isError: true, reason: 'refused', message: expect.stringMatching(what) });
  await expect(notice(page)).toContainText(what);
  await expect(notice(page).getByRole('button', { name: 'Reload' })).toBeVisible();
  const said = errors.splice(0);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(what);

  // All slices keep working, including this one, and so do the tools.
  expect((await state(page)).chat.messages).toHaveLength(1);
  expect(await send(page, 'second')).toBe(null);
  expect((await state(page)).chat.messages.map(({ id }: { id: string }) => id)).toEqual(['first', 'second']);
  await page.getByTestId('add-to-cart').nth(1).click();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  const told = await page.evaluate(() => ({
    types: __TARN__
      .log()
      .slice(-2)
      .map(({ type }) => type),
    dispatched: __TARN__.metrics().dispatched,
  }));
  expect(told).toEqual({ types: ['chat/send', 'cart/addToCart'], dispatched: expect.any(Number) });

  await expect.poll(() => page.evaluate(() => localStorage['shop.cart'])).toMatch(/"quantity":1.*"quantity":1/);
  await notice(page).getByRole('button', { name: 'Reload' }).click();
  await expect(notice(page)).toHaveCount(0);
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
});

test('a panic in a dispatch of a listener and in a batch leaves neither open', async ({ page, errors }) => {
  await open(page, '/');
  const seen = await page.evaluate(() => {
    const { store, batch } = __TARN__;
    let heard = 0;
    store.subscribe(() => (heard += 1));
    const panics = () => store.dispatch({ type: 'chat/send', payload: { id: 'panic', from: 'me', text: 'a', at: 1 } });
    for (let times = 0; times < 20; times++) {
      try {
        batch(panics);
      } catch {
        // The panic, as above.
      }
    }
    heard = 0;
    store.dispatch({ type: 'cart/clearCart' });
    batch(() => store.dispatch({ type: 'cart/clearCart' }));
    return heard;
  });
  expect(seen).toBeGreaterThanOrEqual(2);
  await expect(notice(page)).toHaveCount(1);
  errors.length = 0;
});

test('remotes of the same contract version with other reducers get snapshots, and the console says why', async ({ page }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await logIn(page);
  await open(page, '/cart');
  const sync = () => page.evaluate(() => __TARN__.remotes().find(({ name }) => name === 'cart')?.sync);
  await expect.poll(sync).toBe('snapshots');
  expect(warnings.filter((text) => /"cart".*of other sources.*fingerprint [0-9a-f]{16}, here [0-9a-f]{16}/.test(text))).toHaveLength(1);
  await page.evaluate(() =>
    __TARN__.store.dispatch({ type: 'cart/addToCart', payload: { productId: 'p1', name: 'Mug', priceCents: 5, quantity: 3 } }),
  );
  await expect(page.getByTestId('qty-input')).toHaveValue('3');
  await reload(page);
  await expect(page.getByTestId('qty-input')).toHaveValue('3');
});

base('remotes of the same build get actions', async ({ page }) => {
  await open(page, '/products');
  await expect.poll(() => page.evaluate(() => __TARN__.remotes().find(({ name }) => name === 'products')?.sync)).toBe('actions');
});
