// Loads that fail and are retried: without success, from another origin, or until they succeed; within limits of time and size.
import type { Page } from '@playwright/test';
import type { FederationJson } from './manifests';
import { expect, open, test, withoutRenderedHtml } from './shop';

const slot = (page: Page) => page.locator('main [data-testid=remote-slot][data-remote=products]');
const MANIFEST = '**/remotes/products/remote.json';

/** Changes the page's federation.json. */
const configure = (page: Page, change: (config: FederationJson) => void) =>
  page.route('**/federation.json', async (route) => {
    const answer = await route.fetch();
    const config = await answer.json();
    change(config);
    await route.fulfill({ response: answer, json: config });
  });

test('a load is retried without a click when the server is down for a moment', async ({ page, errors }) => {
  await withoutRenderedHtml(page);
  const asked: number[] = [];
  await page.route(MANIFEST, (route) => (asked.push(Date.now()) < 3 ? route.fulfill({ status: 503 }) : route.continue()));
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(asked).toHaveLength(3);
  // Half of a delay is random: 200 to 400 ms, then 400 to 800 ms.
  expect(asked[1] - asked[0]).toBeGreaterThanOrEqual(195);
  expect(asked[2] - asked[1]).toBeGreaterThanOrEqual(395);
  expect((await page.evaluate(() => __TARN__.metrics())).remoteFailures).toBe(0);
  errors.length = 0;
});

test('a second origin is used at once when the first is down', async ({ page, errors }) => {
  await configure(page, ({ remotes }) => remotes.products.manifests.unshift('/remotes/nowhere/remote.json'));
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const { url } = await page.evaluate(() => __TARN__.remotes().find(({ name }) => name === 'products')!);
  expect(url).toMatch(/\/remotes\/products\/remote\.json$/);
  errors.length = 0;
});

for (const [kind, file] of [
  ['glue', /products\.js/],
  ['wasm', /products_bg\.wasm/],
  ['styles', /products\.css/],
] as const) {
  test(`one changed byte in the ${kind}: FED-005 names the file, none of it is used, and a complete set works`, async ({ page, errors }) => {
    await withoutRenderedHtml(page);
    const asked: string[] = [];
    await page.route(file, async (route) => {
      asked.push(route.request().url());
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 2] ^= 1;
      await route.fulfill({ response, body });
    });
    await open(page, '/products');
    await expect(page.getByTestId('remote-error')).toContainText('FED-005');
    await expect(page.getByTestId('remote-error')).toContainText(file);
    await expect(page.getByTestId('product-card')).toHaveCount(0);
    // The refused set leaves no style behind.
    await expect(page.locator('head link[rel=stylesheet][href*="products.css"]')).toHaveCount(0);
    // Each attempt had its own address, because browsers cache a failed module.
    const addresses = new Set(asked.filter((url) => url.includes('attempt=')));
    expect(addresses.size).toBe(2);
    await page.unroute(file);
    await page.getByTestId('remote-retry').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    errors.length = 0;
  });
}

for (const [what, code, respond] of [
  ['is larger than any manifest', 'FED-002', { body: JSON.stringify({ text: 'x'.repeat(300_000) }), contentType: 'application/json' }],
  ['is a page', 'FED-002', { body: '<!doctype html>', contentType: 'text/html' }],
] as const) {
  test(`a manifest that ${what} is refused as ${code}`, async ({ page, errors }) => {
    await withoutRenderedHtml(page);
    await page.route(MANIFEST, (route) => route.fulfill(respond));
    await open(page, '/products');
    await expect(page.getByTestId('remote-error')).toContainText(code);
    await expect(page.getByTestId('nav-products')).toBeVisible();
    errors.length = 0;
  });
}

test('a manifest times out after the limit of federation.json', async ({ page, errors }) => {
  await withoutRenderedHtml(page);
  await configure(page, (config) => (config.limits = { manifestMs: 300, attempts: 1 }));
  await page.route(MANIFEST, () => {});
  await open(page, '/products');
  await expect(page.getByTestId('remote-error')).toContainText('FED-001');
  await expect(page.getByTestId('remote-error')).toContainText('did not come within 300 ms');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  errors.length = 0;
});

test('code times out, and the slot links to the explanation', async ({ page, errors, request }) => {
  await configure(page, (config) => (config.limits = { codeMs: 500, attempts: 1 }));
  await page.route(/products_bg\.wasm/, () => {});
  await open(page, '/products');
  await expect(page.getByTestId('remote-error')).toContainText('FED-007');
  const link = await slot(page).getByRole('link', { name: 'What this means' }).getAttribute('href');
  expect(link).toBe('/docs/errors/FED-007.html');
  expect(await (await request.get(link!)).text()).toContain('The wasm cannot be fetched');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  errors.length = 0;
});

test('an error thrown by a script of a remote is reported, and the remote keeps running', async ({ page, errors }) => {
  await open(page, '/products');
  await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');
  await page.evaluate(() => {
    const { url } = __TARN__.remotes().find(({ name }) => name === 'products')!;
    const script = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .find((name) => /products\.js/.test(name));
    const error = new Error('a handler of its own');
    error.stack = `Error: a handler of its own\n    at listener (${script ?? url}:1:1)`;
    reportError(error);
  });
  const remote = () => page.evaluate(() => __TARN__.remotes().find(({ name }) => name === 'products'));
  await expect.poll(async () => (await remote())?.error).toMatch(/^FED-017: .*a handler of its own/);
  expect(await remote()).toMatchObject({ status: 'ready', mounts: 1 });
  await expect(page.getByTestId('product-card').first()).toBeVisible();
  errors.length = 0;
});
