// Deployments of a remote while its pages are rendered, sent and taken over.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownServer } from './own_server';
import { expect, test } from './shop';

/** `DEPLOYMENTS=200 npx playwright test deploy_rendered` makes more. */
const DEPLOYMENTS = Number(process.env.DEPLOYMENTS ?? 40);
const PORT = 4394;
const URL = `http://localhost:${PORT}/product/p1`;
const NEXT = 'fedcba9876543210';
/** The element around a product, by build. */
const BUILDS = { article: '', section: '' };

let server: Awaited<ReturnType<typeof ownServer>>;
let manifests: string[];

test.beforeAll(async () => {
  server = await ownServer(PORT, (dist) => {
    manifests = twoBuilds(join(dist, 'remotes/products'));
  });
});

test.afterAll(() => server.stop());

/** Adds a build whose views have other elements, in both of its halves. Returns the manifests of both builds. */
function twoBuilds(products: string) {
  const manifest = JSON.parse(readFileSync(join(products, 'remote.json'), 'utf8'));
  [BUILDS.article, BUILDS.section] = [manifest.buildId, NEXT];
  const folder = join(products, NEXT);
  cpSync(join(products, manifest.buildId), folder, { recursive: true });
  const integrity: Record<string, string> = {};
  for (const name of readdirSync(folder)) {
    if (/\.(br|dcz)$/.test(name)) {
      rmSync(join(folder, name));
      continue;
    }
    // Of the same length, so that no address within the program moves.
    const text = readFileSync(join(folder, name), 'latin1');
    const changed = Buffer.from(text.replaceAll('<article ', '<section ').replaceAll('</article>', '</section>'), 'latin1');
    writeFileSync(join(folder, name), changed);
    if (`${manifest.buildId}/${name}` in manifest.integrity)
      integrity[`${NEXT}/${name}`] = `sha384-${createHash('sha384').update(changed).digest('base64')}`;
  }
  rmSync(join(products, 'remote.json.br'), { force: true });
  const entry = JSON.parse(JSON.stringify(manifest.entry).replaceAll(manifest.buildId, NEXT));
  return [manifest, { ...manifest, entry, integrity, buildId: NEXT }].map((build) => JSON.stringify(build));
}

/** As the tool deploys: a new file takes the manifest's place. */
function deploy(number: number) {
  const products = join(server.dist, 'remotes/products');
  writeFileSync(join(products, 'arriving.json'), manifests[number % 2]);
  renameSync(join(products, 'arriving.json'), join(products, 'remote.json'));
}

/** The build that has rendered, by its elements, and the build whose manifest the page has. */
function buildsOf(html: string) {
  const [, element] = /<(article|section) [^>]*products-detail/.exec(html) ?? [];
  const [, data] = /id="tarn-data">(.*?)<\/script>/s.exec(html) ?? [];
  const sent = JSON.parse(data ?? '{}').manifests?.['/remotes/products/remote.json'];
  return { element, rendered: BUILDS[element as keyof typeof BUILDS], sent: sent && JSON.parse(sent).buildId };
}

test(`${DEPLOYMENTS} deployments under load: no page takes over the HTML of another build`, async ({ page }) => {
  test.setTimeout(60_000 + DEPLOYMENTS * 1_000);
  await page.addInitScript(() => {
    window.mismatches = 0;
    addEventListener('tarn:mismatch', () => window.mismatches!++);
  });
  let [deployed, isOver] = [0, false];
  const deployments = setInterval(() => deploy(++deployed), 150);
  const load = async () => {
    let answers = 0;
    for (; !isOver; answers++) {
      const { rendered, sent } = buildsOf(await (await fetch(URL)).text());
      expect(Object.values(BUILDS)).toContain(rendered);
      expect(sent).toBe(rendered);
    }
    return answers;
  };
  const loads = [load(), load()];
  const seen = new Set<string>();
  try {
    while (deployed < DEPLOYMENTS) {
      const response = await page.goto(URL);
      const { element, rendered, sent } = buildsOf(await response!.text());
      expect(sent).toBe(rendered);
      await expect(page.locator('[data-remote=products][data-status=ready]')).toHaveCount(1);
      await expect(page.getByTestId('product-detail')).toHaveJSProperty('localName', element);
      const wasm = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      expect(wasm.filter((name) => name.endsWith('products_bg.wasm')).map((name) => name.split('/').at(-2))).toEqual([rendered]);
      expect(await page.evaluate(() => window.mismatches)).toBe(0);
      seen.add(rendered);
    }
  } finally {
    clearInterval(deployments);
    isOver = true;
  }
  for (const answers of await Promise.all(loads)) expect(answers).toBeGreaterThan(DEPLOYMENTS);
  expect([...seen].sort()).toEqual(Object.values(BUILDS).sort());
});
