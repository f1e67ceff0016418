// A remote in its own repository, created, built and deployed by the commands of docs/guides/own-repository.md, in a shop that was not rebuilt for
// it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOST_PORT } from '../playwright.config';
import { commandsOf, run } from './guide';
import type { FederationJson } from './manifests';
import { ownServer, root } from './own_server';
import { addToCart, expect, open, test } from './shop';
import { serveStatic } from './static_site';

const [make, , build, deploy] = commandsOf('own-repository.md');
const shopPort = HOST_PORT + 85;
const developerPort = HOST_PORT + 86;
const shop = `http://localhost:${shopPort}`;

let folder: string;
/** The entry that `new-remote` prints. */
let entry: FederationJson['remotes'];
let server: Awaited<ReturnType<typeof ownServer>>;

const changeList = (change: (federation: FederationJson) => void) => {
  const list = join(server.dist, 'federation.json');
  const federation = JSON.parse(readFileSync(list, 'utf8'));
  change(federation);
  writeFileSync(list, JSON.stringify(federation));
  rmSync(`${list}.br`, { force: true });
};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  // An optimised build of a remote, beside other processes.
  test.setTimeout(600_000);
  folder = mkdtempSync(join(tmpdir(), 'own-repository-'));
  const repository = join(folder, 'reviews');
  const said = run(make.replace('../reviews', repository), root);
  entry = JSON.parse(said.slice(said.indexOf('{'))).remotes;
  run(build, repository);
  server = await ownServer(shopPort, () => {});
});
test.afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The page works in the host: it reads the store and calls the host. */
async function worksInTheHost(page: import('@playwright/test').Page) {
  const reviews = page.getByTestId('reviews-page');
  await expect(reviews).toContainText('Items in the cart: 0');
  await addToCart(page, 2);
  await page.goBack();
  await expect(reviews).toContainText('Items in the cart: 2');
  await reviews.getByRole('button').click();
  await expect(page.getByTestId('toast').filter({ hasText: 'Hello from reviews' })).toBeVisible();
  const remotes = await page.evaluate(() => window.__TARN__.remotes());
  expect(remotes.find(({ name }) => name === 'reviews')).toMatchObject({ status: 'ready', sync: 'actions', error: null });
}

test('a host that does not list the remote refuses it', async ({ page }) => {
  await open(page, `${shop}/products?remote.reviews=http://localhost:${developerPort}/remote.json`);
  await expect(page.getByRole('alert').filter({ hasText: 'FED-016' })).toContainText('no such remote');
});

test('the guide shows the entry that the host needs', () => {
  const guide = readFileSync(join(root, 'docs/guides/own-repository.md'), 'utf8');
  const [, shown] = guide.match(/```json\n(.*?)```/s)!;
  expect(JSON.parse(`{${shown}}`)).toEqual(entry);
});

test('an override loads it into the production host from a development port', async ({ page }) => {
  changeList((federation) => Object.assign(federation.remotes, entry));
  const developer = await serveStatic(developerPort, join(folder, 'reviews/dist/remotes/reviews'), { sharedWith: '*' });
  try {
    await open(page, `${shop}/reviews?remote.reviews=http://localhost:${developerPort}/remote.json`);
    await worksInTheHost(page);
    expect(developer.asked).toContain('/remote.json');
  } finally {
    await developer.stop();
  }
});

test('it is deployed without the host and shown to all shoppers', async ({ page }) => {
  const host = readFileSync(join(server.dist, 'host/index.html'), 'utf8');
  run(deploy.replaceAll('../tarn/dist', server.dist), join(folder, 'reviews'));
  await open(page, `${shop}/reviews`);
  await worksInTheHost(page);
  expect(readFileSync(join(server.dist, 'host/index.html'), 'utf8')).toBe(host);
});

test('it may have an origin of its own', async ({ page }) => {
  const origin = `http://127.0.0.1:${developerPort}`;
  changeList((federation) => (federation.remotes.reviews.manifests = [`${origin}/remote.json`]));
  const own = await serveStatic(developerPort, join(folder, 'reviews/dist/remotes/reviews'), { sharedWith: shop });
  try {
    await open(page, `${shop}/reviews`);
    await worksInTheHost(page);
    expect(own.asked.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
  } finally {
    await own.stop();
  }
});
