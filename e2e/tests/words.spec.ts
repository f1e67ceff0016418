// Texts for a first visitor: the reason for a login, the way back, the list of kept products.
import { addToCart, expect, logIn, open, path, test } from './shop';
import { ownServer } from './own_server';

for (const [address, sentence] of [
  ['/cart', 'Log in to see your cart.'],
  ['/checkout/payment', 'Log in to pay.'],
  ['/orders', 'Log in to see your orders.'],
  ['/account', 'Log in to see your account.'],
]) {
  test(`a redirect from ${address} to the login shows its reason`, async ({ page }) => {
    await open(page, address);
    await expect(page.getByTestId('login-phone')).toBeVisible();
    await expect(page.locator('.page-lead')).toContainText(sentence);
    expect(path(page)).toBe('/login');
  });
}

test('a chosen login shows no other reason', async ({ page }) => {
  await open(page, '/products');
  await page.getByTestId('nav-login').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await expect(page.locator('.page-lead')).toHaveText('We send a six-digit code to your phone. No password needed.');
});

test('the payment leads back to the cart', async ({ page }) => {
  await open(page, '/login?next=/products');
  await logIn(page);
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('pay')).toBeVisible();
  await page.getByRole('link', { name: 'Your cart', exact: true }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
});

test('kept products are listed, latest first, and a removed heart can be set again', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('kept-link')).toBeHidden();
  const hearts = page.getByTestId('wishlist-toggle');
  await hearts.nth(1).click();
  await hearts.nth(4).click();
  const ids = await page.getByTestId('product-card').evaluateAll((cards) => [4, 1].map((at) => cards[at].getAttribute('data-product')));
  await page.getByTestId('kept-link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kept for later');
  const cards = page.getByTestId('product-card');
  await expect(cards).toHaveCount(2);
  expect(await cards.evaluateAll((cards) => cards.map((card) => card.getAttribute('data-product')))).toEqual(ids);
  await hearts.first().click();
  await expect(hearts.first()).toHaveAttribute('aria-pressed', 'false');
  await hearts.first().click();
  await expect(hearts.first()).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('toast')).toContainText('was added to your cart.');
  await hearts.nth(0).click();
  await hearts.nth(1).click();
  await expect(page.getByTestId('kept-empty')).toBeVisible();
});

test('the account links to kept products, and unavailable ones are reported and removable', async ({ page }) => {
  await open(page, '/login?next=/products');
  await logIn(page);
  await page.getByTestId('wishlist-toggle').first().click();
  await page.evaluate(() => window.__TARN__.store.dispatch({ type: 'wishlist/keep', payload: { productId: 'gone' } }));
  await page.getByTestId('nav-account').click();
  await page.getByTestId('account-kept').click();
  await expect(page.getByTestId('product-card')).toHaveCount(1);
  await expect(page.getByTestId('kept-gone')).toContainText('One product that you kept is no longer sold.');
  await page.getByTestId('kept-gone').getByRole('button').click();
  await expect(page.getByTestId('kept-gone')).toHaveCount(0);
  await expect(page.getByTestId('product-card')).toHaveCount(1);
});

test('with --demo=false no page calls the shop a demonstration', async ({ page }) => {
  const port = 4371;
  const server = await ownServer(port, () => {}, ['--demo=false']);
  await open(page, `http://localhost:${port}/`);
  await expect(page.locator('.site-footer')).toBeVisible();
  await expect(page.getByText(/demo/i).filter({ visible: true })).toHaveCount(0);
  // Before the server stops, because the page still preloads.
  await open(page, '/');
  await server.stop();
  await expect(page.locator('.site-footer')).toContainText('demonstration');
});
