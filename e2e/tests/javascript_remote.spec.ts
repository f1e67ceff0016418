// A remote written in JavaScript only: no wasm, and a mount that may return a promise. It replaces products.
import type { Page } from '@playwright/test';
import { calls, go, MODULE, serve } from './javascript_remote';
import { expect, test } from './shop';

const slot = (page: Page) => page.locator('[data-testid="remote-slot"][data-remote="products"]');
const products = (page: Page) => page.evaluate(() => __TARN__.remotes().find(({ name }) => name === 'products') as Federation.RemoteInfo);

test('a mount may return any kind of handle synchronously', async ({ page }) => {
  await serve(page);
  await page.addInitScript(() => {
    window.told = {
      calls: [],
      mounting: (element) => {
        element.textContent = 'here';
        return { name: 'now' };
      },
    };
  });
  await page.goto('/product/p1');
  await expect(slot(page)).toHaveAttribute('data-status', 'ready');
  await expect(slot(page)).toHaveText('here');
  expect(await products(page)).toMatchObject({ status: 'ready', mounts: 1, sync: null, version: '1.0.0' });
  await go(page, '/product/p2');
  await go(page, '/login');
  await expect(slot(page)).toHaveCount(0);
  expect(await calls(page)).toEqual(['mount ProductDetail p1', 'update now p2', 'unmount now']);
  expect(await products(page)).toMatchObject({ mounts: 0 });
});

test('a failed update is reported until the next one succeeds, and the mounted component stays', async ({ page, errors }) => {
  await serve(page, MODULE.replace("told.calls.push('update ", "if (props.productId === 'p2') throw new Error('no p2'); told.calls.push('update "));
  await page.addInitScript(() => {
    window.told = { calls: [], mounting: () => ({ name: 'now' }) };
  });
  await page.goto('/product/p1');
  await expect(slot(page)).toHaveAttribute('data-status', 'ready');
  await go(page, '/product/p2');
  await expect.poll(() => products(page)).toMatchObject({ status: 'ready', mounts: 1, error: expect.stringContaining('no p2') });
  await go(page, '/product/p3');
  await expect.poll(() => products(page)).toMatchObject({ status: 'ready', error: null });
  expect(await calls(page)).toEqual(['mount ProductDetail p1', 'update now p3']);
  expect(errors.splice(0).join()).toMatch(/FED-008.*no p2/);
});

test.describe('a mount that returns a promise', () => {
  test.beforeEach(async ({ page }) => {
    await serve(page);
    await page.addInitScript(() => {
      window.told = {
        calls: [],
        mounting: (element) =>
          new Promise((resolve, reject) => {
            Object.assign(window, {
              resolve: () => {
                element.textContent = 'here';
                resolve({ name: 'late' });
              },
              reject: () => reject(new Error('its data is gone')),
            });
          }),
      };
    });
  });
  const settle = (page: Page, how: 'resolve' | 'reject') => page.evaluate((how) => window[how](), how);

  test('is loading until it resolves, and then has the newest props', async ({ page }) => {
    await page.goto('/product/p1');
    await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p1']);
    await expect(slot(page)).toHaveAttribute('data-status', 'loading');
    expect(await products(page)).toMatchObject({ status: 'ready', mounts: 0 });
    await go(page, '/product/p2');
    await go(page, '/product/p3');
    await settle(page, 'resolve');
    await expect(slot(page)).toHaveAttribute('data-status', 'ready');
    await expect(slot(page)).toHaveText('here');
    expect(await calls(page)).toEqual(['mount ProductDetail p1', 'update late p3']);
    await go(page, '/product/p4');
    await go(page, '/login');
    await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p1', 'update late p3', 'update late p4', 'unmount late']);
  });

  test('is unmounted as soon as it resolves, if the shopper has left', async ({ page }) => {
    await page.goto('/product/p1');
    await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p1']);
    await go(page, '/login');
    await expect(page.getByTestId('login-phone')).toBeVisible();
    await settle(page, 'resolve');
    await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p1', 'unmount late']);
    expect(await products(page)).toMatchObject({ mounts: 0, error: null });
  });

  test('fails in its slot if it rejects, and a retry mounts into an empty slot', async ({ page, errors }) => {
    await page.goto('/product/p1');
    await expect.poll(() => calls(page)).toHaveLength(1);
    await settle(page, 'reject');
    await expect(slot(page)).toHaveAttribute('data-status', 'failed');
    await expect(page.getByTestId('remote-error')).toContainText('FED-008');
    await expect(page.getByTestId('remote-error')).toContainText('its data is gone');
    await expect(slot(page)).not.toContainText('half');
    expect(await products(page)).toMatchObject({ status: 'failed', error: expect.stringContaining('FED-008') });
    await page.getByTestId('remote-retry').click();
    await expect.poll(() => calls(page)).toHaveLength(2);
    await settle(page, 'resolve');
    await expect(slot(page)).toHaveText('here');
    expect(await products(page)).toMatchObject({ status: 'ready', mounts: 1, error: null });
    expect(errors.splice(0).join()).toMatch(/FED-008.*its data is gone/);
  });

  test('blocks only its slot if it never settles, and a late handle is unmounted', async ({ page, errors }) => {
    await page.clock.install();
    await page.goto('/product/p1');
    await expect.poll(() => calls(page)).toHaveLength(1);
    await expect(page.getByTestId('nav-products')).toBeVisible();
    await page.clock.fastForward(11_000);
    await expect(page.getByTestId('remote-error')).toContainText('FED-010');
    await settle(page, 'resolve');
    await expect.poll(() => calls(page)).toEqual(['mount ProductDetail p1', 'unmount late']);
    expect(await products(page)).toMatchObject({ status: 'failed', mounts: 0, error: expect.stringContaining('FED-010') });
    expect(errors.splice(0).join()).toMatch(/FED-010/);
  });
});

test('a module without a required function is reported with the missing export', async ({ page, errors }) => {
  await serve(page, 'export function mount() {}\nexport const update = () => {};\nexport const unmount = 7;');
  await page.goto('/product/p1');
  await expect(page.getByTestId('remote-error')).toContainText('FED-006');
  await expect(page.getByTestId('remote-error')).toContainText('exports no function "unmount"');
  expect(errors.splice(0).join()).toMatch(/unmount/);
});

test('a module that throws while it runs fails in its slot, and a retry runs it again', async ({ page, errors }) => {
  const broken = `if (!window.isMended) throw new Error('no luck');${MODULE}`;
  await serve(page, broken);
  await page.addInitScript(() => {
    window.told = { calls: [], mounting: () => ({ name: 'mended' }) };
  });
  await page.goto('/product/p1');
  await expect(page.getByTestId('remote-error')).toContainText('FED-006');
  await expect(page.getByTestId('remote-error')).toContainText('no luck');
  await page.evaluate(() => Object.assign(window, { isMended: true }));
  await page.getByTestId('remote-retry').click();
  await expect(slot(page)).toHaveAttribute('data-status', 'ready');
  expect(errors.splice(0).join()).toMatch(/no luck/);
});
