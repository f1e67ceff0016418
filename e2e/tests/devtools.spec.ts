// The development tools: free of cost while they are off; complete control of page and store when they are on.
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { HOST_PORT, REMOTE_PORT_BASE } from '../playwright.config';
import { runs } from '../share';
import { addToCart, expect, logIn, open, state, test } from './shop';

const KEY = 'Control+Alt+KeyD';
const panel = (page: Page) => page.locator('federation-devtools');
const tab = (page: Page, name: string) => panel(page).getByRole('tab', { name });
const remote = (page: Page, name: string) => panel(page).locator(`[data-remote="${name}"]`);
const slot = (page: Page, name: string) => page.locator(`[data-testid="remote-slot"][data-remote="${name}"]`).first();
/** The remote of this name; undefined before the page has started. */
const remoteOf = (page: Page, name: string) => page.evaluate((name) => window.__TARN__?.remotes().find((remote) => remote.name === name), name);
const metrics = (page: Page) => page.evaluate(() => window.__TARN__.metrics());

test('a page without the tools fetches no file of them and has no extra members', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => new URL(request.url()).pathname.startsWith('/devtools/') && fetched.push(request.url()));
  await open(page, '/products');
  await page.getByTestId('product-card').first().waitFor();
  const members = await page.evaluate(() => Object.keys(window.__TARN__).sort());
  expect(members).toEqual(
    [
      'attach',
      'basePath',
      'batch',
      'bridge',
      'contract',
      'crashed',
      'invalidate',
      'log',
      'metrics',
      'mode',
      'mutate',
      'protocol',
      'queries',
      'query',
    ].concat(['ready', 'refusals', 'registerReducer', 'remotes', 'request', 'slices', 'store', 'storeId', 'storeOf', 'stores', 'unregisterReducer']),
  );
  expect(fetched).toEqual([]);
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press(KEY);
  await expect(panel(page).getByRole('region', { name: 'Federation devtools' })).toBeVisible();
  expect(fetched).not.toEqual([]);
  expect(await page.evaluate(() => Object.keys(window.__TARN__).sort())).toEqual(members);
});

test('an action is logged, filtered and inspected, and header and cart page jump back to it', async ({ page }) => {
  await open(page, '/products?devtools');
  await expect(tab(page, 'Actions')).toBeVisible();
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await addToCart(page, 2);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  const log = panel(page).getByTestId('devtools-log').getByRole('button');
  await panel(page).getByTestId('devtools-filter').fill('ADDTOCART');
  await expect(log).toHaveCount(2);
  await expect(log.first()).toContainText('products');
  await log.last().click();
  const detail = panel(page).getByTestId('devtools-action');
  await expect(detail.getByLabel('Payload')).toContainText('"quantity": 1');
  await expect(panel(page).getByTestId('devtools-diff')).toContainText('cart.lines[0]');
  await detail.getByRole('button', { name: 'Jump to this action' }).click();
  await expect(panel(page).getByRole('status').first()).toContainText('In the past');
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await panel(page).getByRole('button', { name: 'Back to the present' }).click();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  await expect(log).toHaveCount(2);
});

