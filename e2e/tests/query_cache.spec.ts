// Server data: one client and one cache for all remotes, in the page's owner.
import type { BrowserContext, Page, Request } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { ownServer } from './own_server';
import { addToCart, expect, hold, logIn, open, somePhone, state, test, withoutRenderedHtml } from './shop';

/** Records requests of the API below this path. */
function requests(page: Page, path: string, method = 'GET') {
  const seen: Request[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith(path) && request.method() === method) seen.push(request);
  });
  return seen;
}

const queries = (page: Page, prefix?: Federation.QueryKey) =>
  page.evaluate((prefix) => __TARN__.queries(prefix).map(({ data, ...rest }) => ({ ...rest, hasData: data !== undefined })), prefix);
const forgetErrors = (errors: string[], but: RegExp) => errors.splice(0, errors.length, ...errors.filter((error) => !but.test(error)));
const bridgeIsOpen = (page: Page) => expect.poll(() => page.evaluate(() => __TARN__.bridge().enabled)).toBe(true);

async function buy(page: Page) {
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row').first()).toBeVisible();
}

/** Hides or shows the page as a browser would: a headless browser shows all its pages at all times. */
const show = (page: Page, isVisible: boolean) =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    isVisible ? 'visible' : 'hidden',
  );

/** Lets the test advance the page's clock. */
const timeCanPass = (page: Page) =>
  page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + (window.passedMs ?? 0);
  });
const letPass = (page: Page, ms: number) => page.evaluate((ms) => Object.assign(window, { passedMs: ms }), ms);

test('the same request of two remotes is sent once, and both get the answer', async ({ page }) => {
  await logIn(page);
  await open(page, '/');
  const seen = requests(page, '/api/orders');
  const letGo = await hold(page, '**/api/orders');
  // One remote in Rust, one in JavaScript with its own copy of the same key.
  await page.getByTestId('nav-orders').click();
  await expect.poll(() => seen.length).toBe(1);
  await page.evaluate(() => {
    __TARN__.query(['orders', 'list'], '/api/orders', {}, (result) => Object.assign(window, { result }));
  });
  expect(await queries(page, ['orders'])).toMatchObject([{ observers: 2, isFetching: true }]);
  letGo();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  expect(await page.evaluate(() => window.result.data)).toEqual({ orders: [] });
  expect(seen).toHaveLength(1);
});

test('a key of another query is refused by name, and the page keeps working', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const thrown = await page.evaluate(() => {
    const tries = [
      () => __TARN__.query(['products', 'mine'], '/api/reviews', {}, () => {}),
      () => __TARN__.query(['products', 'list'], '/api/products?page=2', {}, () => {}),
    ];
    return tries.map((run) => {
      try {
        run();
        return 'nothing was thrown';
      } catch (error) {
        return (error as Error).message;
      }
    });
  });
  expect(thrown[0]).toMatch(/^FED-018: "products" is the query of \/api\/products; \/api\/reviews needs another name/);
  expect(thrown[1]).toMatch(/^FED-018: \["products","list"\] is the query of \/api\/products;/);
  await page.getByTestId('next-page').click();
  await expect(page).toHaveURL(/page=2/);
});

test('a revisited list shows at once, and is fetched again when it is stale', async ({ page }) => {
  await timeCanPass(page);
  await open(page, '/products');
  const seen = requests(page, '/api/products');
  const leaveAndComeBack = async () => {
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await page.getByTestId('nav-home').click();
    await expect(page.getByTestId('product-card')).toHaveCount(0);
    await page.getByTestId('nav-products').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
  };
  const list = async () => (await queries(page, ['products', 'list']))[0];
  await leaveAndComeBack();
  expect(await list()).toMatchObject({ isFetching: false, hasData: true });
  expect(seen).toEqual([]);
  await letPass(page, 31_000);
  const letGo = await hold(page, /\/api\/products$/);
  await leaveAndComeBack();
  await expect.poll(() => seen.length).toBe(1);
  letGo();
  await expect.poll(async () => (await list()).isFetching).toBe(false);
  expect(seen).toHaveLength(1);
});

