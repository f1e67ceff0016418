// window.__TARN__, and remotes that fail.
import { createHash } from 'node:crypto';
import { addToCart, expect, hold, logIn, open, test, withoutRenderedHtml } from './shop';

const quiet = (errors: string[], expected: RegExp) => {
  expect(
    errors.some((error) => expected.test(error)),
    `an error like ${expected} is reported`,
  ).toBe(true);
  errors.length = 0;
};

test('the registry is sealed, and the store speaks Redux', async ({ page }) => {
  await open(page, '/');
  const seen = await page.evaluate(async () => {
    const federation = window.__TARN__;
    await federation.ready;
    const property = Object.getOwnPropertyDescriptor(window, '__TARN__')!;
    const { dispatch, getState, subscribe } = federation.store;
    const before = getState();
    let heard = 0;
    let seenThis: unknown = 'never';
    const unsubscribe = subscribe(function (this: unknown) {
      'use strict';
      heard += 1;
      seenThis = this;
    });
    const action = { type: 'context/setTheme', payload: { theme: 'dark' } } as const;
    const returned = dispatch(action);
    const after = getState();
    unsubscribe();
    unsubscribe();
    dispatch({ type: 'context/setTheme', payload: { theme: 'light' } });
    dispatch({ type: '@@redux/INIT.x.y' });
    return {
      sealed: [property.writable, property.configurable],
      frozen: Object.isFrozen(federation),
      keys: Object.keys(federation.store).sort(),
      observable: typeof Reflect.get(federation.store, '@@observable'),
      protocol: federation.protocol,
      mode: federation.mode,
      contract: federation.contract,
      storeId: federation.storeId,
      stores: federation.stores,
      // biome-ignore lint/suspicious/noSelfCompare: two calls give the same object.
      same: getState() === getState(),
      returned: returned === action,
      heard,
      seenThis: seenThis === undefined,
      changed: before !== after && before.context !== after.context,
      untouched: before.cart === after.cart,
      theme: after.context.theme,
      log: federation.log().at(-1),
      metrics: federation.metrics(),
      slices: Object.keys(getState()).sort(),
    };
  });
  expect(seen).toMatchObject({
    sealed: [false, false],
    frozen: true,
    keys: ['dispatch', 'getState', 'replaceReducer', 'subscribe'],
    observable: 'function',
    protocol: '1',
    mode: 'host',
    stores: 1,
    same: true,
    returned: true,
    heard: 1,
    seenThis: true,
    changed: true,
    untouched: true,
    theme: 'dark',
    slices: ['cart', 'chat', 'context', 'support', 'user'],
  });
  expect(seen.contract).toMatch(/^\d+\.\d+\.\d+$/);
  expect(seen.storeId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(seen.log).toMatchObject({ type: 'context/setTheme', payload: { theme: 'light' }, from: 'host' });
  expect(seen.metrics.dispatched).toBeGreaterThan(2);
});

test('a wrong dispatch throws a descriptive error and changes nothing', async ({ page }) => {
  await open(page, '/');
  const messages = await page.evaluate(() => {
    const { dispatch, getState } = window.__TARN__.store;
    const line = { productId: 'p1', name: 'Mug', priceCents: 1450, image: '' };
    const before = getState().cart;
    const wrong: unknown[] = [
      null,
      [],
      Promise.resolve(),
      {},
      { type: 7 },
      { type: 'cart/fly' },
      { type: 'nowhere/at-all' },
      { type: 'cart/addToCart' },
      { type: 'cart/addToCart', payload: { ...line, quantity: 'many' } },
      { type: 'cart/addToCart', payload: { ...line, quantity: -1 } },
      { type: 'cart/addToCart', payload: { ...line, quantity: 0 } },
      { type: 'cart/addToCart', payload: { ...line, quantity: 10_000_000 } },
      { type: 'cart/addToCart', payload: { ...line, quantity: 1.5 } },
      { type: 'cart/addToCart', payload: { ...line, quantity: NaN } },
      { type: 'cart/addToCart', payload: { ...line, productId: { toString: () => 'p1' }, quantity: 1 } },
    ];
    const messages = wrong.map((action) => {
      try {
        dispatch(action as never);
        return 'nothing was thrown';
      } catch (error) {
        return error instanceof Error ? error.message : 'no Error';
      }
    });
    return [...messages, getState().cart === before];
  });
  const expected = [
    /null/,
    /array/,
    /Promise/,
    /undefined/,
    /number/,
    /cart\/fly/,
    /nowhere/,
    /payload|value/,
    /quantity/,
    /quantity/,
    /quantity/,
    /quantity/,
    /quantity/,
    /quantity/,
    /productId/,
    true,
  ];
  messages.forEach((message, index) => {
    const wanted = expected[index];
    if (wanted instanceof RegExp) expect(message, `case ${index}`).toMatch(wanted);
    else expect(message).toBe(wanted);
  });
});

test('a session over all five remotes: one store, six different wasm files', async ({ page }) => {
  const wasm = new Set<string>();
  page.on('response', (response) => {
    if (response.url().endsWith('.wasm')) wasm.add(new URL(response.url()).pathname);
  });
  const storeId = () => page.evaluate(() => window.__TARN__.storeId);
  await open(page, '/');
  const before = await storeId();
  await page.getByTestId('nav-products').click();
  await page.getByTestId('product-card').first().waitFor();
  await page.getByTestId('nav-login').click();
  await logIn(page);
  await addToCart(page, 1);
  for (const [link, landmark] of [
    ['nav-cart', 'cart-line'],
    ['nav-orders', 'orders-empty'],
    ['nav-account', 'profile-name'],
  ]) {
    await page.getByTestId(link).click();
    await page.getByTestId(landmark).first().waitFor();
  }
  expect(wasm.size).toBe(6);
  expect(await storeId()).toBe(before);
  const remotes = await page.evaluate(() => window.__TARN__.remotes());
  // The list includes remotes that were added to the shop; those are idle.
  const used = remotes.filter((remote) => remote.status !== 'idle');
  expect(used.map((remote) => [remote.name, remote.status, remote.sync])).toEqual(
    ['account', 'auth', 'cart', 'orders', 'products'].map((name) => [name, 'ready', 'actions']),
  );
  expect(await page.evaluate(() => window.__TARN__.metrics().resyncs)).toBe(0);
});

test('the access token is in no state, log or storage', async ({ page }) => {
  let token = '';
  page.on('response', async (response) => {
    if (response.url().endsWith('/api/auth/verify')) token = (await response.json()).token;
  });
  await logIn(page);
  await expect.poll(() => token).not.toBe('');
  const everything = await page.evaluate(() => {
    const federation = window.__TARN__;
    return JSON.stringify([federation.store.getState(), federation.log(), { ...localStorage }, { ...sessionStorage }, document.cookie]);
  });
  expect(everything).not.toContain(token);
  expect(everything).toContain('[redacted]');
});

test('two mounts of one remote share one instance', async ({ page }) => {
  const wasm: string[] = [];
  page.on('request', (request) => request.url().endsWith('.wasm') && wasm.push(request.url()));
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await page.getByTestId('nav-cart').hover();
  await expect(page.getByTestId('mini-cart')).toBeVisible();
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(wasm.filter((url) => url.includes('/cart/'))).toHaveLength(1);
});

test('two components of one remote that are mounted at the same time are one instance', async ({ page }) => {
  const wasm: string[] = [];
  page.on('request', (request) => request.url().endsWith('.wasm') && wasm.push(request.url()));
  // Counts every created instance.
  await page.addInitScript(() => {
    window.instanceCount = 0;
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) => {
      window.instanceCount += 1;
      return instantiate(...given);
    };
  });
  await page.route('**/federation.json', async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    list.remotes.cart.routes = [{ path: '/glance', component: 'MiniCartPreview' }];
    await route.fulfill({ response: answer, json: list });
  });
  await open(page, '/products');
  await addToCart(page, 2);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<a href="/glance" id="go">glance</a>');
    document.getElementById('go')!.click();
  });
  await expect(page.locator('main').getByTestId('mini-cart-line')).toHaveCount(2);
  const instances = await page.evaluate(() => window.instanceCount);
  await page.getByTestId('nav-cart').focus();
  await expect(page.getByTestId('mini-cart')).toHaveCount(2);
  const cart = () => page.evaluate(() => window.__TARN__.remotes().find((remote) => remote.name === 'cart'));
  expect(await cart()).toMatchObject({ status: 'ready', mounts: 2 });
  expect(await page.evaluate(() => window.instanceCount)).toBe(instances);
  expect(wasm.filter((url) => url.includes('/cart/'))).toHaveLength(1);
  await page.evaluate(() => {
    const { store } = window.__TARN__;
    const [{ productId }] = store.getState().cart.lines;
    store.dispatch({ type: 'cart/removeFromCart', payload: { productId } });
  });
  await expect(page.locator('main').getByTestId('mini-cart-line')).toHaveCount(1);
  await expect(page.locator('header').getByTestId('mini-cart-line')).toHaveCount(1);
  await page.getByTestId('theme-toggle').focus();
  await expect(page.getByTestId('mini-cart')).toHaveCount(1);
  expect(await cart()).toMatchObject({ mounts: 1 });
});

