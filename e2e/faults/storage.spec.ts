// The browser's storage is really full: the shop works without it, and persists its state as soon as there is room.
import type { Page } from '@playwright/test';
import { addToCart, open, reload } from '../tests/shop';
import { counted, expect, logInBeforehand, test } from './shop_behind_proxy';

/** Fills the storage to the last character. */
const fill = (page: Page, area: 'localStorage' | 'sessionStorage') =>
  page.evaluate((area) => {
    for (let length = 1 << 22; length >= 1; length >>= 1) {
      try {
        for (let more = 0; more < 3; more++) window[area].setItem(`filler ${length} ${more}`, 'x'.repeat(length));
      } catch {
        // Half of the text may fit.
      }
    }
  }, area);

const makeRoom = (page: Page, area: 'localStorage' | 'sessionStorage') =>
  page.evaluate((area) => {
    for (const key of Object.keys(window[area])) if (key.startsWith('filler')) window[area].removeItem(key);
  }, area);

test(
  'local storage is full: the cart lives as long as the page, and is persisted when there is room',
  counted('storage full', 'cart'),
  async ({ page, said: _ }) => {
    const warned: string[] = [];
    page.on('console', (message) => message.text().includes('FED-015') && warned.push(message.text()));
    await open(page, '/products');
    await fill(page, 'localStorage');
    await addToCart(page, 2);
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    await page.waitForTimeout(600);
    expect(warned).toHaveLength(1);
    expect(warned[0]).toContain('cannot be stored');
    await makeRoom(page, 'localStorage');
    await page.getByTestId('add-to-cart').nth(2).click();
    await expect(page.getByTestId('cart-badge')).toHaveText('3');
    await page.waitForTimeout(600);
    await reload(page);
    await expect(page.getByTestId('cart-badge')).toHaveText('3');
  },
);

test('both storages are full: the purchase works', counted('storage full', 'payment'), async ({ page, context, said: _ }) => {
  await logInBeforehand(context);
  await open(page, '/products');
  await fill(page, 'localStorage');
  await fill(page, 'sessionStorage');
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
});
