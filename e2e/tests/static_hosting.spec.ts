// The shop from plain files, assembled by the commands of docs/guides/static-hosting.md.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOST_PORT } from '../playwright.config';
import { commandsOf, run } from './guide';
import { root } from './own_server';
import { addToCart, expect, logIn, open, test } from './shop';
import { serveStatic } from './static_site';

const [makeSite, askForPolicy] = commandsOf('static-hosting.md');
const own = `http://localhost:${HOST_PORT}`;
let folder: string;
let site: string;
/** The server's policy for these files. */
let policy: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'static-hosting-'));
  // The apps are built already.
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  run(makeSite.replace('tarn build\n', ''), folder);
  site = join(folder, 'site');
  policy = run(askForPolicy.replace('http://localhost:4000', own), folder).split(/:(.*)/s)[1].trim();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the site has the versions that `tarn check --against` compares', () => {
  const { shared } = JSON.parse(readFileSync(join(site, 'contract.json'), 'utf8'));
  expect(Object.keys(shared)).toEqual(['shared-store']);
});

test('without an API every page opens and names the missing data', async ({ page, errors }) => {
  const port = HOST_PORT + 81;
  const { stop, asked } = await serveStatic(port, site, { policy });
  try {
    await open(page, `http://localhost:${port}/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.getByTestId('nav-products').click();
    const alert = page.getByRole('alert').first();
    await expect(alert).toContainText('Please try again');
    await expect(alert.getByRole('button')).toBeVisible();
    await open(page, `http://localhost:${port}/login`);
    // The session is unknown, so the form waits, and the page gives the reason.
    await expect(page.getByTestId('toast').first()).toContainText('could not check whether you are logged in');
    await page.getByTestId('theme-toggle').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/);
    expect(asked.filter((path) => path.endsWith('.dcz'))).toEqual([]);
    // Only the API's 404s: no violation of the policy, no missing file.
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/api/')).length).toBeGreaterThan(0);
  } finally {
    errors.length = 0;
    await stop();
  }
});

test('with the API behind the same origin it is the whole shop', async ({ page }) => {
  const port = HOST_PORT + 82;
  const { stop } = await serveStatic(port, site, { policy, api: own });
  try {
    await open(page, `http://localhost:${port}/products`);
    await logIn(page);
    await addToCart(page, 2);
    await page.getByTestId('nav-cart').click();
    await page.getByTestId('go-to-checkout').click();
    await page.getByTestId('pay').click();
    await expect(page.getByTestId('order-row')).toHaveCount(1);
  } finally {
    await stop();
  }
});

test('remotes may come from an origin of their own, with CORS and a policy that names it', async ({ page }) => {
  const [port, other] = [HOST_PORT + 83, HOST_PORT + 84];
  const origin = `http://localhost:${port}`;
  const federation = JSON.parse(run('cat site/federation.json', folder));
  federation.remotes.auth.manifests = [`http://127.0.0.1:${other}/remote.json`];
  const here = join(folder, 'with-other-origin');
  cpSync(site, here, { recursive: true });
  rmSync(join(here, 'remotes/auth'), { recursive: true });
  writeFileSync(join(here, 'federation.json'), JSON.stringify(federation));
  rmSync(join(here, 'federation.json.br'), { force: true });
  const policyWithOrigin = policy.replace(/(script-src|style-src|connect-src) 'self'/g, `$& http://127.0.0.1:${other}`);
  const remotes = await serveStatic(other, join(site, 'remotes/auth'), { sharedWith: origin });
  const host = await serveStatic(port, here, { policy: policyWithOrigin, api: own });
  try {
    await open(page, `${origin}/login`);
    await logIn(page);
    expect(remotes.asked).toContain('/remote.json');
    expect(remotes.asked.filter((path) => path.endsWith('.wasm')).length).toBe(1);
  } finally {
    await host.stop();
    await remotes.stop();
  }
});
