// State that crosses between two tabs of one browser, and state that does not.
import type { BrowserContext, Page } from '@playwright/test';
import { addToCart, expect, hold, logIn, open, path, reload, state, test } from './shop';

const bridge = (page: Page) => page.evaluate(() => window.__TARN__.bridge());
const dispatch = (page: Page, type: string, payload?: unknown) =>
  page.evaluate(([type, payload]) => window.__TARN__.store.dispatch({ type, payload } as never), [type, payload] as const);
const items = async (page: Page) => (await state(page)).cart.lines.map((line) => [line.productId, line.quantity]);
const mug = { productId: 'mug', name: 'Mug', priceCents: 1450, quantity: 1, image: '' };

/** A tab with an open bridge. */
async function tab(context: BrowserContext, address = '/') {
  const page = await context.newPage();
  await open(page, address);
  await isOpen(page);
  return page;
}

const isOpen = (page: Page) => expect.poll(async () => (await bridge(page)).enabled).toBe(true);

/** A tab of the same origin without a shop: it receives all messages and can post any. */
async function stranger(context: BrowserContext) {
  const page = await context.newPage();
  await page.route('**/stranger', (route) => route.fulfill({ contentType: 'text/html', body: '<title>stranger</title>' }));
  await page.goto('/stranger');
  await page.evaluate(() => {
    const channel = new BroadcastChannel('shop');
    Object.assign(window, { channel, heard: [] });
    channel.onmessage = ({ data }) => window.heard.push(data);
  });
  return {
    heard: () => page.evaluate(() => window.heard),
    post: (data: unknown) => page.evaluate((data) => window.channel.postMessage(data), data),
    /** Posts a message of our build. */
    say: (changed: object = {}) =>
      page.evaluate((message) => window.channel.postMessage(JSON.stringify(message)), {
        schema: 2,
        tab: 'stranger',
        seq: 1,
        action: 'cart/addToCart',
        payload: mug,
        contract: '1.0.0',
        ...changed,
      }),
  };
}

test('cart changes and the theme cross, without an echo', async ({ page, context }) => {
  await open(page, '/products');
  await isOpen(page);
  const other = await tab(context, '/cart');
  await page.getByTestId('add-to-cart').nth(0).click();
  await page.getByTestId('add-to-cart').nth(1).click();
  await expect(other.getByTestId('cart-badge')).toHaveText('2');
  await dispatch(other, 'cart/updateQuantity', { productId: (await items(other))[0][0], quantity: 7 });
  await expect(page.getByTestId('cart-badge')).toHaveText('8');
  expect(await items(page)).toEqual(await items(other));
  await page.getByTestId('theme-toggle').click();
  const theme = await page.locator('html').getAttribute('data-theme');
  await expect(other.locator('html')).toHaveAttribute('data-theme', theme!);
  expect(await bridge(page)).toMatchObject({ sent: 3, received: 1, dropped: {} });
  expect(await bridge(other)).toMatchObject({ sent: 1, received: 3, dropped: {} });
  const log = await other.evaluate(() => window.__TARN__.log());
  expect(log.filter((entry) => entry.from === 'tab').map((entry) => entry.type)).toEqual(['cart/addToCart', 'cart/addToCart', 'context/setTheme']);
});

