// Each remote on its own page: its own store, and the wasm that the host loads.
import { REMOTE_PORT_BASE } from '../playwright.config';
import { expect, test } from './shop';

const remotes = [
  { name: 'auth', landmark: 'login-phone' },
  { name: 'cart', landmark: 'cart-line' },
  { name: 'products', landmark: 'product-card' },
  { name: 'orders', landmark: 'orders-empty' },
  { name: 'account', landmark: 'profile-name' },
];

remotes.forEach(({ name, landmark }, index) => {
  test(`${name} works alone, with its own store`, async ({ page, request, baseURL }) => {
    const origin = `http://localhost:${REMOTE_PORT_BASE + index}`;
    await page.goto(origin);
    await expect.poll(() => page.evaluate(() => window.__TARN__?.mode)).toBe('standalone');
    if (name !== 'auth') {
      await page.getByTestId('dev-log-in').click();
      await expect(page.getByTestId('login-state')).not.toHaveText('guest');
      await page.getByTestId('dev-fill-cart').click();
      await expect(page.getByTestId('cart-badge')).toHaveText('3');
      if (new URL(page.url()).pathname !== '/') await page.goBack();
    }
    await expect(page.getByTestId(landmark).first()).toBeVisible();
    expect(await page.evaluate(() => window.__TARN__.stores)).toBe(1);
    const alone = await (await request.get(`${origin}/remote.json`)).json();
    const hosted = await (await request.get(`${baseURL}/remotes/${name}/remote.json`)).json();
    expect(alone.integrity).toEqual(hosted.integrity);
  });
});

test('a logout in the bar clears the cart', async ({ page }) => {
  const account = `http://localhost:${REMOTE_PORT_BASE + 4}`;
  await page.goto(account);
  await page.getByTestId('dev-log-in').click();
  await expect(page.getByTestId('login-state')).not.toHaveText('guest');
  // The guest was redirected to a login, which this page does not have.
  await page.goto(account);
  await expect(page.getByTestId('profile-name')).toBeVisible();
  await page.getByTestId('dev-fill-cart').click();
  await expect(page.getByTestId('cart-badge')).toHaveText('3');
  await page.getByTestId('dev-log-out').click();
  await expect(page.getByTestId('login-state')).toHaveText('guest');
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  await expect(page.getByTestId('profile-name')).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('login-state')).toHaveText('guest');
});

test('orders alone takes the payment for the handoff of the bar', async ({ page }) => {
  const orders = `http://localhost:${REMOTE_PORT_BASE + 3}`;
  await page.goto(orders);
  await page.getByTestId('dev-log-in').click();
  await expect(page.getByTestId('login-state')).not.toHaveText('guest');
  await page.getByTestId('dev-fill-cart').click();
  await page.getByTestId('dev-hand-off').click();
  await page.goto(`${orders}/checkout/payment`);
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
});

for (const [fault, answer] of [
  ['nothing answers', undefined],
  ['a proxy answers 502', { status: 502, contentType: 'text/html', body: '<title>Bad gateway</title>' }],
] as const) {
  test(`a remote alone names the missing server and its command when ${fault} at /api`, async ({ page, errors }) => {
    await page.route('**/api/**', (route) => (answer ? route.fulfill(answer) : route.abort()));
    await page.goto(`http://localhost:${REMOTE_PORT_BASE + 1}`);
    const said = page.getByTestId('toast');
    await expect(said).toContainText('No shop answers at /api');
    await expect(said).toContainText('cargo xtask serve, with -- --no-standalone');
    await page.getByTestId('dev-log-in').click();
    await expect(page.getByTestId('login-state')).toHaveText('Ada Sample');
    await page.getByTestId('dev-fill-cart').click();
    await expect(page.getByTestId('cart-badge')).toHaveText('3');
    errors.splice(0, errors.length, ...errors.filter((error) => !/ERR_FAILED|502/.test(error)));
  });
}

test('a deep link into a remote alone shows that component', async ({ page }) => {
  await page.goto(`http://localhost:${REMOTE_PORT_BASE + 2}/product/p7`);
  await expect(page.getByTestId('product-detail')).toBeVisible();
});

test('auth alone offers the login while the session is unknown, and Try again queries it', async ({ page, errors }) => {
  await page.clock.install();
  await page.route('**/api/auth/refresh', (route) => route.abort());
  await page.goto(`http://localhost:${REMOTE_PORT_BASE}/login`);
  await expect(page.getByTestId('login-unknown')).toContainText('cannot check right now');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  // From here on, no timer triggers a query.
  await page.clock.pauseAt(Date.now() + 60_000);
  const again = page.getByTestId('login-check-again');
  await expect(again).not.toHaveAttribute('aria-busy', 'true');
  await page.unroute('**/api/auth/refresh');
  await again.click();
  await expect(page.getByTestId('login-unknown')).toHaveCount(0);
  await expect(page.getByTestId('login-phone')).toBeVisible();
  errors.splice(0, errors.length, ...errors.filter((error) => !/ERR_FAILED|Failed to load/.test(error)));
});
