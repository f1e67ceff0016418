// The content security policy blocks everything foreign, and every test of this folder fails on a violation (`violations` in shop.ts).
import { expect, open, test } from './shop';

const ATTEMPTS: [string, () => unknown, RegExp][] = [
  [
    'an inline script',
    () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hasRun = true' })),
    /^script-src-elem inline/,
  ],
  [
    'an inline handler',
    () => document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hasRun = true">'),
    /^script-src-attr inline/,
  ],
  ['an evaluated string', () => setTimeout('window.hasRun = true'), /^script-src eval/],
  [
    'a script of another origin',
    () => document.body.append(Object.assign(document.createElement('script'), { src: 'https://elsewhere.example/a.js' })),
    /^script-src-elem https:\/\/elsewhere/,
  ],
  [
    'an inline style',
    () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' })),
    /^style-src-elem inline/,
  ],
  ['a request to another origin', () => fetch('https://elsewhere.example/').catch(() => {}), /^connect-src https:\/\/elsewhere/],
  [
    'a frame of another origin',
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://elsewhere.example/' })),
    /^frame-src https:\/\/elsewhere/,
  ],
];

for (const [what, attempt, told] of ATTEMPTS) {
  test(`the policy blocks ${what}, and the violation is recorded`, async ({ page, errors, violations }) => {
    await open(page, '/products');
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await page.evaluate(attempt);
    await expect.poll(() => violations.filter((violation) => told.test(violation))).toHaveLength(1);
    expect(await page.evaluate(() => window.hasRun)).toBeUndefined();
    await expect(page.getByTestId('product-card').first()).toBeVisible();
    violations.length = 0;
    errors.length = 0;
  });
}

test('downloads contain no path of the build machine', async ({ request }) => {
  const page = await (await request.get('/')).text();
  const files = [`/${/"(assets\/[0-9a-f]+\/host_bg\.wasm)"/.exec(page)![1]}`];
  for (const remote of ['auth', 'cart', 'products', 'orders', 'account']) {
    const manifest = `/remotes/${remote}/remote.json`;
    const { entry } = await (await request.get(manifest)).json();
    files.push(...[entry.wasm, entry.js].map((file) => manifest.replace('remote.json', file)));
  }
  for (const file of files) {
    const response = await request.get(file);
    expect(response.ok(), file).toBe(true);
    expect((await response.body()).toString('latin1'), file).not.toMatch(/registry\/src|\.cargo\b/);
  }
});