test('a login gives each tab its own session, a logout reaches all tabs, and no token or name crosses', async ({ page, context }) => {
  const listener = await stranger(context);
  const [second, third] = [await tab(context, '/products'), await tab(context)];
  const tokens: string[] = [];
  for (const each of [page, second, third]) {
    each.on('response', async (response) => {
      if (response.url().includes('/api/auth/') && response.status() === 200) {
        tokens.push(...((await response.text()).match(/"token":"([^"]+)"/)?.slice(1) ?? []));
      }
    });
  }
  await open(page, '/login');
  await isOpen(page);
  const phone = await logIn(page);
  for (const each of [second, third]) {
    await expect(each.getByTestId('login-state')).toHaveText(phone);
    expect((await state(each)).user).toMatchObject({ isLoggedIn: true, hasAccessToken: true });
  }
  // Each tab can use its own session.
  await second.getByTestId('nav-orders').click();
  await expect(second.getByTestId('orders-empty')).toBeVisible();
  await addToCart(page, 1);
  await expect(third.getByTestId('cart-badge')).toHaveText('1');
  await page.getByTestId('nav-account').click();
  await page.getByTestId('logout').click();
  for (const each of [page, second, third]) {
    await expect(each.getByTestId('nav-login')).toBeVisible();
    await expect(each.getByTestId('cart-badge')).toHaveText('0');
    expect((await state(each)).user).toMatchObject({ isLoggedIn: false, user: null, hasAccessToken: false });
  }
  // The server issues one token per tab; tokens of the same second may be equal.
  expect(tokens.length).toBeGreaterThanOrEqual(3);
  const heard = (await listener.heard()).join('\n');
  expect(heard).toContain('user/clearUser');
  expect(heard).toContain('user/setIsLoggedIn');
  for (const secret of [...tokens, phone, 'setAt', 'setUser', 'expiresAt']) expect(heard).not.toContain(secret);
});

test('ten kinds of malformed messages are harmless, counted by kind, and reported once each', async ({ page, context }) => {
  const said: string[] = [];
  page.on('console', (message) => message.text().startsWith('FED-015') && said.push(message.text()));
  await open(page, '/products');
  await isOpen(page);
  const tab = (await bridge(page)).tab;
  const { post, say } = await stranger(context);
  for (let time = 0; time < 2; time++) {
    await post({ schema: 2, tab: 'x' });
    await post('{"schema":');
    await post(`"${'x'.repeat(300_000)}"`);
    await post('['.repeat(5_000) + ']'.repeat(5_000));
    await post('{"schema":2,"tab":7}');
    await post('null');
    await say({ schema: 9 });
    await say({ contract: '2.0.0' });
    await say({ tab });
    await say({ action: 'user/setAt', payload: { token: 'stolen', expiresAt: 9e12 } });
    await say({ action: 'context/setLocale', payload: { locale: 'xx' } });
    await say({ payload: { ...mug, quantity: -3 } });
    await say({ payload: { ...mug, quantity: 'many' } });
    await say({ payload: 'x', seq: 9_007_199_254_740_991 });
  }
  const dropped = {
    'not-text': 2,
    'not-json': 4,
    'too-large': 2,
    malformed: 4,
    schema: 2,
    contract: 2,
    echo: 2,
    'not-marked': 2,
    'not-allowed': 2,
    refused: 6,
  };
  await expect.poll(async () => (await bridge(page)).dropped).toEqual(dropped);
  const metrics = await page.evaluate(() => window.__TARN__.metrics());
  expect(metrics.bridgeDropped).toBe(Object.values(dropped).reduce((sum, count) => sum + count));
  expect(said).toHaveLength(10);
  expect(await items(page)).toEqual([]);
  expect((await state(page)).user).toMatchObject({ isLoggedIn: false, hasAccessToken: false });
  // The shop and the bridge work.
  await say();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
});

test('a repeated or reordered message changes nothing', async ({ page, context }) => {
  await open(page, '/');
  await isOpen(page);
  const { say } = await stranger(context);
  await say({ seq: 3 });
  await say({ seq: 3 });
  await say({ seq: 2, action: 'cart/clearCart', payload: null });
  await say({ seq: 1, payload: { ...mug, productId: 'late' } });
  await say({ seq: 4 });
  // Each tab numbers its own messages.
  await say({ tab: 'another', seq: 1 });
  await expect.poll(() => items(page)).toEqual([['mug', 3]]);
  expect(await bridge(page)).toMatchObject({ received: 3, dropped: { replayed: 3 } });
});

test('during a rollout both message formats are read, and both are sent if configured', async ({ page, context }) => {
  await context.route('**/federation.json', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, bridge: { ...config.bridge, dualWrite: true } } });
  });
  const listener = await stranger(context);
  await open(page, '/');
  await isOpen(page);
  const other = await tab(context);
  await dispatch(page, 'cart/addToCart', mug);
  await expect.poll(() => items(other)).toEqual([['mug', 1]]);
  const heard = (await listener.heard()).map((text) => JSON.parse(text));
  expect(heard.map(({ schema, seq, action }) => [schema, seq, action])).toEqual([
    [2, 1, 'cart/addToCart'],
    [1, 1, 'cart/addToCart'],
  ]);
  await listener.say({ schema: 1, contract: undefined });
  await expect.poll(() => items(other)).toEqual([['mug', 2]]);
  expect(await bridge(other)).toMatchObject({ received: 2, dropped: {} });
});