test('a product of a loaded list shows at once, and a list stays until the next arrives', async ({ page }) => {
  await open(page, '/products');
  const name = await page.getByTestId('product-link').first().innerText();
  let letGo = await hold(page, '**/api/products/*');
  await page.getByTestId('product-link').first().click();
  await expect(page.getByTestId('product-detail').getByRole('heading', { level: 1 })).toHaveText(name);
  expect(await queries(page, ['products', 'item'])).toMatchObject([{ hasData: false, isFetching: true }]);
  letGo();
  await page.goBack();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  letGo = await hold(page, '**/api/products?page=2');
  await page.getByTestId('next-page').click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator('.products-grid')).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByTestId('product-link').first()).toHaveText(name);
  letGo();
  await expect(page.getByTestId('product-link').first()).not.toHaveText(name);
  await expect(page.locator('.products-grid')).toHaveAttribute('aria-busy', 'false');
});

test('a page that becomes visible refetches stale data once; a hidden page does not', async ({ page }) => {
  await timeCanPass(page);
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const seen = requests(page, '/api/products');
  await show(page, false);
  await show(page, true);
  await letPass(page, 31_000);
  await show(page, false);
  await page.waitForTimeout(200);
  expect(seen).toHaveLength(0);
  await show(page, true);
  await expect.poll(() => seen.length).toBe(1);
  await expect.poll(async () => (await queries(page, ['products', 'list']))[0].isFetching).toBe(false);
  expect(seen).toHaveLength(1);
});

test('offline requests fail and the page says so; online it retries once by itself', async ({ page, context, errors }) => {
  await logIn(page);
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  // Loads the code.
  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  await page.getByTestId('nav-products').click();
  await expect.poll(async () => (await queries(page)).filter(({ isFetching }) => isFetching)).toEqual([]);
  await context.setOffline(true);
  const seen = requests(page, '/api/');
  const unreachable = page.getByRole('alert').filter({ hasText: 'cannot be reached' });
  await page.getByTestId('product-link').nth(6).click();
  await expect(page.getByTestId('product-detail'), 'from the list').toBeVisible();
  await expect(unreachable).toBeVisible();
  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('orders-empty'), 'from the cache').toBeVisible();
  await expect(unreachable).toBeVisible();
  await expect.poll(() => queries(page, ['orders'])).toMatchObject([{ isPaused: true }]);
  seen.length = 0;
  await context.setOffline(false);
  await expect(unreachable).toHaveCount(0);
  // Tickets and messages of the account may be asked for as well, if the page had not come to them before.
  const paths = seen.map((request) => new URL(request.url()).pathname);
  expect(paths.filter((path) => path === '/api/orders')).toHaveLength(1);
  // Pictures in flight, and a remote fetched in idle time.
  forgetErrors(errors, /ERR_INTERNET_DISCONNECTED|FED-001/);
});

test('a temporary failure is shown at once and retried; a refusal is not retried', async ({ page, errors }) => {
  await withoutRenderedHtml(page);
  let failures = 0;
  await page.route(/\/api\/products$/, (route) => (failures++ < 2 ? route.fulfill({ status: 503, json: {} }) : route.continue()));
  await open(page, '/products');
  await expect(page.getByTestId('retry')).toBeVisible();
  expect(failures, 'before it succeeds').toBeLessThan(3);
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(failures).toBe(3);
  await expect(page.getByTestId('retry')).toHaveCount(0);
  const seen = requests(page, '/api/products/p999');
  await open(page, '/product/p999');
  await expect(page.getByTestId('product-unknown')).toBeVisible();
  await page.waitForTimeout(1_500);
  expect(seen).toHaveLength(1);
  forgetErrors(errors, /503|404/);
});