test('cart is unmounted, mounted again and restarted, and works each time', async ({ page }) => {
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.keyboard.press(KEY);
  await tab(page, 'Remotes').click();
  await remote(page, 'cart').getByRole('button', { name: 'Unmount cart' }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(0);
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'idle');
  expect(await remoteOf(page, 'cart')).toMatchObject({ status: 'ready', mounts: 0 });
  await remote(page, 'cart').getByRole('button', { name: 'Remount cart' }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await expect(slot(page, 'cart')).toHaveAttribute('data-status', 'ready');
  const before = (await metrics(page)).remoteRestarts;
  await remote(page, 'cart').getByRole('button', { name: 'Restart cart' }).click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.getByTestId('qty-input').fill('3');
  await expect(page.getByTestId('cart-badge')).toHaveText('3');
  expect((await metrics(page)).remoteRestarts).toBe(before + 1);
  expect(await remoteOf(page, 'cart')).toMatchObject({ status: 'ready', mounts: 1, sync: 'actions' });
});

test('the panel opens by address, stays on for the tab, and closes by key', async ({ page, errors }) => {
  await open(page, '/?devtools');
  await expect(tab(page, 'Store')).toBeVisible();
  await open(page, '/products');
  await expect(tab(page, 'Store')).toBeVisible();
  await tab(page, 'Actions').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Store')).toBeFocused();
  const store = panel(page).locator('[data-part="store"]');
  await expect(store).toContainText(await page.evaluate(() => window.__TARN__.storeId));
  await expect(panel(page).locator('[data-part="slices"]')).toContainText('cart of shared-store');
  await page.evaluate(() => {
    try {
      window.__TARN__.store.dispatch({ type: 'cart/fly' } as never);
    } catch {
      // Intended: the refusals list it.
    }
  });
  await expect(panel(page).locator('[data-part="refusals"]')).toContainText('cart/fly by host');
  await expect.poll(() => errors.splice(0).join()).toContain('cart/fly');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.reload();
  await page.getByTestId('product-card').first().waitFor();
  await expect(panel(page)).toHaveCount(0);
});

const overrideUrl = `http://localhost:${REMOTE_PORT_BASE + 1}/remote.json`;
const stored = (page: Page) => page.evaluate(() => localStorage.getItem('federation.overrides'));

test('cart comes from an allowed origin until the override is removed on the page', async ({ page }) => {
  await logIn(page);
  await open(page, `/cart?remote.cart=${encodeURIComponent(overrideUrl)}`);
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect((await remoteOf(page, 'cart'))?.url).toBe(overrideUrl);
  expect(new URL(page.url()).search).toBe('');
  const badge = page.getByRole('complementary', { name: 'Overrides' });
  await expect(badge).toContainText(`cart from ${overrideUrl}`);
  await expect(panel(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect((await remoteOf(page, 'cart'))?.url).toBe(overrideUrl);
  await badge.getByRole('button', { name: 'Remove the override of cart' }).click();
  await expect(badge).toHaveCount(0);
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect((await remoteOf(page, 'cart'))?.url).toBe(`http://localhost:${HOST_PORT}/remotes/cart/remote.json`);
  expect(await stored(page)).toBeNull();
});

test('an override from elsewhere is refused with a message, and cart comes from its usual place', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('evil') && !request.isNavigationRequest() && asked.push(request.url()));
  await logIn(page);
  for (const url of ['https://evil.example/remote.json', 'http://localhost:4002@evil.example/remote.json']) {
    await open(page, `/cart?remote.cart=${encodeURIComponent(url)}`);
    await expect(page.getByRole('alert').filter({ hasText: 'FED-016' })).toContainText(
      `the override of "cart" by "${url}" is not used: its origin is not among the overrideOrigins of federation.json`,
    );
    await expect(page.getByTestId('cart-empty')).toBeVisible();
    expect((await remoteOf(page, 'cart'))?.url).toContain(`:${HOST_PORT}/remotes/cart/`);
    expect(await stored(page)).toBeNull();
  }
  expect(asked).toEqual([]);
});

test('invalid stored overrides do no harm', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(() => localStorage.setItem('federation.overrides', '{"cart": 7, "products": ["x"]'));
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});

/** Presses a button that loads the page again. */
async function pressToReload(page: Page, button: Locator) {
  const loaded = page.waitForEvent('load');
  await button.click();
  await loaded;
}

test('the panel overrides a remote and removes it again', async ({ page }) => {
  await logIn(page);
  await open(page, '/cart?devtools');
  await tab(page, 'Remotes').click();
  await remote(page, 'cart').getByRole('textbox', { name: 'Manifest that overrides cart' }).fill(overrideUrl);
  await pressToReload(page, remote(page, 'cart').getByRole('button', { name: 'Override cart' }));
  await expect.poll(async () => (await remoteOf(page, 'cart'))?.url).toBe(overrideUrl);
  await tab(page, 'Remotes').click();
  await expect(remote(page, 'cart')).toContainText(`overridden by ${overrideUrl}`);
  await pressToReload(page, remote(page, 'cart').getByRole('button', { name: 'Remove the override of cart' }));
  await expect.poll(async () => (await remoteOf(page, 'cart'))?.url).toContain(`:${HOST_PORT}/`);
});

/** The extension's name for the history with the state after each action. */
interface LiftedState {
  computedStates: { state: Federation.State }[];
  skippedActionIds: number[];
  currentStateIndex: number;
}

interface FakeExtension {
  options?: { features: object };
  inits: Federation.State[];
  sends: { action: Federation.LogEntry; state: Federation.State & LiftedState }[];
  errors: string[];
  say(message: unknown): void;
}

declare global {
  interface Window {
    fake: FakeExtension;
    __REDUX_DEVTOOLS_EXTENSION__: {
      connect(options: FakeExtension['options']): {
        init(state: Federation.State): void;
        send(action: Federation.LogEntry, state: Federation.State & LiftedState): void;
        error(what: string): void;
        subscribe(listener: FakeExtension['say']): void;
      };
    };
  }
}

