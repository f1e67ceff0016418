// Faults of pages that the server has rendered: what has arrived can be read and walked, the page says what is missing, and recovers.
import type { Page, Route } from '@playwright/test';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownServer } from './own_server';
import { expect, forgive, hold, holdApps, test } from './shop';

const PORT = 4396;
const SHOP = `http://localhost:${PORT}`;

const slot = (page: Page) => page.locator('main [data-remote=products]');

/** The server's HTML is there and can be walked. */
async function canBeRead(page: Page) {
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect(page.locator('[data-waiting]')).toHaveCount(0);
  await page.getByTestId('product-search').fill('kettle');
  await page.getByTestId('product-search').press('Enter');
  await expect(page).toHaveURL(/query=kettle/);
  await expect(page.getByTestId('product-card').first()).toContainText(/kettle/i);
}

/** The apps have taken the page over and work. */
async function works(page: Page) {
  await expect(slot(page)).toHaveAttribute('data-status', 'ready');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByTestId('product-card').first().getByTestId('add-to-cart').click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
}

const FAULTS = [
  ['is missing', 'FED-007', (route: Route) => route.fulfill({ status: 404 })],
  [
    'is damaged',
    'FED-005',
    async (route: Route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 2] ^= 1;
      await route.fulfill({ response, body });
    },
  ],
] as const;

for (const [what, code, respond] of FAULTS) {
  test(`the wasm of the remote ${what}: its HTML stays under the error, and Try again takes it over`, async ({ page, errors }) => {
    await page.route(/products_bg\.wasm/, respond);
    await page.goto('/products');
    await expect(page.getByTestId('remote-error')).toContainText(code);
    await expect(slot(page)).toHaveAttribute('data-status', 'failed');
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    // The host works.
    await page.getByTestId('theme-toggle').click();
    await expect(page.getByTestId('theme-toggle')).toHaveAttribute('aria-pressed', 'true');
    await page.unroute(/products_bg\.wasm/);
    await page.getByTestId('remote-retry').click();
    await works(page);
    forgive(errors, /404|FED-00|integrity/);
  });

  test(`the wasm of the host ${what}: the page names it and can be read, and a reload works`, async ({ page, errors }) => {
    await page.route(/host_bg\.wasm/, respond);
    await page.goto('/products');
    await expect(page.getByRole('alert')).toContainText(`${code}: `);
    await expect(page.getByRole('alert')).toContainText('host_bg.wasm');
    await canBeRead(page);
    await expect(page.getByRole('alert')).toContainText(`${code}: `);
    await page.unroute(/host_bg\.wasm/);
    await page.goto('/products');
    await works(page);
    forgive(errors, /404|FED-00|integrity/);
  });
}

test('the API fails after the page was sent: a fresh page needs no answer, a stale one shows its data and the failure', async ({ page, errors }) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/products');
  await works(page);
  let isOld = true;
  await page.route('**/product/p1', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const body = html.replace(/("tarn-data">\{"at":)(\d+)/, (_, before, at) => `${before}${isOld ? at - 120_000 : at}`);
    await route.fulfill({ response, body });
  });
  await page.goto('/product/p1');
  await expect(slot(page).getByTestId('retry')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByTestId('product-detail').getByTestId('add-to-cart')).toBeVisible();
  await page.unroute('**/api/**');
  isOld = false;
  await slot(page).getByTestId('retry').click();
  await expect(slot(page).getByTestId('retry')).toHaveCount(0);
  await expect(page.getByTestId('product-detail')).toBeVisible();
  forgive(errors, /ERR_FAILED/);
});

test.describe('with a server of its own', () => {
  // One port.
  test.describe.configure({ mode: 'default' });
  let shop: Awaited<ReturnType<typeof ownServer>>;

  test.beforeEach(async () => {
    shop = await ownServer(PORT, () => {});
  });

  test.afterEach(async ({ page }) => {
    // Idle time would ask the stopped server.
    await page.close();
    await shop.stop();
  });

  test('the database is damaged: the page comes as a skeleton for this browser alone, and shows the failure', async ({ page, errors }) => {
    const data = join(shop.dist, '../data');
    for (const name of readdirSync(data).filter((name) => /\.db(-wal)?$/.test(name)))
      writeFileSync(join(data, name), Buffer.alloc(statSync(join(data, name)).size, 7));
    const response = await page.goto(`${SHOP}/products`);
    expect(response!.status()).toBe(200);
    expect(response!.headers()['cache-control']).toBe('no-cache');
    expect((await response!.text()).match(/data-testid="product-card"/)).toBeNull();
    await expect(slot(page).getByTestId('retry')).toBeVisible();
    await expect(page.getByTestId('nav-cart')).toBeVisible();
    forgive(errors, /status of 500/);
  });

  test('the server dies after the page was sent: the page says so and stays, and a reload works', async ({ page, errors }) => {
    const start = await holdApps(page);
    await page.goto(`${SHOP}/products`, { waitUntil: 'domcontentloaded' });
    await page.getByTestId('add-to-cart').first().click();
    await shop.kill();
    start().catch(() => {});
    await expect(page.getByRole('alert')).toContainText('could not be started');
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await expect(page.locator('[data-waiting]')).toHaveCount(0);
    await shop.start();
    await page.reload();
    await works(page);
    forgive(errors, /ERR_CONNECTION|FED-007|dynamically imported module/);
  });

  test('the server dies between the host and the remote: Try again works when it is back', async ({ page, errors }) => {
    const release = await hold(page, /products_bg\.wasm/);
    await page.goto(`${SHOP}/products`, { waitUntil: 'domcontentloaded' });
    await expect(page.locator('html')).not.toHaveAttribute('data-rendered');
    await shop.kill();
    release();
    await expect(page.getByTestId('remote-error')).toBeVisible();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await shop.start();
    await page.getByTestId('remote-retry').click();
    await works(page);
    forgive(errors, /ERR_CONNECTION|FED-00/);
  });
});
