// examples/recently-viewed: a React remote, built by its own tools, beside the Rust remotes.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownServer, root } from './own_server';
import { expect, open, state, test } from './shop';

const port = 4391;
const example = join(root, 'examples/recently-viewed');
let server: Awaited<ReturnType<typeof ownServer>>;

// In sequence, because the file shares one server.
test.describe.configure({ mode: 'default' });
test.use({ baseURL: `http://localhost:${port}` });

test.beforeAll(async () => {
  expect(existsSync(join(example, 'dist/remote.json')), '`npm ci && npm run build` in examples/recently-viewed').toBe(true);
  server = await ownServer(port, (dist) => execFileSync('node', [join(example, 'deploy.mjs'), dist]));
});

test.afterAll(() => server.stop());

test('a React remote shows viewed products and shares the cart with the Rust remotes', async ({ page }) => {
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await page.getByTestId('nav-products').click();
  await page.getByTestId('product-link').nth(1).click();
  await expect(page.getByTestId('product-detail')).toBeVisible();
  const second = new URL(page.url()).pathname.split('/')[2];
  expect(second).not.toBe('p1');

  await open(page, '/recently-viewed');
  const viewed = page.getByTestId('recently-viewed-product');
  await expect(viewed).toHaveCount(2);
  // The latest first.
  expect((await state(page)).recentlyViewed.productIds).toEqual([second, 'p1']);

  // React writes, Leptos reads: the badge of the header and the cart remote's preview.
  await viewed.nth(1).getByTestId('recently-viewed-add').click();
  await viewed.nth(1).getByTestId('recently-viewed-add').click();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await expect(viewed.nth(1).getByTestId('recently-viewed-in-cart')).toHaveText('2 in cart');
  await expect(viewed.nth(0).getByTestId('recently-viewed-in-cart')).toHaveCount(0);
  await page.getByTestId('nav-cart').hover();
  await expect(page.getByTestId('mini-cart')).toBeVisible();

  // Leptos writes, React reads: the products remote records a view and adds to the cart.
  await page.mouse.move(0, 0);
  await page.getByTestId('nav-products').click();
  await page.getByTestId('product-link').nth(2).click();
  await page.getByTestId('product-detail').getByTestId('add-to-cart').click();
  await expect(page.getByTestId('cart-badge')).toHaveText('3');
  await page.goBack();
  await page.goBack();
  await expect(viewed).toHaveCount(3);
  expect(await page.evaluate(() => __TARN__.storeId)).toBeTruthy();
});

test('its dispatches carry its name and are limited to its grants', async ({ page }) => {
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await open(page, '/recently-viewed');
  await page.getByTestId('recently-viewed-add').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  const log = await page.evaluate(() => __TARN__.log().map(({ type, from }) => [type, from]));
  for (const type of ['recentlyViewed/viewed', 'cart/addToCart']) expect(log).toContainEqual([type, 'recently-viewed']);
  const seen = await page.evaluate(() => {
    const { store, storeOf, refusals } = __TARN__;
    const own = storeOf('recently-viewed');
    const thrown = (act: () => void) => {
      try {
        act();
        return null;
      } catch (error) {
        const { message, reason } = error as Federation.Rejection;
        return [reason, message];
      }
    };
    return {
      keys: Object.keys(own).sort(),
      same: own.getState() === store.getState(),
      refused: thrown(() => own.dispatch({ type: 'cart/clearCart' })),
      page: thrown(() => store.dispatch({ type: 'cart/clearCart' })),
      noName: thrown(() => storeOf(undefined as never)),
      refusal: refusals().at(-1),
    };
  });
  expect(seen).toMatchObject({
    keys: ['dispatch', 'getState', 'replaceReducer', 'subscribe'],
    same: true,
    refused: ['not-granted', expect.stringContaining('FED-012: remote "recently-viewed" may not dispatch "cart/clearCart"')],
    page: null,
    noName: [undefined, expect.stringContaining('storeOf takes a remote')],
    refusal: { type: 'cart/clearCart', from: 'recently-viewed', reason: 'not-granted' },
  });
});
