// Apps of two versions of the contract in one page, as after a deployment by one of two teams. The cases are those of the version checks of other
// module federations. The apps are really built, those of the next version by `cargo xtask build --next-contract`.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import type { FederationJson, RemoteJson } from './manifests';
import { ownServer, root } from './own_server';
import { expect, logIn, open, reload, state, test as base } from './shop';

const nextDist = process.env.NEXT_CONTRACT_DIST ?? join(root, 'target/next-contract/dist');

/** The deployed builds: `host` and `cart` have the next version of the contract if set, otherwise the current one. */
interface Deployment {
  next: ('host' | 'remotes/cart')[];
  /** Changes the cart's remote.json. */
  manifest?(manifest: RemoteJson): object;
  /** Changes federation.json. */
  federation?(federation: FederationJson): object;
}

interface Shop {
  /** Serves these builds; returns the served folder. */
  deploy(deployment: Deployment): Promise<string>;
  /** Console messages, by kind. */
  said: { info: string[]; warning: string[] };
  /** Fetched files of the cart remote. */
  cartFiles: string[];
}

const test = base.extend<{ shop: Shop }>({
  // A server per test, at a port per worker.
  baseURL: async ({}, use, { parallelIndex }) => use(`http://localhost:${HOST_PORT + 40 + parallelIndex}`),
  shop: async ({ baseURL, page }, use) => {
    const said = { info: [] as string[], warning: [] as string[] };
    page.on('console', (message) => {
      if (message.type() === 'info' || message.type() === 'warning') said[message.type() as 'info'].push(message.text());
    });
    const cartFiles: string[] = [];
    page.on('request', (request) => /remotes\/cart\/.*\.(js|wasm|css)$/.test(request.url()) && cartFiles.push(request.url()));
    let server: Awaited<ReturnType<typeof ownServer>> | undefined;
    const deploy = async ({ next, manifest, federation }: Deployment) => {
      server = await ownServer(Number(new URL(baseURL!).port), (dist) => {
        for (const app of next) replace(join(nextDist, app), join(dist, app));
        if (manifest) rewrite(join(dist, 'remotes/cart/remote.json'), manifest);
        if (federation) rewrite(join(dist, 'federation.json'), federation);
      });
      return server.dist;
    };
    await use({ deploy, said, cartFiles });
    // A page that still fetches in idle time would report a server that is gone.
    await page.close();
    await server?.stop();
  },
});

function replace(from: string, to: string) {
  rmSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
}

function rewrite<Json>(file: string, change: (json: Json) => object) {
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
  rmSync(`${file}.br`, { force: true });
}

const builtWith = (dist: string): string =>
  JSON.parse(readFileSync(join(dist, 'remotes/cart/remote.json'), 'utf8')).requires['shared-store'].version.slice(1);

let now: string;
let next: string;

test.beforeAll(() => {
  expect(existsSync(join(nextDist, 'remotes/cart/remote.json')), `${nextDist} is not built: run \`cargo xtask build --next-contract\``).toBe(true);
  now = builtWith(join(root, 'dist'));
  next = builtWith(nextDist);
  const [major, minor] = now.split('.').map(Number);
  expect(next, `${nextDist} is out of date: run \`cargo xtask build --next-contract\``).toBe(`${major}.${minor + 1}.0`);
});

const notStrict = (manifest: RemoteJson) => {
  manifest.requires['shared-store'].strict = false;
  return manifest;
};

const syncs = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      __TARN__
        .remotes()
        .filter(({ sync }) => sync)
        .map(({ name, sync }) => [name, sync]),
    ),
  );

const dispatch = (page: Page, action: { type: string; payload?: unknown }) =>
  page.evaluate((action) => {
    try {
      __TARN__.store.dispatch(action as never);
      return 'done';
    } catch (error) {
      return (error as { reason?: string }).reason;
    }
  }, action);

/** The products remote adds pieces of the product at this index of its list. */
async function add(page: Page, place: number, pieces: number) {
  await page.getByTestId('nav-products').click();
  for (let piece = 0; piece < pieces; piece++) await page.getByTestId('add-to-cart').nth(place).click();
}

