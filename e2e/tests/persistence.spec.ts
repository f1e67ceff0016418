// State that survives a reload, state that does not, and restores on a slow network.
import type { Page } from '@playwright/test';
import { addToCart, expect, hold, logIn, logInAndKeepAProduct, open, path, reload, state, test } from './shop';

const dispatch = (page: Page, type: string, payload?: unknown) =>
  page.evaluate(([type, payload]) => window.__TARN__.store.dispatch({ type, payload } as never), [type, payload] as const);
const stored = (page: Page, key: string) => page.evaluate((key) => localStorage.getItem(key), key);
const mug = { productId: 'mug', name: 'Mug', priceCents: 1450, quantity: 2, image: '' };

/** Writes to the storage before the first page of this tab, and not again on a reload. */
const plant = (page: Page, key: string, value: string) =>
  page.addInitScript(
    ([key, value]) => {
      if (!sessionStorage.getItem(`planted ${key}`)) localStorage.setItem(key, value);
      sessionStorage.setItem(`planted ${key}`, 'yes');
    },
    [key, value],
  );

/** Console messages of FED-015. */
function reports(page: Page) {
  const said: string[] = [];
  page.on('console', (message) => message.text().startsWith('FED-015') && said.push(message.text()));
  return said;
}

/** Holds the answer about the session back until the returned function is called. */
async function holdSession(page: Page) {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  await page.route('**/api/auth/refresh', async (route) => {
    const answer = await route.fetch();
    asked();
    await held;
    await route.fulfill({ response: answer });
  });
  return { release, isAsked };
}

