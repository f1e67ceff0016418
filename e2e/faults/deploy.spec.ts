// The cart is redeployed while a page loads it: the page runs the old set of files or the new one, never a mix.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { redeployCart } from '../tests/redeploy';
import { counted, expect, isThere, logInBeforehand, pageLives, test as base } from './shop_behind_proxy';

type Change = (bytes: Buffer) => Buffer;

interface Cart {
  folder: string;
  /** The folder name of the deployed build. */
  build(): string;
  /** Deploys the next build, whose glue sets a flag when it runs. */
  deploy(old: 'keep' | 'remove' | 'overwrite'): void;
}

const glue: Change = (bytes) => Buffer.from(`${bytes}\nwindow.isNewGlue = true;\n`);
// An added custom section: a different file with the same behaviour.
const wasm: Change = (bytes) => Buffer.concat([bytes, Buffer.from([0, 5, 4, ...Buffer.from('next')])]);

const test = base.extend<{ cart: Cart }>({
  cart: async ({ shop }, use) => {
    const folder = join(shop.dist, 'remotes/cart');
    const kept = join(mkdtempSync(join(tmpdir(), 'cart-')), 'cart');
    cpSync(folder, kept, { recursive: true });
    const manifest = () => JSON.parse(readFileSync(join(folder, 'remote.json'), 'utf8'));
    const deploy = (old: 'keep' | 'remove' | 'overwrite') => {
      const before = manifest();
      redeployCart(shop.dist, { glue, wasm });
      if (old === 'keep') return;
      rmSync(join(folder, before.buildId), { recursive: true });
      if (old === 'remove') return;
      // A deployment without content hashes in its folder names.
      const after = manifest();
      cpSync(join(folder, after.buildId), join(folder, before.buildId), { recursive: true });
      writeFileSync(join(folder, 'remote.json'), JSON.stringify(after).replaceAll(after.buildId, before.buildId));
      rmSync(join(folder, after.buildId), { recursive: true });
    };
    await use({ folder, build: () => manifest().buildId, deploy });
    rmSync(folder, { recursive: true });
    cpSync(kept, folder, { recursive: true });
    rmSync(join(kept, '..'), { recursive: true });
  },
});

/** Completely fetched files in use, by folder: the files of the last manifest. */
function fetched(page: Page) {
  let files: string[] = [];
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/remotes/cart/')) return;
    if (pathname.endsWith('remote.json')) files = [];
    else if (response.ok()) files.push(pathname.split('/')[3]);
  });
  return () => files;
}

const isNewGlue = (page: Page) => page.evaluate(() => window.isNewGlue === true);

/** Only that set of files is present, and it works. */
async function runs(page: Page, build: string, folders: () => string[]) {
  await isThere(page, 'cart');
  expect([...new Set(folders())]).toEqual([build]);
  const styles = await page
    .locator('link[rel=stylesheet][href*="/remotes/cart/"]')
    .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(styles).toHaveLength(1);
  expect(styles[0]).toContain(`/${build}/`);
  await pageLives(page);
}

const MANIFEST = /cart\/remote\.json/;
const WASM = /cart_bg\.wasm/;
const GLUE = /\/cart\.js/;

for (const [what, held, path] of [
  ['its manifest and its code', 'answer', MANIFEST],
  ['its glue and its wasm', 'request', WASM],
  ['its wasm and its glue', 'request', GLUE],
] as const) {
  test(
    `between ${what}, with the old files kept: the old set runs, and the next visit gets the new one`,
    counted('deployed meanwhile', 'whole set'),
    async ({ page, context, faults, cart }) => {
      await logInBeforehand(context);
      const before = cart.build();
      const folders = fetched(page);
      const answer = faults.hold(held, path);
      await page.goto('/cart', { waitUntil: 'commit' });
      await answer.isThere;
      cart.deploy('keep');
      answer.letGo();
      await runs(page, before, folders);
      expect(await isNewGlue(page)).toBe(false);
      await page.goto('/cart');
      await runs(page, cart.build(), folders);
      expect(await isNewGlue(page)).toBe(true);
      expect(cart.build()).not.toBe(before);
    },
  );

  for (const old of ['remove', 'overwrite'] as const) {
    test(
      `between ${what}, with the old files gone (${old}): the new set runs without a click`,
      counted('deployed meanwhile', 'whole set'),
      async ({ page, context, faults, shop, cart, said: _ }) => {
        await logInBeforehand(context);
        shop.limit({});
        const folders = fetched(page);
        const answer = faults.hold(held, path);
        await page.goto('/cart', { waitUntil: 'commit' });
        await answer.isThere;
        cart.deploy(old);
        answer.letGo();
        await runs(page, cart.build(), folders);
        expect(await isNewGlue(page)).toBe(true);
      },
    );
  }
}
