// The quick start of the README: a new workspace, created, built and served with the command `tarn`.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOST_PORT } from '../playwright.config';
import { shellBlocksOf } from './guide';
import { root } from './own_server';
import { buildTarn, runIn, serve } from './own_workspace';
import { expect, forgive, open, reload, test } from './shop';

/** The commands of a document that make a workspace, without their comments. */
const commandsOf = (document: string) => {
  const block = shellBlocksOf(document).find((commands) => commands.includes('tarn new host')) ?? '';
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim());
};
const [newHost, newRemote, serveBoth] = commandsOf('README.md');
const port = HOST_PORT + 88;
const address = `http://localhost:${port}`;
let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

// Serial: the tests share the server of this file.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  // Optimised builds take minutes.
  test.setTimeout(900_000);
  buildTarn();
  folder = mkdtempSync(join(tmpdir(), 'quick-start-'));
  // The checkout is beside the current folder, under its name in the README.
  symlinkSync(root, join(folder, 'tarn'));
  const current = join(folder, 'current');
  const atlas = join(current, 'atlas');
  mkdirSync(current);
  runIn(current, newHost);
  // The tools are installed, as after a first start. Versions and patches match the repository, so most dependencies are compiled already.
  symlinkSync(join(root, '.tools'), join(atlas, '.tools'));
  cpSync(join(root, 'examples/counter/Cargo.lock'), join(atlas, 'Cargo.lock'));
  const patches = ['send_wrapper', 'wasm-streams'].map((name) => `${name} = { path = "${join(root, 'vendor', name)}" }\n`);
  appendFileSync(join(atlas, 'Cargo.toml'), `\n[patch.crates-io]\n${patches.join('')}`);
  runIn(atlas, `${newRemote}\ntarn check\ntarn build`);
  // The optimised build is served: other tests have compiled most of it.
  server = await serve(atlas, serveBoth.replace(' --dev', ''), port);
});
test.afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the guide and the README of the tool have the same commands', () => {
  const commands = commandsOf('README.md');
  expect(commands).toHaveLength(3);
  expect(commandsOf('docs/guides/your-own-workspace.md')).toEqual(commands);
  expect(commandsOf('crates/tool/README.md')).toEqual([...commands, 'tarn check']);
});

test('the remote is at its path and has its own slice in the shared store', async ({ page }) => {
  await open(page, `${address}/tally`);
  await expect(page).toHaveTitle('Tally');
  const press = page.getByTestId('remote-slot').getByRole('button');
  await expect(press).toHaveText('Pressed 0 times');
  await press.click();
  await press.click();
  await expect(press).toHaveText('Pressed 2 times');
  await expect(page.getByRole('alert')).toBeEmpty();
  await page.getByRole('button', { name: 'Counted: 0' }).click();
  expect(await page.evaluate(() => window.__TARN__.store.getState())).toEqual({ counter: { count: 1 }, tally: { presses: 2 } });
  const [tally] = await page.evaluate(() => window.__TARN__.remotes());
  expect(tally).toMatchObject({ name: 'tally', status: 'ready', sync: 'actions', error: null });
});

test('the development tools come with the tool and show the actions of the remote', async ({ page }) => {
  await open(page, `${address}/tally`);
  const press = page.getByTestId('remote-slot').getByRole('button');
  await press.click();
  await expect(press).toHaveText('Pressed 1 times');
  await page.keyboard.press('Control+Alt+KeyD');
  await expect(page.getByRole('region', { name: 'Federation devtools' })).toBeVisible();
  await press.click();
  await expect(page.getByTestId('devtools-log').getByRole('button')).toContainText(['tally/press']);
});

test('a path without a remote shows how to add one, and the count of the host is stored', async ({ page }) => {
  await open(page, `${address}/tally`);
  await expect(page.getByRole('heading', { name: 'Tally' })).toBeVisible();
  await page.getByRole('button', { name: 'Counted: 0' }).click();
  await page.getByRole('link', { name: 'Atlas' }).click();
  await expect(page.getByRole('main')).toContainText('`tarn new remote NAME`');
  await expect(page).toHaveTitle('Atlas');
  await expect(page.getByTestId('remote-slot')).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('atlas.counter'))).toContain('"count":1');
  await reload(page);
  await expect(page.getByRole('button', { name: 'Counted: 1' })).toBeVisible();
});

test('another path of the same component keeps what is mounted, and a list that cannot be read is asked for again', async ({ page, errors }) => {
  let isBroken = true;
  await page.route('**/federation.json', async (route) => {
    if (isBroken) return route.fulfill({ body: '{}' });
    const response = await route.fetch();
    const list = await response.json();
    list.remotes.tally.routes = [{ path: '/tally/:id', component: 'TallyPage', title: 'Tally' }];
    await route.fulfill({ response, json: list });
  });
  await open(page, `${address}/tally/1`);
  await expect(page.getByRole('main')).toContainText('FED-002');
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  const press = page.getByTestId('remote-slot').getByRole('button');
  await expect(press).toHaveText('Pressed 0 times');
  const mounted = await press.elementHandle();
  await page.evaluate(() => history.pushState(null, '', '/tally/2'));
  await press.click();
  await expect(press).toHaveText('Pressed 1 times');
  expect(await mounted?.evaluate((element) => element.isConnected)).toBe(true);
  forgive(errors, /FED-002/);
});