test('leaving a page cancels its request and has no other effect', async ({ page }) => {
  await logIn(page);
  await open(page, '/');
  const letGo = await hold(page, '**/api/orders');
  const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/orders'));
  const asked = page.waitForRequest('**/api/orders');
  await page.getByTestId('nav-orders').click();
  await asked;
  await page.getByTestId('nav-products').click();
  expect((await failed).failure()?.errorText).toContain('ABORTED');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(await queries(page, ['orders'])).toEqual([]);
  letGo();
  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
});

test('an order in one tab updates list and stock of another', async ({ page, context }) => {
  await logIn(page);
  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  await bridgeIsOpen(page);
  const [other, third] = [await context.newPage(), await context.newPage()];
  await open(third, '/product/p3');
  await bridgeIsOpen(third);
  const stock = Number(await third.getByTestId('product-stock').innerText());
  await open(other, '/product/p3');
  await bridgeIsOpen(other);
  await other.getByTestId('add-to-cart').click();
  await other.getByTestId('nav-cart').click();
  await other.getByTestId('go-to-checkout').click();
  const seen = requests(page, '/api/orders');
  await other.getByTestId('pay').click();
  await expect(other.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect.poll(async () => Number(await third.getByTestId('product-stock').innerText())).toBeLessThan(stock);
  await page.waitForTimeout(300);
  expect(seen).toHaveLength(1);
});

test('a message of another tab is a key, or it is dropped and reported once', async ({ page, context }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await bridgeIsOpen(page);
  const seen = requests(page, '/api/products');
  const other = await context.newPage();
  await open(other, '/');
  await other.evaluate(() => {
    const channel = new BroadcastChannel('shop.queries');
    for (const wrong of [7, null, { data: 'stolen' }, '{', '[]', '[1]', `["${'x'.repeat(5_000)}"]`]) channel.postMessage(wrong);
    for (let times = 0; times < 10_000; times++) channel.postMessage(`["unknown", ${times}]`);
    for (let times = 0; times < 1_000; times++) channel.postMessage('["products"]');
  });
  await expect.poll(() => warnings.filter((warning) => warning.startsWith('FED-015')).length).toBe(1);
  await page.waitForTimeout(500);
  // Messages of one moment are coalesced into one request; so many messages take several moments.
  expect(seen.length).toBeLessThan(20);
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});

test('keys cross to other tabs, data does not', async ({ page, context }) => {
  const other = await context.newPage();
  await open(other, '/');
  await other.evaluate(() => {
    Object.assign(window, { heard: [] });
    new BroadcastChannel('shop.queries').onmessage = ({ data }) => window.heard.push(data);
  });
  await logIn(page);
  await bridgeIsOpen(page);
  await buy(page);
  await expect.poll(() => other.evaluate(() => window.heard)).toEqual(['["orders"]', '["products"]']);
});

test("a chat message shows at once, and the server's own replaces it", async ({ page }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('chat-empty')).toBeVisible();
  const letGo = await hold(page, '**/api/chat', 'POST');
  await page.getByTestId('chat-input').fill('How long does delivery take?');
  await page.getByTestId('chat-input').press('Enter');
  await expect(page.getByTestId('chat-message')).toHaveText([/How long does delivery take/]);
  await expect(page.getByTestId('chat-input')).toHaveValue('');
  letGo();
  await expect(page.getByTestId('chat-message')).toHaveCount(2);
  const { messages } = (await state(page)).chat;
  expect(messages.map((message) => message.from)).toEqual(['me', 'shop']);
  expect(messages[0].id).not.toContain('sending');
});

