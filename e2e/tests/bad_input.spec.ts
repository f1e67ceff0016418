// Corrupt storage, a dead or broken server, two tabs: a clear message, and nothing lost.
import { addToCart, expect, logIn, open, state, test, withoutRenderedHtml } from './shop';

for (const [what, value] of [
  ['corrupt', '{"schema": 1, "lines": [{'],
  ['of wrong types', '{"schema": 1, "lines": [{"productId": 7, "quantity": "many"}]}'],
  ['with an impossible quantity', '{"schema":1,"lines":[{"productId":"p1","name":"Mug","priceCents":1,"quantity":0,"image":""}]}'],
  ['huge', `"${'x'.repeat(2_000_000)}"`],
]) {
  test(`a stored cart that is ${what} is discarded and counted, and the shop works`, async ({ page }) => {
    await page.addInitScript((stored) => {
      if (!sessionStorage.getItem('planted')) localStorage.setItem('shop.cart', stored);
      sessionStorage.setItem('planted', 'yes');
    }, value);
    await open(page, '/products');
    await page.getByTestId('add-to-cart').first().click();
    await expect(page.getByTestId('cart-badge')).toHaveText('1');
    expect(await page.evaluate(() => window.__TARN__.metrics().bridgeDropped)).toBe(1);
    await page.waitForTimeout(500);
    await page.reload();
    await expect(page.getByTestId('cart-badge')).toHaveText('1');
  });
}

test('a stored quantity above the current limit is reduced to the limit', async ({ page }) => {
  await page.addInitScript(() => {
    const line = { productId: 'p1', name: 'Mug', priceCents: 1, quantity: 10_000_000, image: '' };
    localStorage.setItem('shop.cart', JSON.stringify({ schema: 1, lines: [line] }));
  });
  await open(page, '/products');
  await expect(page.getByTestId('cart-badge')).toHaveText('999');
});

test('a damaged handoff is reported, and the cart is kept', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  await page.evaluate(() => sessionStorage.setItem('shop.checkout', '{"schema":1,"lines":[{"quantity":-1}]}'));
  await page.evaluate(() => history.pushState(null, '', '/'));
  await open(page, '/checkout/payment');
  await expect(page.getByTestId('checkout-missing')).toBeVisible();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
});

test('the API down: the list says so, and a retry works', async ({ page, errors }) => {
  await withoutRenderedHtml(page);
  await page.route('**/api/products*', (route) => route.abort());
  await open(page, '/products');
  await expect(page.getByTestId('retry')).toBeVisible();
  await page.unroute('**/api/products*');
  await page.getByTestId('retry').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  errors.length = 0;
});

for (const body of ['<html>a proxy speaks</html>', '{"items": "none"}', 'null']) {
  test(`the answer ${body} of the API does not look like an empty shop`, async ({ page, errors }) => {
    await withoutRenderedHtml(page);
    await page.route('**/api/products*', (route) => route.fulfill({ contentType: 'application/json', body }));
    await open(page, '/products');
    await expect(page.getByTestId('retry')).toBeVisible();
    errors.length = 0;
  });
}

test('a slow API shows a skeleton, not an empty page', async ({ page }) => {
  await withoutRenderedHtml(page);
  await page.route('**/api/products*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await open(page, '/products');
  await expect(page.locator('[data-testid="remote-slot"][data-status="ready"] [aria-busy="true"]').first()).toBeVisible();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});

test('a session that cannot be restored leaves a shop that works, and says so', async ({ page, errors }) => {
  await page.route('**/api/auth/refresh', (route) => route.abort());
  await open(page, '/products');
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await expect(page.getByTestId('toast').first()).toBeVisible();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  errors.length = 0;
});

test('in the cart, -1, 0 and 10,000,000 are refused at the field, and the line stays', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  const quantity = page.getByTestId('qty-input');
  for (const wrong of ['-1', '0', '10000000', '1.5', '1e3', '２千']) {
    await quantity.fill(wrong);
    await expect(page.getByTestId('cart-line').getByRole('alert')).toContainText('from 1 to 999');
    await expect(quantity).toHaveAttribute('aria-invalid', 'true');
    await quantity.blur();
    await expect(quantity).toHaveValue('1');
    await expect(page.getByTestId('cart-badge')).toHaveText('1');
  }
});

test('a quantity accepts the digits of any script, and the arrow keys', async ({ page }) => {
  await logIn(page);
  await open(page, '/products');
  await page.getByTestId('product-card').first().getByRole('link').first().click();
  const chosen = page.getByTestId('product-quantity');
  await chosen.fill('３');
  await expect(chosen).toHaveValue('3');
  await chosen.press('ArrowDown');
  await expect(chosen).toHaveValue('2');
  await page.getByTestId('add-to-cart').click();
  await page.getByTestId('nav-cart').click();
  const quantity = page.getByTestId('qty-input');
  await expect(quantity).toHaveValue('2');
  for (const [typed, meant] of [
    ['٤', '4'],
    ['۵', '5'],
    [' ６ ', '6'],
  ]) {
    await quantity.fill(typed);
    await expect(quantity).toHaveValue(meant);
    await expect(page.getByTestId('cart-badge')).toHaveText(meant);
  }
  await quantity.press('ArrowUp');
  await expect(page.getByTestId('cart-badge')).toHaveText('7');
});

test('an invalid quantity is not replaced by another one', async ({ page }) => {
  await open(page, '/product/p1');
  const chosen = page.getByTestId('product-quantity');
  await chosen.fill('7');
  for (const wrong of ['1000', '-7', '7.5', '0']) {
    await chosen.fill(wrong);
    await page.getByTestId('add-to-cart').click();
    await expect(chosen).toHaveValue(wrong);
    await expect(chosen).toBeFocused();
    await expect(page.getByText(/Please enter a number from 1 to/)).toBeVisible();
  }
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  await chosen.fill('2');
  await page.getByTestId('add-to-cart').click();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
});

test('two tabs share the cart, and a logout applies to both', async ({ page, context }) => {
  await logIn(page);
  await addToCart(page, 1);
  const other = await context.newPage();
  await page.waitForTimeout(300);
  await open(other, '/products');
  await expect(other.getByTestId('cart-badge')).toHaveText('1');
  await other.getByTestId('add-to-cart').nth(5).click();
  await expect(other.getByTestId('cart-badge')).toHaveText('2');
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await page.getByTestId('add-to-cart').nth(7).click();
  await expect(other.getByTestId('cart-badge')).toHaveText('3');
  await other.getByTestId('nav-account').click();
  await other.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  expect((await state(page)).cart.lines).toEqual([]);
});

test('wrong codes are counted down, and a new code can be requested', async ({ page, errors }) => {
  await open(page, '/login');
  await page.getByTestId('login-phone').fill('+15550177');
  await page.getByTestId('login-submit').click();
  const code = await page.getByTestId('login-demo-code').innerText();
  const wrong = code === '000000' ? '111111' : '000000';
  for (let time = 0; time < 5; time++) {
    await page.getByTestId('login-code').fill(wrong);
    await page.getByTestId('login-submit').click();
    await expect(page.getByTestId('login-error')).toBeVisible();
    await expect(page.getByTestId('login-submit')).not.toHaveAttribute('aria-busy', 'true');
  }
  await expect(page.getByTestId('login-error')).toContainText(/new (code|one)/i);
  await expect(page.getByTestId('login-resend')).toBeVisible();
  errors.length = 0;
});
