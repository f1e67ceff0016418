// A control that disappears when it is pressed passes its focus on. A focus on the body would send keyboard users back to the top.
import { addToCart, expect, logIn, open, test } from './shop';
import type { Page } from '@playwright/test';

async function openCart(page: Page, lines: number) {
  await open(page, '/login?next=%2Fcart');
  await logIn(page);
  await addToCart(page, lines);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(lines);
}

test('removing a line by keyboard focuses Undo, and Undo focuses the line', async ({ page }) => {
  await openCart(page, 2);
  const remove = page.getByTestId('remove-line');
  const product = await page.getByTestId('cart-line').first().getAttribute('data-product');
  await remove.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cart-undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  await expect(page.locator(`[data-product=${product}]`).getByTestId('remove-line')).toBeFocused();
});

test('dismissing a removal focuses the next line, or the title when none is left', async ({ page }) => {
  await openCart(page, 2);
  const remove = page.getByTestId('remove-line');
  const dismiss = page.getByTestId('cart-removed').getByRole('button', { name: 'Dismiss' });
  await remove.first().press('Enter');
  await expect(page.getByTestId('cart-undo')).toBeFocused();
  await dismiss.press('Enter');
  await expect(remove).toHaveCount(1);
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  await expect(page.getByTestId('cart-undo')).toBeFocused();
  await dismiss.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your cart', exact: true })).toBeFocused();
});

test('a stepper keeps the focus at its limit', async ({ page }) => {
  await openCart(page, 1);
  const [less, more] = [page.getByRole('button', { name: /^One .* less$/ }), page.getByRole('button', { name: /^One .* more$/ })];
  await more.press('Enter');
  await expect(page.getByTestId('qty-input')).toHaveValue('2');
  await less.press('Enter');
  await expect(page.getByTestId('qty-input')).toHaveValue('1');
  await expect(less).toBeDisabled();
  await less.press('Enter');
  await expect(less).toBeFocused();
  await expect(page.getByTestId('qty-input')).toHaveValue('1');
});

test('a line that another tab removes passes the focus to the content', async ({ page, context }) => {
  await openCart(page, 2);
  await page.getByTestId('remove-line').first().focus();
  const other = await context.newPage();
  await open(other, '/cart');
  await other.getByTestId('remove-line').first().click();
  await page.bringToFront();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await expect(page.locator('body')).not.toBeFocused();
});

test('a retried payment focuses the Pay button', async ({ page, errors }) => {
  await openCart(page, 1);
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('pay')).toBeVisible();
  await page.route('**/api/orders', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  await page.getByTestId('pay').press('Enter');
  const retry = page.getByTestId('pay-problem').getByTestId('retry');
  await expect(retry).toBeVisible({ timeout: 15_000 });
  await retry.press('Enter');
  await expect(page.getByTestId('pay')).toBeFocused();
  errors.length = 0;
});

test('a message that is dismissed passes the focus to the content', async ({ page }) => {
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  await page.getByTestId('toast').getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(page.getByTestId('toast')).toHaveCount(0);
  await expect(page.locator('#main')).toBeFocused();
});

test('each step of the login focuses its field', async ({ page }) => {
  await open(page, '/login');
  await page.getByTestId('login-phone').fill('+15550107799');
  await page.getByTestId('login-submit').press('Enter');
  await expect(page.getByTestId('login-code')).toBeFocused();
  await page.getByTestId('login-change-number').press('Enter');
  await expect(page.getByTestId('login-phone')).toBeFocused();
});
