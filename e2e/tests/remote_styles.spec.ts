// A remote's style sheet applies to its own slots, while it is mounted.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, open, test } from './shop';
import { ownServer } from './own_server';

/** A hostile style sheet. Each rule would change the whole page. */
const HOSTILE = `
@import url("/remotes/elsewhere.css");
@import url("data:text/css,button{display:none}");
button { display: none !important }
* { letter-spacing: 3px }
:root, html { --ink: rgb(255, 0, 0); --paper: rgb(0, 255, 0) }
body { background: rgb(0, 0, 255) !important }
html body a:hover, html body a { color: rgb(1, 2, 3) !important }
body > header { display: none }
header, footer, main { opacity: .1 }
::selection { background: rgb(9, 9, 9) }
:is(header, footer) a { visibility: hidden }
:not(#x) { text-transform: uppercase }
@media all { @supports (display: grid) { nav { display: none } } }
@layer theirs { h1 { display: none } }
@container (min-width: 1px) { a { display: none } }
.page { & button { display: none } body:has(&) footer { display: none } }
@scope (body) { a { display: none } :scope { opacity: .2 } }
@keyframes turn { to { rotate: 7turn } }
@keyframes shimmer { to { background: red } }
@font-face { font-family: "Liberation Sans"; src: url("/none.woff2") }
@property --shade { syntax: "<color>"; inherits: false; initial-value: red }
@page { margin: 10cm }
[title="}, body { display: none } x{"] { color: red }
.own-animation { animation: turn 3s linear infinite; font-family: "Liberation Sans", serif }
`;

/** Redeploys a remote with this style sheet in place of its own. */
function restyle(dist: string, remote: string, css: string) {
  const folder = join(dist, 'remotes', remote);
  const manifest = JSON.parse(readFileSync(join(folder, 'remote.json'), 'utf8'));
  const next = 'fedcba9876543210';
  cpSync(join(folder, manifest.buildId), join(folder, next), { recursive: true });
  const moved = (file: string) => file.replace(manifest.buildId, next);
  const integrity = Object.fromEntries(Object.entries<string>(manifest.integrity).map(([file, hash]) => [moved(file), hash]));
  const [style] = manifest.entry.css.map(moved);
  writeFileSync(join(folder, style), css);
  rmSync(join(folder, `${style}.br`), { force: true });
  integrity[style] = `sha384-${createHash('sha384').update(css).digest('base64')}`;
  const { js, wasm } = manifest.entry;
  rmSync(join(folder, 'remote.json.br'), { force: true });
  writeFileSync(
    join(folder, 'remote.json'),
    JSON.stringify({ ...manifest, integrity, buildId: next, entry: { js: moved(js), wasm: moved(wasm), css: [style] } }),
  );
}

/** Styles of the page that a remote could have changed. */
const look = (page: Page) =>
  page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    const of = (selector: string) => {
      const { display, color, opacity, letterSpacing, textTransform, visibility, fontFamily } = style(selector);
      return { display, color, opacity, letterSpacing, textTransform, visibility, fontFamily };
    };
    return {
      toggle: of('[data-testid=theme-toggle]'),
      nav: of('.site-nav'),
      link: of('[data-testid=nav-home]'),
      header: of('header'),
      footer: of('footer'),
      main: of('main'),
      background: style('body').backgroundColor,
      tokens: ['--ink', '--paper', '--shade'].map((name) => style('html').getPropertyValue(name)),
      selection: getComputedStyle(document.querySelector('footer p')!, '::selection').backgroundColor,
    };
  });

test('a hostile style sheet of a remote changes nothing outside its slot, during its mount and after', async ({ page, errors, violations }) => {
  const shop = await ownServer(4397, (dist) => restyle(dist, 'cart', HOSTILE));
  try {
    await open(page, 'http://localhost:4397/login');
    await logIn(page);
    await page.getByTestId('nav-products').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await addToCart(page, 1);
    // The pointer must not hover a link.
    await page.mouse.move(0, 0);
    const before = await look(page);
    await page.getByTestId('nav-cart').click();
    await page.mouse.move(0, 0);
    await expect(page.getByTestId('cart-line')).toHaveCount(1);
    // It applies to its own slot.
    await expect(page.getByTestId('remove-line')).toBeHidden();
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('[data-testid=cart-line]')!).letterSpacing)).toBe('3px');
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('main .remote-content')!).getPropertyValue('--paper'))).toBe(
      'rgb(0, 255, 0)',
    );
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('main .remote-content')!).backgroundColor)).toBe('rgb(0, 0, 255)');
    const withCart = await look(page);
    expect({ ...withCart, link: null }).toEqual({ ...before, link: null });
    expect(withCart.link).toEqual(before.link);
    // The skeletons keep the page's animation; the remote's animation is renamed.
    const animation = await page.evaluate(() => {
      const element = (place: Element) => {
        const one = place.appendChild(document.createElement('i'));
        one.className = 'own-animation skeleton';
        return one;
      };
      const inside = element(document.querySelector('main .remote-content')!);
      const outside = element(document.body);
      const names = [inside, outside].map((one) => [getComputedStyle(one).animationName, getComputedStyle(one).fontFamily]);
      [inside, outside].forEach((one) => one.remove());
      return names;
    });
    expect(animation[0]).toEqual(['cart-turn', '"cart-Liberation Sans", serif']);
    expect(animation[1][0]).toBe('shimmer');
    // Unmounted together with its remote.
    await page.getByTestId('nav-products').click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await expect(page.getByTestId('add-to-cart').first()).toBeVisible();
    await page.mouse.move(0, 0);
    expect(await look(page)).toEqual(before);
    // Applied again.
    await page.getByTestId('nav-cart').click();
    await expect(page.getByTestId('cart-line')).toHaveCount(1);
    await expect(page.getByTestId('remove-line')).toBeHidden();
  } finally {
    await shop.stop();
  }
  // Imported files are missing or not allowed.
  expect(violations.filter((violation) => !/data/.test(violation))).toEqual([]);
  expect(errors.filter((error) => !/elsewhere\.css|data:text\/css|none\.woff2|404/.test(error))).toEqual([]);
  errors.length = violations.length = 0;
});

test('a remote’s styles apply while it is mounted, and not after', async ({ page }) => {
  const applied = (remote: string) =>
    page.evaluate((remote) => {
      const links = [...document.querySelectorAll<HTMLLinkElement>(`link[rel=stylesheet][href*="/remotes/${remote}/"]`)];
      return links.map(({ sheet }) => !sheet!.disabled);
    }, remote);
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(await applied('products')).toEqual([true]);
  await page.getByTestId('nav-orders').click();
  await expect(page.locator('main [data-remote=products]')).toHaveCount(0);
  expect(await applied('products')).toEqual([false]);
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  expect(await applied('products')).toEqual([true]);
});

test('remotes on the shop’s page have the styles of their sheets', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const { toolbar, heart } = await page.evaluate(() => ({
    toolbar: getComputedStyle(document.querySelector('.products-toolbar')!).display,
    heart: getComputedStyle(document.querySelector('.heart')!).position,
  }));
  expect({ toolbar, heart }).toEqual({ toolbar: 'grid', heart: 'absolute' });
});