test('a remote without a manifest fails in its slot, Retry works, the page lives on', async ({ page, errors }) => {
  await withoutRenderedHtml(page);
  await page.route('**/remotes/products/remote.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
  await open(page, '/products');
  const slot = page.locator('[data-testid="remote-slot"][data-remote="products"]');
  await expect(slot).toHaveAttribute('data-status', 'failed');
  await expect(page.getByTestId('remote-error')).toContainText('FED-001');
  const products = () => page.evaluate(() => window.__TARN__.remotes().find((remote) => remote.name === 'products'));
  expect(await products()).toMatchObject({ status: 'failed', error: expect.stringContaining('FED-001') });
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await page.getByTestId('nav-products').click();
  await expect(slot).toHaveAttribute('data-status', 'failed');
  await page.unroute('**/remotes/products/remote.json');
  await page.getByTestId('remote-retry').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect(slot).toHaveAttribute('data-status', 'ready');
  expect((await page.evaluate(() => window.__TARN__.metrics())).remoteFailures).toBeGreaterThan(0);
  quiet(errors, /FED-001/);
});

test('a difference between the HTML of a server and a view is counted and named', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  // A view reports by this event; `crates/view/tests/web_claim.rs` makes real differences.
  const counted = await page.evaluate(() => {
    const detail = { component: 'ProductCard', expected: '<li class="card">', position: '#main > ul:nth-child(1)' };
    for (const at of [document.querySelector('[data-testid="product-card"]'), document.body])
      at?.dispatchEvent(new CustomEvent('tarn:mismatch', { bubbles: true, detail }));
    return window.__TARN__.metrics().viewMismatches;
  });
  expect(counted).toBe(2);
  const difference = "the server's HTML differs where '<li class=\"card\">' is expected, in #main > ul:nth-child(1)";
  expect(warnings).toEqual([
    `FED-022: remote "products", <ProductCard>: ${difference}; that part was created anew`,
    `FED-022: host, <ProductCard>: ${difference}; that part was created anew`,
  ]);
});