/** The store, the host's badge and the cart remote's page show these quantities, and the remote's total equals the store's. */
async function allHave(page: Page, quantities: number[]) {
  const pieces = quantities.reduce((sum, quantity) => sum + quantity, 0);
  await expect(page.getByTestId('cart-badge')).toHaveText(String(pieces));
  const { lines } = (await state(page)).cart;
  expect(lines.map(({ quantity }: { quantity: number }) => quantity)).toEqual(quantities);
  const fields = page.getByTestId('qty-input');
  await expect(fields).toHaveCount(quantities.length);
  for (const [place, quantity] of quantities.entries()) await expect(fields.nth(place)).toHaveValue(String(quantity));
  const cents = lines.reduce((sum: number, line: { priceCents: number; quantity: number }) => sum + line.priceCents * line.quantity, 0);
  expect((await page.getByTestId('cart-total').innerText()).replace(/\D/g, '')).toBe(String(cents));
}

const resyncs = (page: Page) => page.evaluate(() => __TARN__.metrics().resyncs);

/** The sync mode of a remote is reported once, with both versions, however often it is mounted. */
function saidOnce(said: string[], remote: string, built: string, offered: string) {
  const about = said.filter((text) => text.includes(`"${remote}"`));
  expect(about).toHaveLength(1);
  for (const part of [built, offered]) expect(about[0]).toContain(part);
}

test('the host is newer: its remotes get snapshots and show the results of its reducers', async ({ page, shop }) => {
  await shop.deploy({ next: ['host'] });
  await open(page, '/login');
  await logIn(page);
  expect(await page.evaluate(() => __TARN__.contract)).toBe(next);
  await add(page, 0, 7);
  await add(page, 1, 1);
  await page.getByTestId('nav-cart').click();
  // The changed reducer stops at 5 pieces; the remotes' reducer does not.
  await allHave(page, [5, 1]);
  expect(await syncs(page)).toEqual({ auth: 'snapshots', products: 'snapshots', cart: 'snapshots' });

  // The added action and the added field, which the remotes do not know.
  expect(await dispatch(page, { type: 'cart/doubleQuantities' })).toBe('done');
  await allHave(page, [10, 2]);
  expect((await state(page)).cart.doubled).toBe(1);

  // The mounted cart's own reducer would have made 11 of the first line.
  const [line] = (await state(page)).cart.lines;
  expect(await dispatch(page, { type: 'cart/addToCart', payload: { ...line, quantity: 1 } })).toBe('done');
  await allHave(page, [5, 2]);

  // The old remote writes: a quantity, and the whole cart when it undoes a removal.
  await page
    .getByRole('button', { name: /^One .* more$/ })
    .first()
    .click();
  await allHave(page, [6, 2]);
  await page.getByTestId('remove-line').nth(1).click();
  await allHave(page, [6]);
  await page.getByTestId('cart-undo').click();
  await allHave(page, [6, 2]);
  expect((await state(page)).cart.doubled).toBe(1);

  // A second mount has the current state and does not attach again.
  await add(page, 0, 1);
  await page.getByTestId('nav-cart').click();
  await allHave(page, [5, 2]);
  expect(await resyncs(page)).toBe(0);
  for (const remote of ['auth', 'products', 'cart']) saidOnce(shop.said.info, remote, now, next);
  expect(shop.said.warning).toEqual([]);

  await reload(page);
  await allHave(page, [5, 2]);
});

test('the remote is newer and not strict: a warning, snapshots, and the reducers of the host apply', async ({ page, shop }) => {
  await shop.deploy({ next: ['remotes/cart'], manifest: notStrict });
  await open(page, '/login');
  await logIn(page);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(await syncs(page)).toEqual({ auth: 'actions', cart: 'snapshots' });
  await add(page, 0, 7);
  await add(page, 1, 1);
  await page.getByTestId('nav-cart').click();
  // The remote's own reducer would stop at 5.
  await allHave(page, [7, 1]);
  // The field that the host does not have keeps its default.
  await expect(page.getByTestId('doubled')).toHaveText('0');

  // The host does not have the action and refuses it; nothing else happens.
  await page.getByTestId('double').click();
  await expect(page.getByTestId('double-refused')).toContainText('doubleQuantities');
  expect(await page.evaluate(() => __TARN__.refusals())).toMatchObject([{ type: 'cart/doubleQuantities', from: 'cart', reason: 'unknown-type' }]);
  await allHave(page, [7, 1]);
  await page
    .getByRole('button', { name: /^One .* more$/ })
    .first()
    .click();
  await allHave(page, [8, 1]);
  await expect(page.getByTestId('doubled')).toHaveText('0');

  expect(await syncs(page)).toEqual({ auth: 'actions', products: 'actions', cart: 'snapshots' });
  expect(await resyncs(page)).toBe(0);
  saidOnce(shop.said.info, 'cart', next, now);
  saidOnce(shop.said.warning, 'cart', next, now);
  expect(shop.said.warning[0]).toContain('not strict');
});

