// One remote is deployed while the other apps stay.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { redeployCart } from './redeploy';
import { expect, logIn, test } from './shop';

const root = resolve(import.meta.dirname, '../..');
const port = 4390;
let folder: string;
let server: ChildProcess;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  server = spawn(
    process.env.SERVER_BINARY ?? join(root, 'target/server/server'),
    ['--port', `${port}`, '--no-standalone', '--data', join(folder, 'data'), '--dist', join(folder, 'dist'), '--log-level', 'warn'],
    { stdio: 'inherit' },
  );
  await expect
    .poll(() =>
      fetch(`http://localhost:${port}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      ),
    )
    .toBe(true);
});

test.afterAll(async () => {
  server.kill('SIGTERM');
  await new Promise((done) => server.on('exit', done));
  rmSync(folder, { recursive: true, force: true });
});

test('a redeployed cart loads on reload, while the open tab and the host stay unchanged', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/assets/')) hosts.add(pathname);
  });
  await page.goto(`http://localhost:${port}/login`);
  await logIn(page);
  const before = new Set(hosts);
  const redeployed = () => page.evaluate(() => window.cartWasRedeployed === true);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  redeployCart(join(folder, 'dist'), { glue: (glue) => Buffer.from(`${glue}\nwindow.cartWasRedeployed = true;\n`) });
  await page.getByTestId('nav-products').click();
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(await redeployed()).toBe(false);
  await page.reload();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(await redeployed()).toBe(true);
  expect(hosts).toEqual(before);
});