test('switched off in federation.json, nothing crosses, and tabs agree at the next load', async ({ page, context }) => {
  await context.route('**/federation.json', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, bridge: { ...config.bridge, enabled: false } } });
  });
  const { heard, say } = await stranger(context);
  await open(page, '/products');
  const other = await context.newPage();
  await open(other, '/products');
  await expect(other.getByTestId('product-card')).toHaveCount(24);
  await say();
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await page.waitForTimeout(600);
  await expect(other.getByTestId('cart-badge')).toHaveText('0');
  expect(await heard()).toEqual([]);
  expect(await bridge(page)).toMatchObject({ enabled: false, sent: 0, received: 0 });
  await reload(other);
  await expect(other.getByTestId('cart-badge')).toHaveText('1');
});

test('an action that federation.json does not allow does not cross', async ({ page, context }) => {
  await context.route('**/federation.json', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, bridge: { enabled: true, allow: ['cart/addToCart'] } } });
  });
  const { heard } = await stranger(context);
  await open(page, '/');
  await isOpen(page);
  await dispatch(page, 'cart/addToCart', mug);
  await dispatch(page, 'cart/clearCart');
  await dispatch(page, 'user/clearUser');
  await page.waitForTimeout(200);
  expect((await heard()).map((text) => JSON.parse(text).action)).toEqual(['cart/addToCart']);
});

test('the bridge can be switched off and on while the page runs', async ({ page, context }) => {
  await open(page, '/');
  await isOpen(page);
  const other = await tab(context);
  // A tab that begins to listen reads the storage once more.
  await other.waitForTimeout(600);
  expect(await page.evaluate(() => window.__TARN__.bridge(false).enabled)).toBe(false);
  await dispatch(page, 'cart/addToCart', mug);
  await dispatch(other, 'context/setTheme', { theme: 'dark' });
  await page.waitForTimeout(200);
  expect(await items(other)).toEqual([]);
  expect(await items(page)).toEqual([['mug', 1]]);
  await page.evaluate(() => window.__TARN__.bridge(true));
  await dispatch(other, 'cart/addToCart', { ...mug, productId: 'two' });
  await expect
    .poll(() => items(page))
    .toEqual([
      ['mug', 1],
      ['two', 1],
    ]);
  expect((await bridge(page)).received).toBe(1);
});

test('a reopened bridge takes over changes of other tabs, unless this tab has changed', async ({ page, context }) => {
  await open(page, '/');
  await isOpen(page);
  const other = await tab(context);
  await other.waitForTimeout(600);
  await dispatch(page, 'cart/addToCart', mug);
  await expect.poll(() => items(other)).toEqual([['mug', 1]]);
  await page.waitForTimeout(300);
  // Closed and reopened within the debounce of a write, with a change just before each: no change is lost.
  await page.evaluate((mug) => {
    const { bridge, store } = __TARN__;
    store.dispatch({ type: 'cart/addToCart', payload: { ...mug, productId: 'before' } });
    bridge(false);
    store.dispatch({ type: 'cart/addToCart', payload: { ...mug, productId: 'while' } });
    bridge(true);
  }, mug);
  await page.waitForTimeout(700);
  expect((await items(page)).map(([id]) => id)).toEqual(['mug', 'before', 'while']);
  // No change here while it is closed, so the other tab's state is newer.
  await page.evaluate(() => __TARN__.bridge(false));
  await dispatch(other, 'cart/updateQuantity', { productId: 'mug', quantity: 5 });
  await other.waitForTimeout(400);
  await page.evaluate(() => __TARN__.bridge(true));
  await expect.poll(async () => (await items(page)).find(([id]) => id === 'mug')).toEqual(['mug', 5]);
});

