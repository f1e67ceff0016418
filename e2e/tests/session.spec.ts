// Sessions that expire, sessions that the page cannot query, and logouts that do not reach the server.
import type { BrowserContext, Page } from '@playwright/test';
import { addToCart, expect, forgive, logIn, open, path, reload, state, test } from './shop';

const REFRESH = '**/api/auth/refresh';
const LOGOUT = '**/api/auth/logout';
const LOGOUT_KEY = 'shop.logout';

const types = (page: Page) => page.evaluate(() => window.__TARN__.log().map(({ type }) => type));
const note = (page: Page) => page.evaluate((key) => localStorage.getItem(key), LOGOUT_KEY);
const restored = (page: Page) => expect(page.getByTestId('nav-account')).toBeVisible();

/** Failed requests that these tests provoke. */
const PROVOKED = /status of (40[13]|50[03])|ERR_/;

async function toPayment(page: Page) {
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line').first()).toBeVisible();
}

/** The session is gone, and the page's access token is refused. */
async function expire(context: BrowserContext, page: Page) {
  await context.clearCookies();
  await page.route('**/api/orders', (route) => route.fulfill({ status: 401, json: { error: { code: 'token_expired', message: 'Expired.' } } }));
}

test('a session that expires on the payment page keeps the cart in every tab, and the login leads back', async ({ page, context, errors }) => {
  const phone = await logIn(page);
  await addToCart(page, 2);
  const other = await context.newPage();
  await open(other, '/products');
  await expect(other.getByTestId('cart-badge')).toHaveText('2');
  await toPayment(page);
  await expire(context, page);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  expect(await types(page)).toContain('user/sessionExpired');
  expect((await state(page)).user).toMatchObject({ isLoggedIn: false, user: null, hasAccessToken: false });
  for (const each of [page, other]) await expect(each.getByTestId('cart-badge')).toHaveText('2');
  await page.unroute('**/api/orders');
  await logIn(page, phone);
  await expect.poll(() => path(page)).toBe('/checkout/payment');
  for (const each of [page, other]) await expect(each.getByTestId('cart-badge')).toHaveText('2');
  forgive(errors, PROVOKED);
});

test('after a session has expired, another user sees no data of the first', async ({ page, context, errors }) => {
  await logIn(page);
  await addToCart(page, 1);
  await page.evaluate(() => (sessionStorage['orders.draft'] = '"of the first"'));
  await expire(context, page);
  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  expect(await page.evaluate(() => sessionStorage['orders.draft'])).toBe('"of the first"');
  await page.unroute('**/api/orders');
  await logIn(page);
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  expect(await page.evaluate(() => sessionStorage['orders.draft'])).toBeUndefined();
  forgive(errors, PROVOKED);
});