test('the remote is newer and strict: refused in its slot, and none of its files is fetched', async ({ page, shop, errors }) => {
  const dist = await shop.deploy({ next: ['remotes/cart'] });
  await cartIsRefused(page, shop, errors, `^${next}`);

  // A refusal is not cached: after its team deploys a compatible build, the same page shows it.
  replace(join(root, 'dist/remotes/cart'), join(dist, 'remotes/cart'));
  await page.getByTestId('nav-cart').click();
  await allHave(page, [1]);
  expect(await syncs(page)).toMatchObject({ cart: 'actions' });
});

for (const strict of [false, true]) {
  test(`another major version is refused, ${strict ? 'strict' : 'not strict'}`, async ({ page, shop, errors }) => {
    const wanted = `^${Number(now.split('.')[0]) + 1}`;
    await shop.deploy({
      next: [],
      manifest: (manifest) => ({ ...manifest, requires: { 'shared-store': { version: wanted, strict } } }),
    });
    await cartIsRefused(page, shop, errors, wanted);
  });
}

test('a manifest with a wrong version: the remote is refused when it attaches, and a compatible build is accepted', async ({
  page,
  shop,
  errors,
}) => {
  const dist = await shop.deploy({
    next: ['remotes/cart'],
    manifest: (manifest) => ({ ...manifest, requires: { 'shared-store': { version: `^${now}`, strict: true } } }),
  });
  await open(page, '/login');
  await logIn(page);
  await page.getByTestId('nav-cart').click();
  const slot = page.locator('main [data-testid="remote-slot"][data-remote="cart"]');
  await expect(slot).toHaveAttribute('data-status', 'refused');
  for (const part of ['FED-003', '"cart"', `was built with shared-store ${next}`, `this page has ${now}`, 'rebuild the remote']) {
    await expect(slot.getByTestId('remote-error')).toContainText(part);
  }
  await expect(slot.getByRole('link', { name: 'What this means' })).toHaveAttribute('href', '/docs/errors/FED-003.html');
  expect(await page.evaluate(() => __TARN__.remotes().find(({ name }) => name === 'cart'))).toMatchObject({
    status: 'refused',
    sync: null,
    mounts: 0,
    error: expect.stringContaining('FED-003'),
  });
  for (const text of errors.splice(0)) expect(text).toContain('FED-003');

  // The other remotes keep working, and after a compatible deployment the same page shows this one.
  await add(page, 0, 1);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  replace(join(root, 'dist/remotes/cart'), join(dist, 'remotes/cart'));
  await page.getByTestId('nav-cart').click();
  await allHave(page, [1]);
  expect(await syncs(page)).toEqual({ auth: 'actions', products: 'actions', cart: 'actions' });
});

test('a remote of another major version with a wrong manifest is refused when it attaches', async ({ page, shop, errors }) => {
  const other = `9${next.slice(1)}`;
  const dist = await shop.deploy({ next: ['remotes/cart'] });
  // No build has such a version, so the test patches the number that the wasm reports when it attaches.
  rewrite(join(dist, 'remotes/cart/remote.json'), (manifest: RemoteJson) => {
    const file = join(dist, 'remotes/cart', manifest.entry.wasm);
    const wasm = Buffer.from(readFileSync(file).toString('latin1').replaceAll(next, other), 'latin1');
    writeFileSync(file, wasm);
    rmSync(`${file}.br`);
    manifest.integrity[manifest.entry.wasm] = `sha384-${createHash('sha384').update(wasm).digest('base64')}`;
    return { ...manifest, requires: { 'shared-store': { version: `^${now}`, strict: false } } };
  });
  await open(page, '/login');
  await logIn(page);
  await page.getByTestId('nav-cart').click();
  const error = page.getByTestId('remote-error');
  for (const part of ['FED-003', `was built with shared-store ${other}`, `this page has ${now}`]) await expect(error).toContainText(part);
  for (const text of errors.splice(0)) expect(text).toContain('FED-003');
});

