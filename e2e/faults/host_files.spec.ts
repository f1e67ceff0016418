// Faults of the host's own files and of federation.json: the page shows the fault, and recovers when it is gone.
import type { Page } from '@playwright/test';
import { caseOf } from '../share';
import type { Fault } from './fault_proxy';
import { counted, expect, isThere, pageLives, slot, tells, test } from './shop_behind_proxy';

const HOST = '/assets/[0-9a-f]+/';
const GLUE = new RegExp(`${HOST}host\\.js`);
const WASM = new RegExp(`${HOST}host_bg\\.wasm`);
const CSS = new RegExp(`${HOST}host\\.css`);
const CONFIG = /\/federation\.json/;
const FILES = ["host's wasm", "host's glue", "host's css", 'federation.json'];
const FATAL: Fault[] = ['cut', '500', '404', 'truncate', 'corrupt', 'html'];
const isWrong = (fault: Fault) => ['truncate', 'corrupt', 'html'].includes(fault);

/** The damaged file is in the browser's cache. The page replaces it while it shows the fault, so the next load works. */
async function worksWhenLoadedAgain(page: Page) {
  const mended = page.waitForEvent('requestfinished', (request) => request.url().includes('/assets/')).catch(() => {});
  await page.goto('/products');
  await mended;
  await page.goto('/products');
  await isThere(page, 'products');
  await pageLives(page);
}

for (const [column, fault] of FATAL.entries()) {
  /** In the gate, each file meets every second fault, and each fault every second file. */
  const details = (where: string) => ({ ...counted(fault, where), ...caseOf(2, FILES.indexOf(where), column) });

  test(`the host's wasm, ${fault}: the page names code and file`, details("host's wasm"), async ({ page, faults, said }) => {
    faults.on(fault, WASM);
    await page.goto('/products');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This page could not be started. Please reload it');
    await expect(alert).toContainText(isWrong(fault) ? 'FED-005' : 'FED-007');
    await expect(alert).toContainText('host_bg.wasm');
    expect(said.join()).toContain('host_bg.wasm');
    faults.clear();
    // This load requests the wasm past the cache.
    await page.goto('/products');
    await isThere(page, 'products');
    await pageLives(page);
  });

  test(`the host's glue, ${fault}: the page names the file`, details("host's glue"), async ({ page, faults, said: _ }) => {
    faults.on(fault, GLUE);
    await page.goto('/products');
    await expect(page.getByRole('alert')).toContainText('This page could not be started. Please reload it');
    await expect(page.getByRole('alert')).toContainText('host.js');
    faults.clear();
    await worksWhenLoadedAgain(page);
  });

  test(
    `the host's styles, ${fault}: the shop works without them, and the next load has them`,
    details("host's css"),
    async ({ page, faults, said: _ }) => {
      faults.on(fault, CSS);
      await page.goto('/products');
      await isThere(page, 'products');
      await pageLives(page);
      const isStyled = () =>
        page.evaluate(() => [...document.styleSheets].some(({ href, cssRules }) => /\/host\.css$/.test(href ?? '') && cssRules.length > 0));
      expect(await isStyled()).toBe(false);
      faults.clear();
      await worksWhenLoadedAgain(page);
      expect(await isStyled()).toBe(true);
    },
  );

  const code = isWrong(fault) ? 'FED-002' : 'FED-001';
  test(`federation.json, ${fault}: the slot shows ${code}`, details('federation.json'), async ({ page, faults, said: _ }) => {
    faults.on(fault, CONFIG);
    await page.goto('/products');
    await tells(page, 'products', code);
    await pageLives(page);
    faults.clear();
    await slot(page, 'products').getByTestId('remote-retry').click();
    await isThere(page, 'products');
  });
}

for (const fault of ['delay', 'reorder'] as const) {
  for (const [what, path] of [
    ["host's wasm", WASM],
    ["host's glue", GLUE],
    ["host's css", CSS],
    ['federation.json', CONFIG],
  ] as const) {
    test(`${what}, ${fault}: the shop works`, counted(fault, what), async ({ page, faults }) => {
      const switched = faults.on(fault, path);
      await page.goto('/products', { waitUntil: 'commit' });
      // A later request, for answers that wait for one.
      await page.request.get('/api/health');
      await isThere(page, 'products');
      expect(switched.met).toBeGreaterThan(0);
      await pageLives(page);
    });
  }
}

for (const [what, path] of [
  ["host's wasm", WASM],
  ["host's glue", GLUE],
] as const) {
  test(`${what}, stall: the page reports the delay, and starts when the file arrives`, counted('stall', what), async ({ page, faults }) => {
    await page.clock.install();
    const held = faults.hold('answer', path);
    await page.goto('/products', { waitUntil: 'commit' });
    await held.isThere;
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.clock.runFor(21_000);
    await expect(page.getByRole('alert')).toContainText('This page takes long to load. Please wait, or reload it.');
    await page.clock.resume();
    held.letGo();
    await isThere(page, 'products');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await pageLives(page);
  });
}

test('federation.json, stall: it times out, and the slot shows FED-001', counted('stall', 'federation.json'), async ({ page, faults, said: _ }) => {
  await page.clock.install();
  faults.on('stall', CONFIG);
  await page.goto('/products');
  await expect(slot(page, 'products')).toHaveAttribute('data-status', 'loading');
  // Three attempts of ten seconds, with backoff between them.
  for (let attempt = 0; attempt < 3; attempt++) {
    await page.clock.runFor(11_000);
    await page.waitForTimeout(50);
  }
  await tells(page, 'products', 'FED-001');
  await page.clock.resume();
  await pageLives(page);
  faults.clear();
  await slot(page, 'products').getByTestId('remote-retry').click();
  await isThere(page, 'products');
});