test('a difference that cannot be read is counted and breaks nothing', async ({ page }) => {
  await open(page, '/');
  const counted = await page.evaluate(() => {
    const throwing = {
      get component() {
        throw new Error('unreadable');
      },
    };
    for (const detail of [throwing, { expected: Object.create(null) }, { position: Symbol('here') }, 7, null])
      document.body.dispatchEvent(new CustomEvent('tarn:mismatch', { bubbles: true, detail }));
    return window.__TARN__.metrics().viewMismatches;
  });
  expect(counted).toBe(5);
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});

for (const [what, body, code] of [
  ['is not JSON', '<!doctype html>', 'FED-002'],
  [
    'lacks its integrity',
    JSON.stringify({
      schema: 1,
      name: 'products',
      version: '1.0.0',
      buildId: 'x',
      exposes: [],
      entry: { js: 'a.js', wasm: 'a.wasm' },
      integrity: {},
    }),
    'FED-002',
  ],
  [
    'requires another contract',
    JSON.stringify({
      schema: 1,
      name: 'products',
      version: '1.0.0',
      buildId: 'x',
      exposes: [],
      entry: { js: 'a.js', wasm: 'a.wasm' },
      integrity: { 'a.js': 'sha384-x', 'a.wasm': 'sha384-y' },
      requires: { 'shared-store': { version: '^9.0.0', strict: true } },
    }),
    'FED-003',
  ],
]) {
  test(`a manifest that ${what} is named in the slot, and no code is fetched`, async ({ page, errors }) => {
    const fetched: string[] = [];
    page.on('request', (request) => /remotes\/products\/.*\.(js|wasm)$/.test(request.url()) && fetched.push(request.url()));
    await withoutRenderedHtml(page);
    await page.route('**/remotes/products/remote.json', (route) => route.fulfill({ contentType: 'application/json', body }));
    await open(page, '/products');
    await expect(page.getByTestId('remote-error')).toContainText(code);
    await expect(page.getByTestId('remote-slot')).toHaveAttribute('data-status', code === 'FED-003' ? 'refused' : 'failed');
    expect(fetched).toEqual([]);
    quiet(errors, new RegExp(code));
  });
}