async function cartIsRefused(page: Page, shop: Shop, errors: string[], wanted: string) {
  await open(page, '/login');
  await logIn(page);
  await page.getByTestId('nav-cart').click();
  const error = page.getByTestId('remote-error');
  await expect(error).toContainText('FED-003');
  for (const part of ['"cart"', wanted, `offers ${now}`]) await expect(error).toContainText(part);
  await expect(page.locator('[data-testid="remote-slot"][data-remote="cart"]')).toHaveAttribute('data-status', 'refused');
  expect(shop.cartFiles).toEqual([]);
  expect(errors.length).toBeGreaterThan(0);
  for (const text of errors) expect(text).toContain('FED-003');
  errors.length = 0;

  // The other remotes keep working.
  await add(page, 0, 1);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  expect(await syncs(page)).toEqual({ auth: 'actions', products: 'actions' });
}

test('equal versions share the action stream', async ({ page, shop }) => {
  await shop.deploy({ next: [] });
  await open(page, '/login');
  await logIn(page);
  await add(page, 0, 7);
  await page.getByTestId('nav-cart').click();
  await allHave(page, [7]);
  expect(await dispatch(page, { type: 'cart/doubleQuantities' })).toBe('unknown-type');
  await allHave(page, [7]);
  expect(await syncs(page)).toEqual({ auth: 'actions', products: 'actions', cart: 'actions' });
  expect(shop.said.warning).toEqual([]);
  expect(shop.said.info).toHaveLength(3);
  for (const remote of ['auth', 'products', 'cart']) {
    saidOnce(shop.said.info, remote, now, now);
    expect(shop.said.info.find((text) => text.includes(`"${remote}"`))).toContain('it gets actions');
  }
});

test('each remote is checked separately: in a newer page an equal one streams beside older ones with snapshots', async ({ page, shop }) => {
  await shop.deploy({ next: ['host', 'remotes/cart'] });
  await open(page, '/login');
  await logIn(page);
  await add(page, 0, 7);
  await page.getByTestId('nav-cart').click();
  await allHave(page, [5]);
  await page.getByTestId('double').click();
  await allHave(page, [10]);
  await expect(page.getByTestId('doubled')).toHaveText('1');
  await expect(page.getByTestId('double-refused')).toBeEmpty();
  expect(await syncs(page)).toEqual({ auth: 'snapshots', products: 'snapshots', cart: 'actions' });
  expect(await resyncs(page)).toBe(0);
});

const inOrder = (object: object, isReversed: boolean) => Object.fromEntries(isReversed ? Object.entries(object).reverse() : Object.entries(object));

for (const isReversed of [false, true]) {
  const order = isReversed ? 'the other order' : 'one order';

  test(`the order of keys and of loading has no effect: ${order}`, async ({ page, shop }) => {
    await shop.deploy({
      next: ['remotes/cart'],
      manifest: (manifest) => inOrder(notStrict(manifest), isReversed),
      federation: (federation) => inOrder({ ...federation, remotes: inOrder(federation.remotes, isReversed) }, isReversed),
    });
    await open(page, '/login');
    await logIn(page);
    for (const remote of isReversed ? ['products', 'cart'] : ['cart', 'products']) {
      await page.getByTestId(`nav-${remote}`).click();
      await expect(page.locator(`[data-testid="remote-slot"][data-remote="${remote}"]`)).toHaveAttribute('data-status', 'ready');
    }
    await add(page, 0, 6);
    await page.getByTestId('nav-cart').click();
    await allHave(page, [6]);
    expect(await syncs(page)).toEqual({ auth: 'actions', products: 'actions', cart: 'snapshots' });
    expect(await page.evaluate(() => __TARN__.stores)).toBe(1);
    expect(shop.said.warning).toHaveLength(1);
  });

  test(`one of two requirements is unmet, in ${order}: refused`, async ({ page, shop, errors }) => {
    await shop.deploy({
      next: [],
      manifest: (manifest) => ({
        ...manifest,
        requires: inOrder({ ...manifest.requires, 'another-crate': { version: '^17', strict: false } }, isReversed),
      }),
    });
    await open(page, '/login');
    await logIn(page);
    await page.getByTestId('nav-cart').click();
    await expect(page.getByTestId('remote-error')).toContainText('FED-003');
    await expect(page.getByTestId('remote-error')).toContainText('requires another-crate ^17, this page offers none');
    expect(shop.cartFiles).toEqual([]);
    errors.length = 0;
  });
}