test('cart, theme and language survive a reload', async ({ page }) => {
  await open(page, '/');
  await dispatch(page, 'cart/addToCart', mug);
  const theme = (await state(page)).context.theme === 'dark' ? 'light' : 'dark';
  await page.getByTestId('theme-toggle').click();
  await dispatch(page, 'context/setLocale', { locale: 'de-DE' });
  await reload(page);
  const { cart, context } = await state(page);
  expect(cart.lines).toEqual([mug]);
  expect(context).toMatchObject({ theme, locale: 'de-DE' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
});

test('an unset theme keeps following the system', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await dispatch(page, 'context/setLocale', { locale: 'de-DE' });
  await page.emulateMedia({ colorScheme: 'light' });
  await reload(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.getByTestId('theme-toggle').click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('many changes in a row cause few writes and lose nothing', async ({ page }) => {
  await page.addInitScript(() => {
    window.writes = [];
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      window.writes.push([key, performance.now()]);
      setItem.call(this, key, value);
    };
  });
  await open(page, '/');
  await page.evaluate(async (mug) => {
    for (let time = 0; time < 60; time++) {
      window.__TARN__.store.dispatch({ type: 'cart/addToCart', payload: mug });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }, mug);
  await expect.poll(async () => JSON.parse((await stored(page, 'shop.cart'))!).state.lines[0].quantity).toBe(120);
  const times: number[] = await page.evaluate(() => window.writes.filter(([key]) => key === 'shop.cart').map(([, at]) => at));
  for (let index = 1; index < times.length; index++) expect(times[index] - times[index - 1]).toBeGreaterThan(245);
  expect(times.length).toBeGreaterThan(1);
});

test('a change just before the page unloads is persisted', async ({ page }) => {
  await open(page, '/');
  await page.evaluate((mug) => {
    window.__TARN__.store.dispatch({ type: 'cart/addToCart', payload: mug });
    location.reload();
  }, mug);
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
});

test("a cart of the first builds is still read, and written in today's envelope", async ({ page }) => {
  await plant(page, 'shop.cart', JSON.stringify({ schema: 1, lines: [mug] }));
  await open(page, '/');
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await dispatch(page, 'cart/addToCart', mug);
  await expect
    .poll(async () => JSON.parse((await stored(page, 'shop.cart'))!))
    .toMatchObject({
      schema: 2,
      savedAt: expect.any(Number),
      state: { lines: [{ ...mug, quantity: 4 }] },
    });
});

for (const [what, value] of [
  ['corrupt', '{"schema": 2, "state": {'],
  ['foreign', '{"items": ["a", "b"], "owner": "another shop"}'],
  ['huge', `"${'x'.repeat(2_000_000)}"`],
]) {
  test(`a stored cart that is ${what} is quarantined and reported once, and the cart starts empty`, async ({ page }) => {
    const said = reports(page);
    await plant(page, 'shop.cart', value);
    await open(page, '/');
    await expect(page.getByTestId('cart-badge')).toHaveText('0');
    const aside = (await stored(page, 'shop.cart.rejected'))!;
    expect(value.startsWith(aside)).toBe(true);
    expect(aside.length).toBe(Math.min(value.length, 16_384));
    await dispatch(page, 'cart/addToCart', mug);
    await page.waitForTimeout(700);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('"shop.cart.rejected"');
    const { bridgeDropped, dropped } = await page.evaluate(() => {
      const federation = window.__TARN__;
      return { ...federation.metrics(), ...federation.bridge() };
    });
    expect({ bridgeDropped, dropped }).toEqual({ bridgeDropped: 1, dropped: { storage: 1 } });
    await reload(page);
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    expect(said).toHaveLength(1);
  });
}

test('an unreadable line affects no other line, and the whole value is quarantined', async ({ page }) => {
  const said = reports(page);
  const lines = [mug, { ...mug, productId: 'bad', quantity: 'many' }, { ...mug, productId: 'cup' }];
  await plant(page, 'shop.cart', JSON.stringify({ schema: 2, savedAt: 1, state: { lines, updatedSeq: 1 } }));
  await open(page, '/');
  await expect(page.getByTestId('cart-badge')).toHaveText('4');
  expect(said).toHaveLength(1);
  expect(await stored(page, 'shop.cart.rejected')).toContain('many');
});

test.describe('after a rollback', () => {
  const newer = {
    schema: 3,
    savedAt: 1_763_700_000_000,
    writer: 'the next build',
    state: { lines: [{ ...mug, engraving: { text: 'For Ada' } }], updatedSeq: 4, coupon: { code: 'SPRING' } },
  };
  const own = async (page: Page) => JSON.parse((await stored(page, 'shop.cart'))!);

  test('the cart of a newer build is used, and its unknown fields are kept', async ({ page }) => {
    const said = reports(page);
    await plant(page, 'shop.cart', JSON.stringify(newer));
    await open(page, '/');
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    expect(await own(page)).toEqual(newer);
    await dispatch(page, 'cart/addToCart', mug);
    await dispatch(page, 'cart/addToCart', { ...mug, productId: 'cup' });
    await expect
      .poll(async () => (await own(page)).state.lines)
      .toMatchObject([
        { ...mug, quantity: 4, engraving: { text: 'For Ada' } },
        { ...mug, productId: 'cup' },
      ]);
    expect(await own(page)).toMatchObject({ schema: 3, writer: 'the next build', state: { coupon: { code: 'SPRING' } } });
    await reload(page);
    await expect(page.getByTestId('cart-badge')).toHaveText('6');
    expect(said).toEqual([]);
  });

  for (const [what, lines, pieces] of [
    ['cannot be read', { mug: 2 }, 0],
    ['can be read in part', [mug, { ...mug, productId: 'cup', quantity: { pieces: 1 } }], 2],
  ] as const) {
    test(`a cart of a newer build that ${what} is kept unchanged, and this build stores its own beside it`, async ({ page }) => {
      // Written with a clock that was ahead.
      const left = { ...newer, savedAt: 4_102_444_800_000, state: { lines } };
      await plant(page, 'shop.cart', JSON.stringify(left));
      await open(page, '/');
      await expect(page.getByTestId('cart-badge')).toHaveText(`${pieces}`);
      await dispatch(page, 'cart/addToCart', { ...mug, productId: 'new' });
      await expect.poll(() => stored(page, 'shop.cart.2')).toContain('"new"');
      expect(await own(page)).toEqual(left);
      await reload(page);
      await expect(page.getByTestId('cart-badge')).toHaveText(`${pieces + 2}`);
      expect(await own(page)).toEqual(left);
      // A logout deletes both: a newer build's copy may hold more of the user than this build knows.
      await dispatch(page, 'user/clearUser');
      await expect.poll(() => stored(page, 'shop.cart.2')).toBe(null);
      expect((await stored(page, 'shop.cart')) ?? '').not.toContain('mug');
    });
  }

  test('choices and run-time slices of a newer build are used and kept unchanged', async ({ page }) => {
    const theme = { schema: 2, savedAt: 1, state: { theme: 'dark', locale: 'de-DE', contrast: 'high' } };
    await plant(page, 'shop.context', JSON.stringify(theme));
    await plant(page, 'shop.wishlist', JSON.stringify({ schema: 2, savedAt: 1, state: { productIds: ['p8'], notes: {} } }));
    await open(page, '/products');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect.poll(async () => (await state(page)).wishlist).toMatchObject({ productIds: ['p8'] });
    await page.getByTestId('theme-toggle').click();
    await expect
      .poll(async () => JSON.parse((await stored(page, 'shop.context'))!))
      .toMatchObject({
        schema: 2,
        state: { theme: 'light', locale: 'de-DE', contrast: 'high' },
      });
  });

  test('the newest copy is used, and the next write deletes older ones', async ({ page }) => {
    await plant(page, 'shop.cart', JSON.stringify({ schema: 2, savedAt: 5, state: { lines: [mug], updatedSeq: 1 } }));
    await plant(page, 'shop.cart.1', JSON.stringify({ schema: 1, savedAt: 9, state: { lines: [{ ...mug, quantity: 7 }] } }));
    await open(page, '/');
    await expect(page.getByTestId('cart-badge')).toHaveText('7');
    await dispatch(page, 'cart/addToCart', mug);
    await expect.poll(() => stored(page, 'shop.cart.1')).toBe(null);
    expect(await own(page)).toMatchObject({ schema: 2, state: { lines: [{ ...mug, quantity: 9 }] } });
  });
});

test('corrupt choices leave the defaults', async ({ page }) => {
  const said = reports(page);
  await plant(page, 'shop.context', '{"schema":1,"state":{"theme":"pink"}}');
  await open(page, '/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/);
  expect(said).toHaveLength(1);
  expect(await stored(page, 'shop.context.rejected')).toContain('pink');
});

test('a full storage is reported once, the shop works, and the state is written as soon as there is room', async ({ page }) => {
  const said = reports(page);
  await page.addInitScript(() => {
    const setItem = Storage.prototype.setItem;
    window.full = true;
    Storage.prototype.setItem = function (key, value) {
      if (window.full) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  await open(page, '/');
  await dispatch(page, 'cart/addToCart', mug);
  await page.waitForTimeout(400);
  await dispatch(page, 'cart/addToCart', mug);
  await page.waitForTimeout(400);
  await expect(page.getByTestId('cart-badge')).toHaveText('4');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('"shop.cart" cannot be stored');
  await page.evaluate(() => (window.full = false));
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  expect(JSON.parse((await stored(page, 'shop.cart'))!).state.lines[0].quantity).toBe(4);
});

test('quarantined data makes room for current data', async ({ page }) => {
  await page.addInitScript(() => {
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key === 'shop.cart' && localStorage.getItem('shop.cart.rejected')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  const said = reports(page);
  await open(page, '/');
  await page.evaluate(() => localStorage.setItem('shop.cart.rejected', 'x'));
  await dispatch(page, 'cart/addToCart', mug);
  await expect.poll(() => stored(page, 'shop.cart')).not.toBeNull();
  expect(said).toEqual([]);
});

test('a slice of a remote that federation.json names survives a reload, and a damaged one is kept aside', async ({ page }) => {
  const said = reports(page);
  const register = () =>
    page.evaluate(() => {
      const federation = window.__TARN__;
      federation.registerReducer('wishlist', (ids: string[] = [], action: { type: string; payload: string }) => {
        if (action.type === 'user/clearUser') return [];
        return action.type === 'wishlist/add' ? [...ids, action.payload] : ids;
      });
      return federation.store.getState().wishlist;
    });
  const isConfigured = () => expect.poll(() => page.evaluate(() => window.__TARN__.bridge().enabled)).toBe(true);
  await open(page, '/');
  await isConfigured();
  expect(await register()).toEqual([]);
  await dispatch(page, 'wishlist/add', 'p7');
  await expect.poll(async () => JSON.parse((await stored(page, 'shop.wishlist')) ?? 'null')?.state).toEqual(['p7']);
  await reload(page);
  await isConfigured();
  expect(await register()).toEqual(['p7']);
  // Another tab wrote it before the slice was registered.
  await reload(page);
  await isConfigured();
  await page.evaluate(() => localStorage.setItem('shop.wishlist', '{"schema":1,"state":["p8"]}'));
  expect(await register()).toEqual(['p8']);
  await reload(page);
  await isConfigured();
  await page.evaluate(() => localStorage.setItem('shop.wishlist', 'damaged'));
  expect(await register()).toEqual([]);
  expect(said).toHaveLength(1);
  expect(await stored(page, 'shop.wishlist.rejected')).toBe('damaged');
});

test('a logout deletes the stored state of unregistered slices', async ({ page }) => {
  await open(page, '/');
  await expect.poll(() => page.evaluate(() => window.__TARN__.bridge().enabled)).toBe(true);
  await page.evaluate(() => localStorage.setItem('shop.wishlist', '{"schema":1,"state":["p8"]}'));
  await dispatch(page, 'user/clearUser');
  expect(await stored(page, 'shop.wishlist')).toBeNull();
});

test('on a slow network no redirect to /login and no guest view appears before the session is known', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  await page.waitForTimeout(400);
  await page.addInitScript(() => {
    const seen: string[] = (window.seen = []);
    new MutationObserver(() => {
      if (document.querySelector('[data-testid="login-phone"], [data-testid="nav-login"]')) seen.push('login');
    }).observe(document, { subtree: true, childList: true });
    const watch = () => {
      const federation = window.__TARN__;
      if (!federation) return requestAnimationFrame(watch);
      federation.store.subscribe(() => {
        const { user } = federation.store.getState();
        // All or nothing, as soon as the session is known.
        const parts = [user.isLoggedIn, user.hasAccessToken, user.user !== null];
        if (new Set(parts).size > 1 || (parts[0] && user.status !== 'ready')) seen.push(JSON.stringify(user));
      });
    };
    watch();
  });
  const { release, isAsked } = await holdSession(page);
  await open(page, '/cart');
  await isAsked;
  await page.waitForTimeout(1_500);
  expect((await state(page)).user).toMatchObject({ status: 'restoring', isLoggedIn: false });
  expect(path(page)).toBe('/cart');
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  release();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  expect((await state(page)).user).toMatchObject({ status: 'ready', isLoggedIn: true });
  expect(path(page)).toBe('/cart');
  expect(await page.evaluate(() => window.seen)).toEqual([]);
});

test('a session that is restored late does not undo a logout', async ({ page }) => {
  await logIn(page);
  const { release, isAsked } = await holdSession(page);
  await reload(page);
  await isAsked;
  await dispatch(page, 'user/clearUser');
  release();
  await expect.poll(async () => (await state(page)).user.status).toBe('ready');
  expect((await state(page)).user).toMatchObject({ isLoggedIn: false, user: null, hasAccessToken: false });
  await expect(page.getByTestId('nav-login')).toBeVisible();
});

test('a session that is restored late does not undo a logout in another tab', async ({ page, context }) => {
  await logIn(page);
  const other = await context.newPage();
  const { release, isAsked } = await holdSession(other);
  await open(other, '/');
  await isAsked;
  await expect.poll(() => other.evaluate(() => window.__TARN__.bridge().enabled)).toBe(true);
  await page.getByTestId('nav-account').click();
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await expect.poll(() => other.evaluate(() => window.__TARN__.bridge().received)).toBeGreaterThan(0);
  release();
  await expect(other.getByTestId('nav-login')).toBeVisible();
  expect((await state(other)).user).toMatchObject({ status: 'ready', isLoggedIn: false, hasAccessToken: false });
});

test('a late answer without a session does not undo a login', async ({ page }) => {
  const { release, isAsked } = await holdSession(page);
  await open(page, '/');
  await isAsked;
  await dispatch(page, 'user/setAt', { token: 'newer', expiresAt: 9_000_000_000_000 });
  await dispatch(page, 'user/setUser', { user: { id: 'u1', name: 'Ada', phone: '+15550100', email: null } });
  await dispatch(page, 'user/setIsLoggedIn', { isLoggedIn: true });
  release();
  await expect.poll(async () => (await state(page)).user.status).toBe('ready');
  expect((await state(page)).user).toMatchObject({ isLoggedIn: true, hasAccessToken: true, user: { name: 'Ada' } });
});

test('a late read of the stored cart does not undo newer changes', async ({ page }) => {
  const release = await hold(page, '**/federation.json');
  await plant(page, 'shop.cart', JSON.stringify({ schema: 1, lines: [mug] }));
  await open(page, '/');
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await dispatch(page, 'cart/clearCart');
  // The opening bridge reads the storage, which still holds the old cart.
  await page.evaluate((mug) => localStorage.setItem('shop.cart', JSON.stringify({ schema: 1, lines: [mug] })), mug);
  release();
  await expect.poll(() => page.evaluate(() => window.__TARN__.bridge().enabled)).toBe(true);
  await page.waitForTimeout(800);
  expect((await state(page)).cart.lines).toEqual([]);
});

test('the wishlist of one user is not shown to the next, also without products loaded', async ({ page }) => {
  await logInAndKeepAProduct(page);
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  await page.getByTestId('nav-login').click();
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('wishlist-count')).toHaveText('0');
  expect(await stored(page, 'shop.wishlist')).toBeNull();
});

test('a slice registered and changed during a pending write is persisted', async ({ page }) => {
  await page.route('**/federation.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), persist: ['counter'] } });
  });
  await open(page, '/');
  await expect.poll(() => page.evaluate(() => __TARN__.bridge().enabled)).toBe(true);
  await page.evaluate((mug) => {
    const { registerReducer, store } = __TARN__;
    store.dispatch({ type: 'cart/addToCart', payload: mug });
    registerReducer<number>('counter', (count = 0, { type }) => (type === 'counter/added' ? count + 1 : count));
    store.dispatch({ type: 'counter/added' } as never);
  }, mug);
  await expect.poll(async () => JSON.parse((await stored(page, 'shop.counter')) ?? 'null')?.state).toBe(1);
});

for (const [address, landmark] of [
  ['/orders', 'orders-empty'],
  ['/account', 'profile-name'],
  ['/checkout/payment', 'checkout-missing'],
]) {
  test(`on a slow network ${address} shows neither a guest's page nor another address before the session is known`, async ({ page }) => {
    await logIn(page);
    await page.addInitScript(() => {
      const seen: string[] = (window.seen = []);
      const guests = '[data-testid="login-phone"], [data-testid="nav-login"], a.button[href="/login"]';
      new MutationObserver(() => {
        if (document.querySelector(guests)) seen.push("a guest's page");
      }).observe(document, { subtree: true, childList: true });
      const { pushState, replaceState } = history;
      history.pushState = (...parts) => {
        seen.push(`went to ${parts[2]}`);
        pushState.apply(history, parts);
      };
      history.replaceState = (...parts) => {
        seen.push(`went on to ${parts[2]}`);
        replaceState.apply(history, parts);
      };
    });
    const { release, isAsked } = await holdSession(page);
    await open(page, address);
    await isAsked;
    await expect(page.getByTestId('remote-slot').first()).toHaveAttribute('data-status', 'ready');
    await page.waitForTimeout(500);
    expect((await state(page)).user.status).toBe('restoring');
    expect(path(page)).toBe(address);
    release();
    await expect(page.getByTestId(landmark)).toBeVisible();
    expect(path(page)).toBe(address);
    expect(await page.evaluate(() => window.seen)).toEqual([]);
  });
}
