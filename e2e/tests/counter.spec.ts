// examples/counter: a host and a remote that know the crates and the command `tarn` and nothing of the shop, by the commands of its README.
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

// One after the other: the server is this file's own.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  // Optimised builds.
  test.setTimeout(900_000);
  buildTarn();
  runIn(folder, build);
  server = await serve(folder, serveCommand, port);
});
test.afterAll(() => server?.stop());

const inTheHost = (page: Page) => page.getByRole('heading', { level: 1 });
const inTheRemote = (page: Page) => page.getByTestId('remote-slot').getByText('Count in the remote');

/** Host and remote show this count. */
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

test('what the remote adds is shown in host and remote, and what the host resets, too', async ({ page }) => {
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

test('what the remote is not granted is refused, and it can say why', async ({ page }) => {
  await countTo(page, 1);
  await page.getByRole('button', { name: 'Reset from the remote' }).click();
  await expect(page.getByRole('alert')).toContainText('FED-012');
  await expect(page.getByRole('alert')).toContainText('counter/reset');
  await shows(page, 1);
  // The next action that is granted takes the refusal off the page.
  await page.getByRole('button', { name: 'Add 1' }).click();
  await shows(page, 2);
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('the count survives a crash of the remote, which starts anew', async ({ page, errors }) => {
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

test('a remote that is not deployed costs its slot only', async ({ page, errors }) => {
  await page.route('**/remotes/buttons/**', (route) => route.fulfill({ status: 404 }));
  await open(page, address);
  await expect(page.getByTestId('remote-error')).toContainText('FED-001');
  await expect(inTheHost(page)).toHaveText('Count in the host: 0');
  await page.unroute('**/remotes/buttons/**');
  await page.getByTestId('remote-retry').click();
  await shows(page, 0);
  forgive(errors, /404|FED-001/);
});
