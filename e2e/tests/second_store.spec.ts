// One store per page: a second owner, compiled and with its own memory, is refused and changes nothing.
import { addToCart, expect, open, test } from './shop';

test('a second host in the page is refused with its code, and the first store keeps working', async ({ page, errors }) => {
  await open(page, '/products');
  await addToCart(page, 2);
  const registry = () =>
    page.evaluate(() => {
      const { storeId, stores, store, metrics } = window.__TARN__;
      return { storeId, stores, lines: store.getState().cart.lines.length, replicas: metrics().replicas };
    });
  const before = await registry();
  // Another address makes the browser load the host's module again, with its own instance and memory.
  await page.evaluate(async () => {
    const [glue] = [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].map((link) => link.href);
    const { default: start } = await import(`${glue}?second`);
    await start({ module_or_path: fetch(glue.replace('.js', '_bg.wasm')) });
  });
  await expect.poll(() => errors.filter((error) => error.startsWith('FED-014'))).toHaveLength(1);
  errors.length = 0;
  expect(await registry()).toEqual({ ...before, stores: 1, lines: 2 });
  await expect(page.locator('header')).toHaveCount(1);
  await addToCart(page, 3);
  await expect(page.getByTestId('cart-badge')).toHaveText('5');
});

test('neither the registry nor its store can be replaced', async ({ page }) => {
  await open(page, '/products');
  const attempts = await page.evaluate(() => {
    'use strict';
    const page = window as { __TARN__?: unknown };
    const registry = window.__TARN__ as { store?: unknown };
    const attempt = (act: () => unknown) => {
      try {
        act();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      attempt(() => (page.__TARN__ = {})),
      attempt(() => delete page.__TARN__),
      attempt(() => Object.defineProperty(window, '__TARN__', { value: {} })),
      attempt(() => (registry.store = {})),
      attempt(() => delete registry.store),
    ];
  });
  expect(attempts).toEqual(Array(5).fill('TypeError'));
});
