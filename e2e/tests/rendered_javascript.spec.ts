// A remote in JavaScript whose renderer is a component as well: examples/recently-viewed, built as the account page, whose slot the host renders.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownServer, root } from './own_server';
import { expect, hold, test } from './shop';

const port = 4389;
const example = join(root, 'examples/recently-viewed');
// As deep as the example: its build finds the world of renderers at the same relative path.
const copy = join(root, 'target/rendered-javascript');
let server: Awaited<ReturnType<typeof ownServer>>;
let renderer: string;

// In sequence, because the last test damages a file.
test.describe.configure({ mode: 'default' });
test.use({ baseURL: `http://localhost:${port}` });

test.beforeAll(async () => {
  expect(existsSync(join(example, 'node_modules')), '`npm ci` in examples/recently-viewed').toBe(true);
  server = await ownServer(port, deployAsAccount);
});

test.afterAll(async () => {
  await server.stop();
  rmSync(copy, { recursive: true, force: true });
});

/** Builds the example under the name of a remote of the shop, and deploys it in the place of that remote. */
function deployAsAccount(dist: string) {
  rmSync(copy, { recursive: true, force: true });
  for (const part of ['src', 'build.mjs', 'tsconfig.json']) cpSync(join(example, part), join(copy, part), { recursive: true });
  symlinkSync(join(example, 'node_modules'), join(copy, 'node_modules'));
  const settings = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8'));
  Object.assign(settings, { name: 'account' });
  settings.federation.exposes = ['AccountPage'];
  writeFileSync(join(copy, 'package.json'), JSON.stringify(settings));
  execFileSync('node', ['build.mjs'], { cwd: copy });

  const place = join(dist, 'remotes/account');
  rmSync(place, { recursive: true });
  cpSync(join(copy, 'dist'), place, { recursive: true });
  renderer = JSON.parse(readFileSync(join(place, 'remote.json'), 'utf8')).entry.render.file;
  const list = join(dist, 'federation.json');
  const federation = JSON.parse(readFileSync(list, 'utf8'));
  federation.remotes.account.grants = ['cart/addToCart', 'recentlyViewed/*'];
  writeFileSync(list, JSON.stringify(federation));
  rmSync(`${list}.br`, { force: true });
}

const slotOf = (html: string) => /<section[^>]*data-remote="account"[^>]*>/.exec(html)?.[0];

test('the server sends what the JavaScript renderer returns, with its head', async ({ request }) => {
  const text = await (await request.get('/account')).text();
  expect(slotOf(text)).toContain('data-rendered="server"');
  expect(text.match(/data-testid="recently-viewed"/g)).toHaveLength(1);
  expect(text).toContain('<title>Recently viewed · Tarn</title>');
  expect(text).toContain('content="The products that you have looked at."');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('what it needs can be read', async ({ page }) => {
    await page.goto('/account');
    // The host shows it in place of a skeleton.
    await expect(page.getByText('needs JavaScript')).toBeVisible();
  });
});

test('the browser takes over the HTML: nothing is there twice, and the nodes stay', async ({ page }) => {
  const release = await hold(page, '**/remotes/account/**/*.js*');
  await page.goto('/account', { waitUntil: 'domcontentloaded' });
  const section = page.getByTestId('recently-viewed');
  await section.evaluate((element) => Object.assign(element, { mark: 'server' }));
  release();
  await expect(page.locator('[data-remote=account]')).toHaveAttribute('data-status', 'ready');
  await expect(page.getByTestId('recently-viewed-empty')).toBeVisible();
  await expect(page.getByTestId('recently-viewed-loading')).toHaveCount(0);
  await expect(section).toHaveCount(1);
  expect(await section.evaluate((element: Element & { mark?: string }) => element.mark)).toBe('server');
});

test('with a damaged renderer the page comes without that HTML, and the browser mounts the remote', async ({ page, request }) => {
  // The manifest's file is new, so the server reads the build again.
  const place = join(server.dist, 'remotes/account');
  writeFileSync(join(place, renderer), 'damaged');
  const manifest = readFileSync(join(place, 'remote.json'), 'utf8');
  writeFileSync(join(place, 'remote.json'), `${manifest}\n`);
  const answer = await request.get('/account');
  expect(answer.status()).toBe(200);
  const text = await answer.text();
  expect(slotOf(text)).toContain('aria-busy="true"');
  expect(text).not.toContain('data-testid="recently-viewed"');
  expect(await (await request.get('/metrics')).text()).toMatch(/tarn_render_failures_total\{app="account",code="FED-024"\} [1-9]/);
  await page.goto('/account');
  await expect(page.getByTestId('recently-viewed-empty')).toBeVisible();
  await expect(page.getByTestId('recently-viewed')).toHaveCount(1);
});