/** A fake of the extension: records its messages, and sends the page what the real one would. */
async function fakeExtension(page: Page) {
  await page.addInitScript(() => {
    const fake: FakeExtension = { inits: [], sends: [], errors: [], say: () => {} };
    window.fake = fake;
    window.__REDUX_DEVTOOLS_EXTENSION__ = {
      connect(options) {
        fake.options = options;
        return {
          init: (state) => fake.inits.push(structuredClone(state)),
          send: (action, state) => fake.sends.push(structuredClone({ action, state })),
          error: (what) => fake.errors.push(what),
          subscribe: (listener) => (fake.say = listener),
        };
      },
    };
  });
}
const fake = (page: Page): Promise<FakeExtension> => page.evaluate(() => JSON.parse(JSON.stringify(window.fake)));
const say = (page: Page, message: unknown) => page.evaluate((message) => window.fake.say(message), message);
const dispatched = (page: Page, type: string, rest = {}) => say(page, { type: 'DISPATCH', payload: { type }, ...rest });
const line = (productId: string) => ({ productId, name: productId, priceCents: 100, quantity: 1, image: '' });
const add = (page: Page, productId: string) =>
  page.evaluate((payload) => window.__TARN__.store.dispatch({ type: 'cart/addToCart', payload }), line(productId));
const lines = async (page: Page) => (await state(page)).cart.lines.map((line) => line.productId);

test('the Redux extension is not contacted until the tools are on, and then receives everything but secrets', async ({ page }) => {
  let token = '';
  page.on('response', async (response) => {
    if (response.url().endsWith('/api/auth/verify')) token = (await response.json()).token;
  });
  await fakeExtension(page);
  await open(page, '/login');
  await page.getByTestId('login-phone').waitFor();
  expect((await fake(page)).options).toBeUndefined();
  await page.keyboard.press(KEY);
  await expect.poll(async () => (await fake(page)).inits.length).toBe(1);
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await addToCart(page, 1);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  const { options, sends, inits } = await fake(page);
  expect(options?.features).toEqual({
    pause: true,
    lock: false,
    persist: false,
    export: true,
    import: 'custom',
    jump: true,
    skip: true,
    reorder: false,
    dispatch: true,
    test: false,
  });
  const sent = sends.at(-1)!;
  expect(sent.action).toMatchObject({ type: 'cart/addToCart', from: 'products', seq: expect.any(Number), payload: { quantity: 1 } });
  expect(sent.state).toEqual(await state(page));
  expect(sends.some((one) => one.action.type === 'user/setAt' && one.action.from === 'auth')).toBe(true);
  expect(token).not.toBe('');
  expect(JSON.stringify([inits, sends])).not.toContain(token);
  await panel(page).getByTestId('devtools-filter').fill('setAt');
  await panel(page).getByTestId('devtools-log').getByRole('button').first().click();
  await expect(panel(page).getByLabel('Payload')).toContainText('[redacted]');
  expect(await panel(page).evaluate((host) => host.shadowRoot!.textContent)).not.toContain(token);
});