/** Stops the clock from the next load on: the page queries the session only for a reason, not because of a timer. */
async function stopTime(page: Page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

for (const [fault, answer] of [
  ['is lost', undefined],
  ['is a 503', { status: 503, body: 'busy' }],
  ['is the HTML of a captive portal', { status: 200, contentType: 'text/html', body: '<title>Log in to the hotel</title>' }],
] as const) {
  test(`a session whose first answer ${fault} is restored by the next navigation, without a redirect to the login`, async ({ page, errors }) => {
    await logIn(page);
    await page.route(REFRESH, (route) => (answer ? route.fulfill(answer) : route.abort()));
    await stopTime(page);
    await open(page, '/products');
    await expect(page.getByTestId('toast').first()).toBeVisible();
    expect((await state(page)).user.status).toBe('restoring');
    await page.unroute(REFRESH);
    await page.getByTestId('nav-orders').click();
    await expect(page.getByTestId('orders-empty')).toBeVisible();
    expect(path(page)).toBe('/orders');
    await page.evaluate(() => window.__TARN__.ready);
    forgive(errors, PROVOKED);
  });
}

for (const [chance, happen] of [
  ['the network is back', (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')))],
  ['the page is focused', (page: Page) => page.evaluate(() => void dispatchEvent(new Event('focus')))],
  ['the page is seen', (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))],
  ['some time has passed', (page: Page) => page.clock.fastForward(30_000)],
] as const) {
  test(`a session whose query failed is restored when ${chance}`, async ({ page, errors }) => {
    await logIn(page);
    await page.route(REFRESH, (route) => route.abort());
    await stopTime(page);
    await open(page, '/orders');
    await expect(page.getByTestId('toast').first()).toBeVisible();
    expect(path(page)).toBe('/orders');
    await page.unroute(REFRESH);
    await happen(page);
    await expect(page.getByTestId('orders-empty')).toBeVisible();
    await restored(page);
    forgive(errors, PROVOKED);
  });
}

test('a logout that did not reach the server is completed by the next load of any tab', async ({ page, context, errors }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await context.route('**/api/auth/*', (route) => route.abort());
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  expect(await note(page)).not.toBeNull();
  // The server is still unreachable: a load does not restore the session.
  await reload(page);
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await context.unroute('**/api/auth/*');
  const other = await context.newPage();
  const asked: string[] = [];
  other.on('request', (request) => request.url().includes('/api/auth/') && asked.push(new URL(request.url()).pathname));
  await open(other, '/');
  await expect(other.getByTestId('nav-login')).toBeVisible();
  await expect.poll(() => asked.slice(0, 2)).toEqual(['/api/auth/logout', '/api/auth/refresh']);
  await expect.poll(() => note(other)).toBeNull();
  await reload(page);
  await expect(page.getByTestId('nav-login')).toBeVisible();
  forgive(errors, PROVOKED);
});

test('a login after a logout that did not reach the server is kept', async ({ page, context, errors }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await context.route(LOGOUT, (route) => route.abort());
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await logIn(page);
  expect(await note(page)).toBeNull();
  await context.unroute(LOGOUT);
  await reload(page);
  await restored(page);
  forgive(errors, PROVOKED);
});

test('a logout removes the data of remotes in every tab, including one restored later', async ({ page, context }) => {
  await logIn(page);
  const other = await context.newPage();
  await open(other, '/');
  await restored(other);
  for (const each of [page, other]) {
    await each.evaluate(() => {
      sessionStorage['shop.checkout'] = '{"schema":1,"lines":[]}';
      sessionStorage['orders.unconfirmed'] = '"key"';
      sessionStorage['somebody else'] = 'stays';
    });
  }
  const kept = (each: Page) =>
    each.evaluate(() =>
      Object.keys(sessionStorage)
        .filter((key) => key !== 'shop.user')
        .sort(),
    );
  const restoredTab = await context.newPage();
  await open(restoredTab, '/');
  await restored(restoredTab);
  const storage = await restoredTab.evaluate((): Record<string, string> => ({ ...sessionStorage }));
  await restoredTab.close();
  await page.getByTestId('nav-account').click();
  await page.getByTestId('logout').click();
  await expect(other.getByTestId('nav-login')).toBeVisible();
  for (const each of [page, other]) expect(await kept(each)).toEqual(['somebody else']);
  // A tab restored by the browser has its sessionStorage again.
  const again = await context.newPage();
  await again.addInitScript(
    (storage) => {
      for (const [key, text] of Object.entries(storage)) sessionStorage.setItem(key, text);
    },
    { ...storage, 'orders.unconfirmed': '"key"', 'somebody else': 'stays' },
  );
  await open(again, '/');
  expect(await kept(again)).toEqual(['somebody else']);
});

/** Changes in another tab that this one misses: it behaves like a page in the back/forward cache. */
async function comesBack(page: Page) {
  await page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
}

test('a page from the back/forward cache has the current user, cart and server data', async ({ page, context, errors }) => {
  await logIn(page);
  await addToCart(page, 2);
  await page.evaluate(() => window.__TARN__.bridge(false));
  const other = await context.newPage();
  await open(other, '/account');
  await expect(other.getByTestId('cart-badge')).toHaveText('2');
  await other.getByTestId('logout').click();
  await expect(other.getByTestId('nav-login')).toBeVisible();
  await addToCart(other, 1);
  await expect(other.getByTestId('cart-badge')).toHaveText('1');
  await other.getByTestId('theme-toggle').click();
  const theme = await other.locator('html').getAttribute('data-theme');
  await other.close();
  await restored(page);
  const products = page.waitForRequest('**/api/products*');
  await comesBack(page);
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme!);
  await products;
  expect((await state(page)).user).toMatchObject({ isLoggedIn: false, user: null, hasAccessToken: false });
  forgive(errors, PROVOKED);
});

test('text typed into the profile stays when another tab saves, and the saved text is offered', async ({ page, context }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await page.getByTestId('profile-name').fill('Ada Lov');
  const other = await context.newPage();
  await open(other, '/account');
  await other.getByTestId('profile-name').fill('Countess');
  await other.getByTestId('profile-save').click();
  await expect(other.getByTestId('login-state')).toHaveText('Countess');
  await expect(page.getByTestId('profile-name-newer')).toContainText('Countess');
  await expect(page.getByTestId('profile-name')).toHaveValue('Ada Lov');
  await page.getByTestId('profile-name-take').click();
  await expect(page.getByTestId('profile-name')).toHaveValue('Countess');
  await expect(page.getByTestId('profile-name-newer')).toBeHidden();
});
