// The server is killed during a payment, at three moments: exactly one order is placed, and nothing is lost.
import type { BrowserContext, Page } from '@playwright/test';
import { addToCart, open } from '../tests/shop';
import { counted, expect, logInBeforehand, test } from './shop_behind_proxy';

const ORDERS = /\/api\/orders$/;

async function toPayment(page: Page) {
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
}

async function aboutToPay(page: Page, context: BrowserContext) {
  await logInBeforehand(context);
  await open(page, '/products');
  await addToCart(page, 2);
  await toPayment(page);
}

/** One order of both lines, an empty cart, and no unresolved purchase. */
async function isBoughtOnce(page: Page) {
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('order-row')).toContainText('2 items');
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  expect(await page.evaluate(() => window.__TARN__.store.getState().cart.purchase)).toBeNull();
  // The server has no other order.
  await page.goto('/orders');
  await expect(page.getByTestId('order-row')).toHaveCount(1);
}

test('the server is killed before the order arrives', counted('server killed', 'payment'), async ({ page, context, faults, shop, said: _ }) => {
  await aboutToPay(page, context);
  const held = faults.hold('request', ORDERS, 'POST');
  await page.getByTestId('pay').click();
  await held.isThere;
  await shop.kill();
  held.letGo();
  await expect(page.getByTestId('pay-problem')).toContainText('it will not be ordered twice');
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  // The server is still down.
  await page.getByTestId('retry').click();
  await expect(page.getByTestId('pay-problem')).toBeVisible();
  await shop.start();
  await page.getByTestId('retry').click();
  await isBoughtOnce(page);
});

test(
  'the server is killed between placing the order and answering',
  counted('server killed', 'payment'),
  async ({ page, context, faults, shop, said: _ }) => {
    await aboutToPay(page, context);
    const held = faults.hold('answer', ORDERS, 'POST');
    await page.getByTestId('pay').click();
    await held.isThere;
    await shop.kill();
    held.cut();
    await expect(page.getByTestId('pay-problem')).toContainText('it will not be ordered twice');
    await shop.start();
    await page.getByTestId('retry').click();
    await isBoughtOnce(page);
  },
);

for (const when of ['request', 'answer'] as const) {
  const what = when === 'answer' ? 'the order is placed' : 'the order has not arrived';
  test(`the server is killed during a reload, and ${what}`, counted('server killed', 'payment'), async ({ page, context, faults, shop, said: _ }) => {
    await aboutToPay(page, context);
    const held = faults.hold(when, ORDERS, 'POST');
    await page.getByTestId('pay').click();
    await held.isThere;
    await shop.kill();
    // Nothing answers, so the browser shows its own error. Until then, the old page would receive a released answer.
    await page.reload().catch(() => {});
    await expect.poll(() => page.evaluate(() => location.protocol).catch(() => 'changing')).toBe('chrome-error:');
    held.letGo();
    await shop.start();
    await open(page, '/checkout/payment');
    await expect(page.getByTestId('nav-account')).toBeVisible();
    if (when === 'request') {
      // Nothing was ordered: the purchase resumes where it was.
      await expect(page.getByTestId('checkout-line')).toHaveCount(2);
      await page.getByTestId('pay').click();
    } else {
      await expect(page.getByTestId('toast')).toContainText('was placed');
      await page.getByTestId('nav-orders').click();
    }
    await isBoughtOnce(page);
  });
}

test(
  'the server is killed and restarted between clicks: the next click works',
  counted('server killed', 'session'),
  async ({ page, context, shop, said: _ }) => {
    await aboutToPay(page, context);
    await shop.kill();
    await pageStays(page);
    await shop.start();
    await page.getByTestId('pay').click();
    await isBoughtOnce(page);
  },
);

/** The page keeps working, including navigation to loaded remotes. */
async function pageStays(page: Page) {
  await page.getByTestId('theme-toggle').click();
  await page.getByTestId('nav-cart').hover();
  await expect(page.getByTestId('mini-cart-line')).toHaveCount(2);
  await page.getByTestId('theme-toggle').hover();
}
