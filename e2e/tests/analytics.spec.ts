// Remotes report what shoppers do as events, and the host's analytics send them in the background.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import initSqlJs from 'sql.js';
import { HOST_PORT } from '../playwright.config';
import { ownServer, root } from './own_server';
import { addToCart, expect, forgive, logIn, open, test } from './shop';

const port = HOST_PORT + 80;

/** Events stored by the server, oldest first. */
async function keptEvents(database: string) {
  const { Database } = await initSqlJs();
  const [rows] = new Database(readFileSync(database)).exec('SELECT type, pieces, total_cents FROM events ORDER BY seq');
  return rows?.values ?? [];
}

const cents = async (page: Page, testId: string) => Number((await page.getByTestId(testId).innerText()).replace(/\D/g, ''));

test('a purchase dispatches three events, which reach the database', async ({ page, errors }) => {
  const shop = await ownServer(port, () => {});
  await page.goto(`http://localhost:${port}/login`);
  await logIn(page);
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  const total = await cents(page, 'checkout-total');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  // Leaving the page sends the queued events.
  await page.goto('about:blank');
  // Playwright does not report a beacon after its page. A later request of the same browser is answered after it.
  await page.goto(`http://localhost:${port}/`);
  // A page that is left asks for nothing more while the server stops.
  await page.goto('about:blank');
  await shop.stop(async (database) => {
    expect(await keptEvents(database)).toEqual([
      ['cart:open', 2, total],
      ['checkout:started', 2, total],
      ['order:placed', 2, total],
    ]);
  });
  // It may have asked just before.
  forgive(errors, /ERR_CONNECTION_REFUSED/);
});

const report = (page: Page) => page.waitForRequest((request) => request.url().endsWith('/api/events'));

test('events of one moment are sent together, each once', async ({ page }) => {
  await open(page, '/products');
  const reports: string[] = [];
  page.on('request', (request) => request.url().endsWith('/api/events') && reports.push(request.postData()!));
  const first = report(page);
  await page.evaluate(() => {
    for (const pieces of [1, 2, 3]) {
      const detail = { pieces, totalCents: pieces * 100, phone: '+15551234567' };
      document.dispatchEvent(new CustomEvent('cart:open', { bubbles: true, detail }));
    }
  });
  const sent = (await first).postDataJSON();
  expect(sent).toEqual([1, 2, 3].map((pieces) => ({ type: 'cart:open', pieces, totalCents: pieces * 100 })));
  expect((await (await first).response())?.status()).toBe(204);
  await page.goto('about:blank');
  expect(reports).toHaveLength(1);
});

test('foreign events under these names are ignored and cause no flood', async ({ page }) => {
  await open(page, '/products');
  const sent = report(page);
  await page.evaluate(() => {
    const tell = (detail: unknown) => document.dispatchEvent(new CustomEvent('order:placed', { bubbles: true, detail }));
    const good = { pieces: 1, totalCents: 5 };
    for (const bad of [undefined, null, 7, 'text', [], {}, { pieces: 1 }]) tell(bad);
    for (const bad of ['1', 1.5, NaN, Infinity, 2 ** 53, 1n, Symbol('one'), {}, 'x'.repeat(1e6)]) {
      tell({ ...good, pieces: bad });
      tell({ ...good, totalCents: bad });
    }
    for (let count = 0; count < 1000; count++) tell(good);
  });
  const events = (await sent).postDataJSON();
  expect(events).toEqual(Array(32).fill({ type: 'order:placed', pieces: 1, totalCents: 5 }));
});

test('the analytics work on an empty page without the shop', async ({ page }) => {
  const script = readFileSync(join(root, 'host/analytics.js'), 'utf8');
  await page.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body: `<script>${script}</script>` }));
  await page.route('**/api/events', (route) => route.fulfill({ status: 204 }));
  await page.goto('/empty');
  expect(await page.evaluate(() => '__TARN__' in window)).toBe(false);
  const sent = report(page);
  await page.evaluate(() => dispatchEvent(new CustomEvent('cart:open', { detail: { pieces: 1, totalCents: 2 } })));
  expect((await sent).postDataJSON()).toEqual([{ type: 'cart:open', pieces: 1, totalCents: 2 }]);
});
