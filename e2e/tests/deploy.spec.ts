// One remote is deployed while the rest stays.
import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, logIn, test } from './shop';

const root = resolve(import.meta.dirname, '../..');
const port = 4390;
let folder: string;
let server: ChildProcess;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  server = spawn(process.env.SERVER_BINARY ?? join(root, 'target/server/server'), ['--port', `${port}`, '--no-standalone', '--data', join(folder, 'data'), '--dist', join(folder, 'dist'), '--log-level', 'warn'], { stdio: 'inherit' });
  await expect.poll(() => fetch(`http://localhost:${port}/api/health`).then((answer) => answer.ok, () => false)).toBe(true);
});

test.afterAll(async () => {
  server.kill('SIGTERM');
  await new Promise((done) => server.on('exit', done));
  rmSync(folder, { recursive: true, force: true });
});

/** What a rebuild does: other bytes in a folder of another name, then a manifest that names it. */
function redeployCart() {
  const cart = join(folder, 'dist/remotes/cart');
  const manifest = JSON.parse(readFileSync(join(cart, 'remote.json'), 'utf8'));
  const next = 'fedcba9876543210';
  cpSync(join(cart, manifest.buildId), join(cart, next), { recursive: true });
  const glue = join(cart, next, 'cart.js');
  const changed = `${readFileSync(glue, 'utf8')}\nwindow.cartWasRedeployed = true;\n`;
  writeFileSync(glue, changed);
  rmSync(`${glue}.br`, { force: true });
  const moved = (file: string) => file.replace(manifest.buildId, next);
  manifest.integrity = Object.fromEntries(
    Object.entries(manifest.integrity).map(([file, hash]) => [
      moved(file),
      file === manifest.entry.js ? `sha384-${createHash('sha384').update(changed).digest('base64')}` : hash,
    ]),
  );
  manifest.entry = { js: moved(manifest.entry.js), wasm: moved(manifest.entry.wasm), css: manifest.entry.css.map(moved) };
  manifest.buildId = next;
  rmSync(join(cart, 'remote.json.br'), { force: true });
  writeFileSync(join(cart, 'remote.json'), JSON.stringify(manifest));
}

test('a redeployed cart is picked up on reload, while the open tab and the host stay as they are', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/assets/')) hosts.add(pathname);
  });
  await page.goto(`http://localhost:${port}/login`);
  await logIn(page);
  const before = new Set(hosts);
  const redeployed = () => page.evaluate(() => (window as any).cartWasRedeployed === true);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  redeployCart();
  await page.getByTestId('nav-products').click();
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(await redeployed()).toBe(false);
  await page.reload();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  expect(await redeployed()).toBe(true);
  expect(hosts).toEqual(before);
});