test('a refused chat message returns to its field, before newer text', async ({ page, errors }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('chat-empty')).toBeVisible();
  const input = page.getByTestId('chat-input');
  await input.fill('hello');
  await input.press('Enter');
  await expect(page.getByTestId('chat-message')).toHaveCount(2);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/chat', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await held;
    await route.fulfill({ status: 400, json: { error: { code: 'bad_text', message: 'Please use other words.', field: 'text' } } });
  });
  await input.fill('where is my order');
  await input.press('Enter');
  await expect(page.getByTestId('chat-message')).toHaveCount(3);
  await input.pressSequentially('and when');
  letGo();
  await expect(page.getByTestId('chat-message')).toHaveCount(2);
  await expect(page.getByTestId('chat-form-problem')).toContainText('Please use other words.');
  await expect(input).toHaveValue('where is my order and when');
  expect((await state(page)).chat.messages).toHaveLength(2);
  forgetErrors(errors, /400/);
});

test('a name shows at once, is rolled back if refused, and stays in its field', async ({ page, errors }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  const [name, shown] = [page.getByTestId('profile-name'), page.getByTestId('login-state')];
  await name.fill('Ada');
  await page.getByTestId('profile-save').click();
  await expect(page.getByTestId('profile-saved')).toHaveText('Saved');
  await expect(shown).toHaveText('Ada');
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/profile', async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    await held;
    await route.fulfill({ status: 400, json: { error: { code: 'bad_name', message: 'Not this name.', field: 'name' } } });
  });
  await name.fill('Bob');
  await page.getByTestId('profile-save').click();
  await expect(shown).toHaveText('Bob');
  letGo();
  await expect(shown).toHaveText('Ada');
  await expect(page.getByTestId('profile-name-problem').first()).toContainText('Not this name.');
  await expect(name).toHaveValue('Bob');
  expect((await state(page)).user.user?.name).toBe('Ada');
  // Newly typed text belongs to the shopper.
  await name.fill('Bobby');
  await page.getByTestId('ticket-subject').fill('My name');
  await page.getByTestId('ticket-open').click();
  await expect(page.getByTestId('ticket-row')).toHaveCount(1);
  await expect(name).toHaveValue('Bobby');
  forgetErrors(errors, /400/);
});

test("a logout removes a user's server data in every tab", async ({ page, context }) => {
  await logIn(page);
  await buy(page);
  await bridgeIsOpen(page);
  const other = await context.newPage();
  await open(other, '/orders');
  await expect(other.getByTestId('order-row')).toHaveCount(1);
  await bridgeIsOpen(other);
  await other.getByTestId('nav-products').click();
  expect(await queries(other, ['orders'])).toMatchObject([{ hasData: true }]);
  await page.getByTestId('nav-account').click();
  await page.getByTestId('logout').click();
  await expect(other.getByTestId('nav-login')).toBeVisible();
  for (const tab of [page, other]) {
    const names = (await queries(tab)).map(({ key }) => key[0]);
    expect(names.filter((name) => name !== 'products')).toEqual([]);
  }
  await expect(other.getByTestId('product-card'), 'public data stays').toHaveCount(24);
  await logIn(page, somePhone());
  const letGo = await hold(page, '**/api/orders');
  await page.getByTestId('nav-orders').click();
  await expect(page.locator('[aria-label="Loading your orders"]')).toBeVisible();
  await expect(page.getByTestId('order-row')).toHaveCount(0);
  letGo();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
});

test('no subscription outlives its view', async ({ page }) => {
  await logIn(page);
  await buy(page);
  for (let times = 0; times < 5; times++) {
    for (const place of ['nav-products', 'nav-orders', 'nav-account'] as const) await page.getByTestId(place).click();
  }
  await page.getByTestId('nav-home').click();
  await expect(page.getByTestId('profile-form')).toHaveCount(0);
  const left = await queries(page);
  // The page's owner mirrors these into the store while a user is logged in.
  const mirrored = left.filter(({ key }) => ['profile', 'tickets', 'chat'].includes(key[0]));
  expect(mirrored.map(({ observers }) => observers)).toEqual([1, 1, 1]);
  const others = left.filter((query) => !mirrored.includes(query));
  expect(others.filter(({ observers, isFetching }) => observers > 0 || isFetching)).toEqual([]);
  expect(others.length).toBeGreaterThan(0);
});