for (const [what, remotes] of [
  ['is malformed', 7],
  ['names a remote like the contract', { 'shared-store': { manifests: ['/remotes/products/remote.json'] } }],
]) {
  test(`a federation.json that ${what} fails the slots, not the page`, async ({ page, errors }) => {
    await page.route('**/federation.json', (route) => route.fulfill({ body: JSON.stringify({ remotes }) }));
    await open(page, '/products');
    await expect(page.getByTestId('remote-error')).toContainText('FED-002');
    await expect(page.getByTestId('nav-products')).toBeVisible();
    await page.unroute('**/federation.json');
    await page.getByTestId('remote-retry').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    quiet(errors, /FED-002/);
  });
}

test('the error of a component that is not exposed names it and the remote', async ({ page, errors }) => {
  await page.route('**/federation.json', async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    list.remotes.cart.routes = [{ path: '/glance', component: 'MiniCart' }];
    await route.fulfill({ response: answer, json: list });
  });
  await open(page, '/glance');
  await expect(page.getByTestId('remote-error')).toContainText('FED-004');
  await expect(page.getByTestId('remote-error')).toContainText('remote "cart" does not expose "MiniCart"');
  await expect(page.getByTestId('remote-slot')).toHaveAttribute('data-status', 'failed');
  quiet(errors, /FED-004/);
});

test('invalid wasm with the right hash fails in its slot', async ({ page, errors }) => {
  const broken = Buffer.from('this is no wasm');
  await withoutRenderedHtml(page);
  await page.route('**/remotes/products/remote.json', async (route) => {
    const answer = await route.fetch();
    const manifest = await answer.json();
    manifest.integrity[manifest.entry.wasm] = `sha384-${createHash('sha384').update(broken).digest('base64')}`;
    await route.fulfill({ response: answer, json: manifest });
  });
  await page.route('**/products_bg.wasm*', (route) => route.fulfill({ contentType: 'application/wasm', body: broken }));
  await open(page, '/products');
  await expect(page.getByTestId('remote-error')).toContainText('FED-007');
  await expect(page.getByTestId('nav-products')).toBeVisible();
  quiet(errors, /FED-007/);
});

test('leaving while a remote still loads mounts nothing, and coming back mounts it', async ({ page }) => {
  const release = await hold(page, '**/products_bg.wasm');
  await open(page, '/products');
  await expect(page.getByTestId('remote-slot')).toHaveAttribute('data-status', 'loading');
  await page.getByTestId('nav-login').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  release();
  await expect.poll(() => page.evaluate(() => window.__TARN__.remotes().find((remote) => remote.name === 'products')?.status)).toBe('ready');
  expect(await page.evaluate(() => window.__TARN__.remotes().find((remote) => remote.name === 'products')?.mounts)).toBe(0);
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});
