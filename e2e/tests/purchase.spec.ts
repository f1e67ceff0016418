// A purchase with failures on the way, or with other changes during it.
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, open, reload, state, test } from './shop';

const toPayment = async (page: Page) => {
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line').first()).toBeVisible();
};

const dispatch = (page: Page, action: object) => page.evaluate((action) => window.__TARN__.store.dispatch(action as never), action);

/** Holds the answer to the order until it is released. */
async function holdTheAnswer(page: Page) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let answered = () => {};
  const isPlaced = new Promise<void>((resolve) => (answered = resolve));
  await page.route('**/api/orders', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch();
    answered();
    await held;
    await route.fulfill({ response });
  });
  return { letGo, isPlaced };
}

/** Fails the first order: before it is sent, or after it was placed, by losing its answer. Returns the keys of all sent orders. */
async function breakTheFirstOrder(page: Page, when: 'before' | 'after') {
  const keys: string[] = [];
  await page.route('**/api/orders', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    if (when === 'after') await route.fetch();
    await route.abort();
  });
  return keys;
}

test('an order whose answer is lost together with the page is not placed twice', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 2);
  await toPayment(page);
  const keys = await breakTheFirstOrder(page, 'after');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toBeVisible();
  await page.route('**/api/purchases/*', (route) => route.abort());
  await reload(page);
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
  // The same products again are another purchase.
  await addToCart(page, 2);
  await toPayment(page);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(2);
  expect(keys[2]).not.toBe(keys[0]);
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('ERR_FAILED')));
});

test('a purchase changed after a lost answer keeps its key, so that a placed order is found', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 1);
  await toPayment(page);
  const keys = await breakTheFirstOrder(page, 'before');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toBeVisible();
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('qty-input').fill('3');
  await toPayment(page);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toContainText('3 items');
  expect(new Set(keys).size).toBe(1);
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('ERR_FAILED')));
});

test('a product added during the order stays in the cart', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 2);
  await toPayment(page);
  const { letGo, isPlaced } = await holdTheAnswer(page);
  await page.getByTestId('pay').click();
  await isPlaced;
  const [line] = (await state(page)).cart.lines;
  await dispatch(page, { type: 'cart/addToCart', payload: { ...line, quantity: 2 } });
  letGo();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  expect((await state(page)).cart.lines).toMatchObject([{ productId: line.productId, quantity: 2 }]);
});

test("an order answered after a logout does not change the next shopper's cart", async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  await toPayment(page);
  const { letGo, isPlaced } = await holdTheAnswer(page);
  await page.getByTestId('pay').click();
  await isPlaced;
  const { cart, user } = await state(page);
  await dispatch(page, { type: 'user/clearUser' });
  await dispatch(page, { type: 'user/setUser', payload: { user: { ...user.user, id: 'somebody-else' } } });
  await dispatch(page, { type: 'user/setIsLoggedIn', payload: { isLoggedIn: true } });
  await dispatch(page, { type: 'cart/addToCart', payload: cart.lines[0] });
  const answered = page.waitForResponse('**/api/orders');
  letGo();
  await answered;
  await page.waitForTimeout(300);
  expect((await state(page)).cart.lines).toEqual(cart.lines);
});

test('only selected lines are paid, the rest stays in the cart', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  const rest = (await state(page)).cart.lines[1];
  await page.getByTestId('cart-line').nth(1).getByRole('checkbox').uncheck();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  expect((await state(page)).cart.lines).toEqual([rest]);
  await expect(page.getByTestId('cart-badge')).toHaveText(`${rest.quantity}`);
});

test('a deselected line stays deselected on the way to the payment and back, and over a reload', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  const boxes = page.getByTestId('cart-line').getByRole('checkbox');
  await boxes.nth(1).uncheck();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await page.goBack();
  for (const again of [false, true]) {
    if (again) await reload(page);
    await expect(boxes).toHaveCount(3);
    await expect(boxes.nth(0)).toBeChecked();
    await expect(boxes.nth(1)).not.toBeChecked();
  }
  await page.getByTestId('go-to-checkout').click();
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  // Only the rest is left to buy.
  await page.getByTestId('nav-cart').click();
  await expect(boxes).toHaveCount(1);
  await expect(boxes).toBeChecked();
});

test('an order opens from the list, and an unknown one is reported', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 2);
  await toPayment(page);
  const total = await page.getByTestId('checkout-total').innerText();
  await page.getByTestId('pay').click();
  await page.getByTestId('order-link').click();
  await expect(page.getByTestId('order-detail')).toBeVisible();
  await expect(page.getByTestId('order-line')).toHaveCount(2);
  await expect(page.getByTestId('order-total')).toHaveText(total);
  await expect(page.getByTestId('order-status')).toHaveText('Paid');
  await reload(page);
  await expect(page.getByTestId('order-line')).toHaveCount(2);
  await open(page, '/orders/NOSUCH');
  await expect(page.getByTestId('order-unknown')).toBeVisible();
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
});