test('server data is in the cache, and not in the store', async ({ page }) => {
  await logIn(page);
  await buy(page);
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect((await queries(page)).map(({ key }) => key.join(' '))).toEqual(expect.arrayContaining(['products list', 'orders list']));
  const now = await state(page);
  expect(Object.keys(now).sort()).toEqual(['cart', 'chat', 'context', 'support', 'user', 'wishlist']);
  const text = JSON.stringify(now);
  for (const word of ['orders', 'placedAt', 'categoryName', 'description', 'stock']) expect(text).not.toContain(`"${word}"`);
});

test.describe('an expired access token', () => {
  test.describe.configure({ mode: 'serial' });
  // A shop with tokens that live for a second.
  const port = HOST_PORT + 55;
  let server: Awaited<ReturnType<typeof ownServer>>;
  test.beforeAll(async () => {
    server = await ownServer(port, () => {}, ['--token-seconds', '1']);
  });
  test.afterAll(() => server.stop());

  const logInThere = async (page: Page) => {
    await open(page, `http://localhost:${port}/login`);
    await logIn(page);
    await page.getByTestId('nav-home').click();
    await page.waitForTimeout(2_100);
  };
  /** Ten concurrent requests: some are queries of remotes, the others bypass the cache. */
  const tenAtOnce = (page: Page) =>
    page.evaluate(() => {
      const { request, query } = __TARN__;
      const paths = ['/api/orders', '/api/tickets', '/api/chat', '/api/profile', '/api/orders'];
      const asked = paths.map((path) => request('GET', path));
      const observed = paths.slice(0, 4).map(
        (path, index) =>
          new Promise((resolve, reject) => {
            const name = path.slice('/api/'.length);
            const following = query([name, 'ten', index], path, {}, ({ data, error }) => {
              if (data) resolve(data);
              if (error) reject(error);
              if (data || error) queueMicrotask(() => following.unsubscribe());
            });
          }),
      );
      const all = [...asked, ...observed, request('GET', '/api/tickets')];
      return Promise.all(
        all.map((one) =>
          one.then(
            () => 'done',
            (error: Federation.ApiError) => error.code,
          ),
        ),
      );
    });
  const settle = (page: Page) => page.waitForTimeout(700);

  test('ten concurrent requests cause one refresh, and all succeed', async ({ page, errors }) => {
    await logInThere(page);
    const refreshes = requests(page, '/api/auth/refresh', 'POST');
    expect(await tenAtOnce(page)).toEqual(Array(10).fill('done'));
    expect(refreshes).toHaveLength(1);
    expect((await state(page)).user).toMatchObject({ isLoggedIn: true, hasAccessToken: true });
    expect(errors.filter((error) => error.includes('401'))).toHaveLength(10);
    forgetErrors(errors, /401/);
  });

  test('a failed refresh ends the login once, without a loop', async ({ page, context, errors }) => {
    await logInThere(page);
    await (context as BrowserContext).clearCookies();
    const refreshes = requests(page, '/api/auth/refresh', 'POST');
    const asked = requests(page, '/api/');
    const codes = await tenAtOnce(page);
    expect(codes).toHaveLength(10);
    expect(codes.filter((code) => code === 'done')).toEqual([]);
    expect(codes).toContain('session_ended');
    await expect(page.getByTestId('nav-login')).toBeVisible();
    await settle(page);
    expect(refreshes).toHaveLength(1);
    const logouts = await page.evaluate(() => __TARN__.log().filter(({ type }) => type === 'user/sessionExpired').length);
    expect(logouts).toBe(1);
    const before = asked.length;
    await settle(page);
    expect(asked).toHaveLength(before);
    forgetErrors(errors, /401/);
  });
});
