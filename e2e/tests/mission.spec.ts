// The project's mission, end to end.
import { addToCart, expect, logIn, open, path, state, test, withConnection } from './shop';

test('after a login in auth the cart opens without another redirect to /login', async ({ page }) => {
  await open(page, '/login');
  await logIn(page);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(path(page)).toBe('/cart');
  expect((await state(page)).user.isLoggedIn).toBe(true);
});

test('the cart redirects a guest to /login, and the login back', async ({ page }) => {
  await open(page, '/cart');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  expect(path(page)).toBe('/login');
  await logIn(page);
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(path(page)).toBe('/cart');
});

test('actions of auth reach header, cart and account', async ({ page }) => {
  const phone = await logIn(page);
  await expect(page.getByTestId('login-state')).toHaveText(phone);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('profile-name')).toBeVisible();
  await page.getByTestId('profile-name').fill('Ada Lovelace');
  await page.getByTestId('profile-save').click();
  await expect(page.getByTestId('login-state')).toHaveText('Ada Lovelace');
});

test('another code can be requested after a countdown, and an expired one is reported', async ({ page, errors }) => {
  // No background downloads: the minute that passes at once would be too short for them.
  await withConnection(page, { saveData: true });
  await page.clock.install();
  await open(page, '/login');
  await page.getByTestId('login-phone').fill('+15550199');
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-countdown')).toHaveText(/^New code in 0:\d\d$/);
  await expect(page.getByTestId('login-resend')).toBeDisabled();
  const seconds = Number((await page.getByTestId('login-countdown').innerText()).slice(-2));
  await page.clock.runFor(5_000);
  await expect.poll(async () => Number((await page.getByTestId('login-countdown').innerText()).slice(-2))).toBeLessThan(seconds - 3);
  await page.clock.runFor(60_000);
  await expect(page.getByTestId('login-countdown')).toHaveText('No code yet?');
  await expect(page.getByTestId('login-resend')).toBeEnabled();
  // The server uses its own clock, on which the minute has not passed.
  await page.getByTestId('login-resend').click();
  await expect(page.getByTestId('login-error')).toBeVisible();
  await expect(page.getByTestId('login-countdown')).toHaveText(/^New code in/);
  await page.route('**/api/auth/verify', (route) =>
    route.fulfill({ status: 410, json: { error: { code: 'code_expired', message: 'This code has expired. Please ask for a new one.' } } }),
  );
  await page.getByTestId('login-code').fill('123456');
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-error')).toContainText('This code has expired');
  await expect(page.getByTestId('login-countdown')).toHaveText('This code is used up.');
  await expect(page.getByTestId('login-submit')).toBeDisabled();
  await page.getByTestId('login-resend').click();
  await expect(page.getByTestId('login-error')).toHaveCount(0);
  await expect(page.getByTestId('login-demo-code')).toHaveText(/^\D*\d/);
  await expect(page.getByTestId('login-submit')).toBeEnabled();
  errors.splice(0, errors.length, ...errors.filter((error) => !/4(10|29)/.test(error)));
});

test('a reload of /cart while logged in shows no login on the way', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  await page.waitForTimeout(300);
  await page.addInitScript(() => {
    window.seenLogin = false;
    new MutationObserver(() => {
      if (document.querySelector('[data-testid="login-phone"], [data-testid="nav-login"]')) window.seenLogin = true;
    }).observe(document, { subtree: true, childList: true });
  });
  await open(page, '/cart');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  expect(path(page)).toBe('/cart');
  expect(await page.evaluate(() => window.seenLogin)).toBe(false);
});

test('badge, mini cart and cart page agree about a product added in products', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 3);
  await expect(page.getByTestId('toast').first()).toBeVisible();
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('4');
  await page.getByTestId('nav-cart').hover();
  await expect(page.getByTestId('mini-cart-line')).toHaveCount(3);
  const total = await page.getByTestId('mini-cart-total').innerText();
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  await expect(page.getByTestId('cart-total')).toHaveText(total);
  await page.getByTestId('qty-input').first().fill('5');
  await expect(page.getByTestId('cart-badge')).toHaveText('7');
});

test('a complete purchase reads its handoff once', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  const total = await page.getByTestId('cart-total').innerText();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await expect(page.getByTestId('checkout-total')).toHaveText(total);
  expect(path(page)).toBe('/checkout/payment');
  expect(await page.evaluate(() => sessionStorage.getItem('shop.checkout'))).toBeNull();
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  expect(path(page)).toBe('/orders');
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  await open(page, '/checkout/payment');
  await expect(page.getByTestId('checkout-missing')).toBeVisible();
});

test('ten clicks on pay place one order', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await page.getByTestId('pay').evaluate((button: HTMLElement) => {
    for (let click = 0; click < 10; click++) button.click();
  });
  await expect(page.getByTestId('order-row')).toHaveCount(1);
});

test('logging out in account clears user and cart everywhere', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.getByTestId('nav-account').click();
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  const { user, cart } = await state(page);
  expect(user).toMatchObject({ isLoggedIn: false, user: null, hasAccessToken: false });
  expect(cart.lines).toEqual([]);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
});

test('removing a line can be undone', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  const before = (await state(page)).cart.lines;
  await page.getByTestId('remove-line').first().click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.getByTestId('cart-undo').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  expect((await state(page)).cart.lines).toEqual(before);
});

test('a ticket and a chat in account are answered by the server', async ({ page }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await page.getByTestId('ticket-subject').fill('The lid is missing');
  await page.getByTestId('ticket-open').click();
  await expect(page.getByTestId('ticket-row')).toContainText('The lid is missing');
  await page.getByTestId('chat-input').fill('When do you ship?');
  await page.getByTestId('chat-input').press('Enter');
  await expect(page.getByTestId('chat-message')).toHaveCount(2);
  const { support, chat } = await state(page);
  expect(support.tickets[0].subject).toBe('The lid is missing');
  expect(chat.messages.map((message) => message.from)).toEqual(['me', 'shop']);
});
