// The development tools: off and costing nothing until somebody asks; then they show everything and move everything.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { HOST_PORT, REMOTE_PORT_BASE } from '../playwright.config';
import { addToCart, expect, logIn, state, test } from './shop';

const KEY = 'Control+Alt+KeyD';
const panel = (page: Page) => page.locator('federation-devtools');
const tab = (page: Page, name: string) => panel(page).getByRole('tab', { name });
const remote = (page: Page, name: string) => panel(page).locator(`[data-remote="${name}"]`);
const slot = (page: Page, name: string) => page.locator(`[data-testid="remote-slot"][data-remote="${name}"]`).first();
const remoteOf = (page: Page, name: string) =>
  page.evaluate((name) => (window as any).__FEDERATION__.remotes().find((remote: any) => remote.name === name), name);
const metrics = (page: Page) => page.evaluate(() => (window as any).__FEDERATION__.metrics());

test('who does not ask for the tools fetches nothing of them, and the page has no more members', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => new URL(request.url()).pathname.startsWith('/devtools/') && fetched.push(request.url()));
  await page.goto('/products');
  await page.getByTestId('product-card').first().waitFor();
  const members = await page.evaluate(() => Object.keys((window as any).__FEDERATION__).sort());
  expect(members).toEqual(
    ['attach', 'batch', 'contract', 'log', 'metrics', 'mode', 'protocol', 'ready', 'refusals', 'registerReducer']
      .concat(['remotes', 'request', 'slices', 'store', 'storeId', 'stores', 'unregisterReducer']),
  );
  expect(fetched).toEqual([]);
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press(KEY);
  await expect(panel(page).getByRole('region', { name: 'Federation devtools' })).toBeVisible();
  expect(fetched).not.toEqual([]);
  expect(await page.evaluate(() => Object.keys((window as any).__FEDERATION__).sort())).toEqual(members);
});

test('an action is logged, filtered, taken apart, and gone back to by the header and by the cart page', async ({ page }) => {
  await page.goto('/products?devtools');
  await expect(tab(page, 'Actions')).toBeVisible();
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  const log = panel(page).getByTestId('devtools-log').getByRole('button');
  await panel(page).getByTestId('devtools-filter').fill('ADDTOCART');
  await expect(log).toHaveCount(2);
  await expect(log.first()).toContainText('products');
  await log.last().click();
  const detail = panel(page).getByTestId('devtools-action');
  await expect(detail.getByLabel('Payload')).toContainText('"quantity": 1');
  await expect(panel(page).getByTestId('devtools-diff')).toContainText('cart.lines[0]');
  await detail.getByRole('button', { name: 'Jump to this action' }).click();
  await expect(panel(page).getByRole('status').first()).toContainText('In the past');
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await panel(page).getByRole('button', { name: 'Back to the present' }).click();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  await expect(log).toHaveCount(2);
});

test('cart is unmounted, mounted again and started anew, and works each time', async ({ page }) => {
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.keyboard.press(KEY);
  await tab(page, 'Remotes').click();
  await remote(page, 'cart').getByRole('button', { name: 'Unmount cart' }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(0);
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'idle');
  expect(await remoteOf(page, 'cart')).toMatchObject({ status: 'ready', mounts: 0 });
  await remote(page, 'cart').getByRole('button', { name: 'Remount cart' }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'ready');
  const before = (await metrics(page)).remoteRestarts;
  await remote(page, 'cart').getByRole('button', { name: 'Restart cart' }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.getByTestId('qty-input').fill('3');
  await expect(page.getByTestId('cart-badge')).toHaveText('3');
  expect((await metrics(page)).remoteRestarts).toBe(before + 1);
  expect(await remoteOf(page, 'cart')).toMatchObject({ status: 'ready', mounts: 1, sync: 'actions' });
});