test('a logout in another tab applies before federation.json arrives', async ({ page, context }) => {
  await open(page, '/login');
  await isOpen(page);
  await logIn(page);
  const other = await context.newPage();
  const release = await hold(other, '**/federation.json');
  await open(other, '/');
  // Its session has arrived, its list of allowed actions has not.
  await expect(other.getByTestId('nav-account')).toBeVisible();
  expect((await bridge(other)).enabled).toBe(false);
  await dispatch(page, 'user/clearUser');
  await other.waitForTimeout(200);
  await expect(other.getByTestId('nav-account')).toBeVisible();
  release();
  await expect(other.getByTestId('nav-login')).toBeVisible();
  expect((await state(other)).user).toMatchObject({ isLoggedIn: false, hasAccessToken: false });
});

test('a login in another tab applies atomically: no subscriber sees half a session', async ({ page, context }) => {
  const other = await tab(context);
  await other.evaluate(() => {
    const seen: string[] = (window.seen = []);
    const { getState, subscribe } = __TARN__.store;
    subscribe(() => {
      const { isLoggedIn, hasAccessToken, user } = getState().user;
      seen.push([isLoggedIn, hasAccessToken, user !== null].join());
    });
  });
  await open(page, '/login');
  await isOpen(page);
  await logIn(page);
  await expect(other.getByTestId('nav-account')).toBeVisible();
  const seen = await other.evaluate(() => window.seen);
  expect([...new Set(seen)]).toEqual(['true,true,true']);
});

test('hearts cross to tabs with products, and through the storage to tabs without', async ({ page, context }) => {
  await logIn(page);
  await open(page, '/products');
  await isOpen(page);
  const [second, account] = [await tab(context, '/products'), await tab(context, '/account')];
  await expect(account.getByTestId('wishlist-count')).toHaveText('0');
  const hearts = (tab: Page) => tab.getByTestId('wishlist-toggle');
  await expect(hearts(second).first()).toHaveAttribute('aria-pressed', 'false');
  await hearts(page).nth(0).click();
  await expect(hearts(second).nth(0)).toHaveAttribute('aria-pressed', 'true');
  await hearts(second).nth(1).click();
  await expect(hearts(page).nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(account.getByTestId('wishlist-count')).toHaveText('2');
  expect((await bridge(account)).dropped).toEqual({});
  await page.waitForTimeout(600);
  await reload(page);
  for (const place of [0, 1]) await expect(hearts(page).nth(place)).toHaveAttribute('aria-pressed', 'true');
});

test('a new tab starts with the current cart', async ({ page, context }) => {
  await open(page, '/');
  await isOpen(page);
  await dispatch(page, 'cart/addToCart', mug);
  await page.waitForTimeout(400);
  const other = await context.newPage();
  // Also changes that happen while it begins to listen.
  const release = await hold(other, '**/federation.json');
  await open(other, '/');
  await expect(other.getByTestId('cart-badge')).toHaveText('1');
  await dispatch(page, 'cart/addToCart', mug);
  release();
  await expect(other.getByTestId('cart-badge')).toHaveText('2');
  expect(await bridge(page)).toMatchObject({ received: 0 });
});

test('without BroadcastChannel the shop works alone', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  expect(await bridge(page)).toMatchObject({ enabled: false, sent: 0 });
  expect(path(page)).toBe('/products');
});
