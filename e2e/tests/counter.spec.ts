// examples/counter: a host and a remote without code of the shop, built and served with the commands of its README.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { shellBlocksOf } from './guide';
import { root } from './own_server';
import { buildTarn, runIn, serve } from './own_workspace';
import { expect, forgive, open, reload, test } from './shop';

const [, commands] = shellBlocksOf('examples/counter/README.md');
const [build, serveCommand] = commands.trim().split('\n');
const folder = join(root, 'examples/counter');
const port = HOST_PORT + 87;
const address = `http://localhost:${port}/`;
let server: Awaited<ReturnType<typeof serve>>;

// Serial: the tests share the server of this file.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  // Optimised builds take minutes.
  test.setTimeout(900_000);
  buildTarn();
  runIn(folder, build);
  server = await serve(folder, serveCommand, port);
});
test.afterAll(() => server?.stop());

const inTheHost = (page: Page) => page.getByRole('heading', { level: 1 });
const inTheRemote = (page: Page) => page.getByTestId('remote-slot').getByText('Count in the remote');

/** Expects this count in host and remote. */
async function shows(page: Page, count: number) {
  await expect(inTheRemote(page)).toHaveText(`Count in the remote: ${count}`);
  await expect(inTheHost(page)).toHaveText(`Count in the host: ${count}`);
}

/** Opens the page and presses the remote's button. */
async function countTo(page: Page, count: number) {
  await open(page, address);
  await shows(page, 0);
  const add = page.getByRole('button', { name: 'Add 1' });
  for (let pressed = 0; pressed < count; pressed++) await add.click();
  await shows(page, count);
}

test('additions of the remote and resets of the host are shown in both', async ({ page }) => {
  await countTo(page, 2);
  expect(await page.evaluate(() => window.__TARN__.store.getState())).toEqual({ counter: { count: 2 } });
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await shows(page, 0);
  const log = await page.evaluate(() => window.__TARN__.log().map(({ type, from }) => `${type} from ${from}`));
  expect(log).toEqual(['counter/add from buttons', 'counter/add from buttons', 'counter/reset from host']);
});

test('host and remote are two builds that share actions', async ({ page }) => {
  await countTo(page, 1);
  const [remote, ...others] = await page.evaluate(() => window.__TARN__.remotes());
  expect(others).toEqual([]);
  expect(remote).toMatchObject({ name: 'buttons', status: 'ready', sync: 'actions', contract: '^1.0.0', error: null });
});

test('the count survives a reload', async ({ page }) => {
  await countTo(page, 3);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('counter-example.counter'))).toContain('"count":3');
  await reload(page);
  await shows(page, 3);
});

test('an action that is not granted is refused, and the remote shows the reason', async ({ page }) => {
  await countTo(page, 1);
  await page.getByRole('button', { name: 'Reset from the remote' }).click();
  await expect(page.getByRole('alert')).toContainText('FED-012');
  await expect(page.getByRole('alert')).toContainText('counter/reset');
  await shows(page, 1);
  // The next granted action removes the refusal from the page.
  await page.getByRole('button', { name: 'Add 1' }).click();
  await shows(page, 2);
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('the count survives a crash and restart of the remote', async ({ page, errors }) => {
  await countTo(page, 2);
  const restarts = () => page.evaluate(() => window.__TARN__.metrics().remoteRestarts);
  expect(await restarts()).toBe(0);
  await page.evaluate(() => window.__TARN__.crashed('buttons', 'a panic of the test'));
  await expect.poll(restarts).toBe(1);
  await shows(page, 2);
  await page.getByRole('button', { name: 'Add 1' }).click();
  await shows(page, 3);
  forgive(errors, /FED-009.*a panic of the test/);
});

test('a missing remote affects only its slot', async ({ page, errors }) => {
  await page.route('**/remotes/buttons/**', (route) => route.fulfill({ status: 404 }));
  await open(page, address);
  await expect(page.getByTestId('remote-error')).toContainText('FED-001');
  await expect(inTheHost(page)).toHaveText('Count in the host: 0');
  await page.unroute('**/remotes/buttons/**');
  await page.getByTestId('remote-retry').click();
  await shows(page, 0);
  forgive(errors, /404|FED-001/);
});