test('the Redux extension moves every remote: jump, rollback, reset, commit, import, toggle', async ({ page }) => {
  await fakeExtension(page);
  await logIn(page);
  await open(page, '/cart?devtools');
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  // The server's data have arrived, so the actions that follow are those of the test.
  const types = async () => (await fake(page)).sends.map(({ action }) => action?.type);
  await expect.poll(types).toEqual(expect.arrayContaining(['support/setTickets', 'chat/setMessages']));
  for (const id of ['a', 'b', 'c']) await add(page, id);
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  // The connection may have recorded the restored session, so only the ids of the last three count.
  const { inits, sends } = await fake(page);
  const last = sends.length;
  const states = [inits[0], ...sends.map((one) => one.state)];

  await dispatched(page, 'JUMP_TO_STATE', { payload: { type: 'JUMP_TO_STATE', actionId: last - 2 }, state: JSON.stringify(states[last - 2]) });
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await dispatched(page, 'JUMP_TO_ACTION', { payload: { type: 'JUMP_TO_ACTION', actionId: last }, state: JSON.stringify(states[last]) });
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  expect((await fake(page)).sends.length, 'a jump is no action').toBe(last);

  const lifted = {
    actionsById: Object.fromEntries([{ type: '@@INIT' }, ...sends.map((one) => one.action)].map((action, id) => [id, { action }])),
    computedStates: states.map((state) => ({ state })),
    stagedActionIds: states.map((_, id) => id),
    skippedActionIds: [] as number[],
    currentStateIndex: last,
    nextActionId: last + 1,
  };
  const metricsBefore = await metrics(page);
  await dispatched(page, 'TOGGLE_ACTION', { payload: { type: 'TOGGLE_ACTION', id: last - 1 }, state: JSON.stringify(lifted) });
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  expect(await lines(page)).toEqual(['a', 'c']);
  const toggled = (await fake(page)).sends.at(-1)!;
  expect(toggled.action).toBeNull();
  expect(toggled.state.skippedActionIds).toEqual([last - 1]);
  expect(toggled.state.computedStates.at(-1)?.state.cart.lines).toHaveLength(2);
  expect((await metrics(page)).dispatched, 'nothing is dispatched again to find out').toBe(metricsBefore.dispatched);
  await dispatched(page, 'TOGGLE_ACTION', { payload: { type: 'TOGGLE_ACTION', id: last - 1 }, state: JSON.stringify(toggled.state) });
  expect(await lines(page)).toEqual(['a', 'b', 'c']);

  await dispatched(page, 'IMPORT_STATE', { payload: { type: 'IMPORT_STATE', nextLiftedState: { ...lifted, currentStateIndex: last - 1 } } });
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  expect((await fake(page)).sends.at(-1)?.state.currentStateIndex).toBe(last - 1);
  await dispatched(page, 'ROLLBACK', { state: JSON.stringify(states[last - 2]) });
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  expect((await fake(page)).inits.at(-1)?.cart.lines).toHaveLength(1);
  await add(page, 'd');
  await dispatched(page, 'COMMIT');
  expect((await fake(page)).inits.at(-1)?.cart.lines).toHaveLength(2);
  await dispatched(page, 'RESET');
  await expect(page.getByTestId('cart-empty')).toBeVisible();
});

test('the Redux extension dispatches only JSON, pauses, and shows the reason of a refusal', async ({ page }) => {
  await fakeExtension(page);
  await open(page, '/products?devtools');
  await page.getByTestId('product-card').first().waitFor();
  await say(page, { type: 'ACTION', payload: JSON.stringify({ type: 'cart/addToCart', payload: line('x') }) });
  expect(await lines(page)).toEqual(['x']);
  await say(page, { type: 'ACTION', payload: '(() => { window.evaluated = true; return {type: "cart/clearCart"} })()' });
  expect(await page.evaluate(() => window.evaluated)).toBeUndefined();
  expect((await fake(page)).errors.at(-1)).toContain('JSON');
  await dispatched(page, 'IMPORT_STATE', {
    payload: { type: 'IMPORT_STATE', nextLiftedState: { computedStates: [{ state: { cart: { lines: 7 } } }] } },
  });
  expect((await fake(page)).errors.at(-1)).toContain('cart');
  expect(await lines(page)).toEqual(['x']);
  const sent = (await fake(page)).sends.length;
  await dispatched(page, 'PAUSE_RECORDING', { payload: { type: 'PAUSE_RECORDING', status: true } });
  await add(page, 'y');
  expect((await fake(page)).sends.length).toBe(sent);
  await dispatched(page, 'PAUSE_RECORDING', { payload: { type: 'PAUSE_RECORDING', status: false } });
  await add(page, 'z');
  expect((await fake(page)).sends.slice(sent).map((one) => one.action.type)).toEqual(['@@devtools/resumed', 'cart/addToCart']);
  await say(page, { type: 'STOP' });
  await add(page, 'w');
  expect((await fake(page)).sends.length).toBe(sent + 2);
  await say(page, { type: 'START' });
  expect((await fake(page)).inits.at(-1)?.cart.lines).toHaveLength(4);
});

for (const [row, [width, height]] of [
  [1280, 800],
  [390, 844],
].entries()) {
  test(`the open panel has no accessibility violation and does not overflow at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, '/products?devtools');
    await page.getByTestId('product-card').first().waitFor();
    await addToCart(page, 1);
    await panel(page).getByTestId('devtools-log').getByRole('button').first().click();
    for (const [column, name] of ['Actions', 'Remotes', 'Store'].entries()) {
      await tab(page, name).click();
      for (const [layer, theme] of (['light', 'dark'] as const).entries()) {
        if (!runs(2, row, column, layer)) continue;
        await page.evaluate((theme) => window.__TARN__.store.dispatch({ type: 'context/setTheme', payload: { theme } }), theme);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        // Without `preload: false`, axe would insert the tools' style sheet as an inline style, which the policy forbids.
        const axe = new AxeBuilder({ page }).include('federation-devtools').options({ preload: false });
        const { violations } = await axe.analyze();
        expect(
          violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]),
          `${name}, ${theme}`,
        ).toEqual([]);
      }
      const overflow = await panel(page).evaluate((host) => {
        const panel = host.shadowRoot!.querySelector('.panel')!;
        return panel.scrollWidth - panel.clientWidth;
      });
      expect(overflow, name).toBe(0);
    }
  });
}

test("skipping an action keeps the state of a remote's own slice, whose actions cannot be skipped", async ({ page }) => {
  await fakeExtension(page);
  await open(page, '/products?devtools');
  await page.getByTestId('wishlist-toggle').first().waitFor();
  await expect.poll(async () => (await fake(page)).inits.length).toBe(1);
  await add(page, 'a');
  await page.getByTestId('wishlist-toggle').first().click();
  await add(page, 'b');
  const { inits, sends } = await fake(page);
  const last = sends.length;
  const lifted = {
    actionsById: Object.fromEntries([{ type: '@@INIT' }, ...sends.map((one) => one.action)].map((action, id) => [id, { action }])),
    computedStates: [inits[0], ...sends.map((one) => one.state)].map((state) => ({ state })),
    stagedActionIds: [...sends.keys(), last],
    skippedActionIds: [] as number[],
    currentStateIndex: last,
    nextActionId: last + 1,
  };
  expect(sends.map((one) => one.action.type).slice(-3)).toEqual(['cart/addToCart', 'wishlist/keep', 'cart/addToCart']);
  const kept = (await state(page)).wishlist.productIds;
  expect(kept).toHaveLength(1);
  const toggle = (id: number) => dispatched(page, 'TOGGLE_ACTION', { payload: { type: 'TOGGLE_ACTION', id }, state: JSON.stringify(lifted) });
  await toggle(last - 2);
  expect(await lines(page)).toEqual(['b']);
  expect((await state(page)).wishlist.productIds).toEqual(kept);
  await toggle(last - 1);
  expect((await fake(page)).errors.at(-1)).toContain('"wishlist/keep" cannot be skipped');
  expect((await state(page)).wishlist.productIds).toEqual(kept);
});

test('an action of a batch is not shown with the changes of the whole batch', async ({ page }) => {
  await open(page, '/?devtools');
  await expect(tab(page, 'Actions')).toBeVisible();
  await page.evaluate((mug) => {
    const { batch, store } = __TARN__;
    batch(() => {
      store.dispatch({ type: 'cart/addToCart', payload: mug });
      store.dispatch({ type: 'context/setLocale', payload: { locale: 'de-DE' } });
    });
  }, line('a'));
  await tab(page, 'Actions').click();
  const detail = panel(page).getByTestId('devtools-action');
  for (const type of ['cart/addToCart', 'context/setLocale']) {
    await panel(page).getByTestId('devtools-log').getByRole('button', { name: type }).first().click();
    await expect(detail).toContainText('applied together with others');
    await expect(panel(page).getByTestId('devtools-diff')).toHaveCount(0);
  }
  await page.evaluate(() => __TARN__.store.dispatch({ type: 'context/setLocale', payload: { locale: 'en-US' } }));
  await panel(page).getByTestId('devtools-log').getByRole('button', { name: 'context/setLocale' }).first().click();
  await expect(panel(page).getByTestId('devtools-diff')).toContainText('context.locale');
});

test('the panel shows the current counters and the size of each remote', async ({ page }) => {
  await open(page, '/products?devtools');
  await page.getByTestId('product-card').first().waitFor();
  await tab(page, 'Remotes').click();
  const loaded = remote(page, 'products').locator('dt', { hasText: 'loaded' }).locator('+ dd');
  const weight = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.startsWith('/remotes/products/'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
  expect(weight).toBeGreaterThan(30_000);
  await expect(loaded).toHaveText(`${(weight / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} KB`);
  await tab(page, 'Store').click();
  const counter = (name: string) => panel(page).locator('[data-part="metrics"] dt', { hasText: name }).locator('+ dd');
  await expect(counter('replicas')).toHaveText('1');
  const before = (await metrics(page)).dispatched;
  await expect(counter('dispatched')).toHaveText(String(before));
  await add(page, 'a');
  await expect(counter('dispatched')).toHaveText(String(before + 1));
});
