// `tarn check --against URL` against the served shop, as the CI of a team runs it before a deployment. It needs no browser.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HOST_PORT } from '../playwright.config';
import { root } from './own_server';
import { buildTarn, runIn, tarn } from './own_workspace';

const shop = `http://localhost:${HOST_PORT}`;
let folder: string;
let manifest: string;

test.beforeAll(() => {
  test.setTimeout(300_000);
  buildTarn();
  folder = mkdtempSync(join(tmpdir(), 'check-against-'));
  const cart = join(folder, 'cart');
  runIn(root, `${tarn} new remote cart --own-repository ${cart}`);
  folder = cart;
  manifest = readFileSync(join(cart, 'Cargo.toml'), 'utf8')
    .replace(/^exposes = .*$/m, 'exposes = ["CartPage", "MiniCartPreview"]')
    // Like the deployed build, which has a renderer.
    .replace('[workspace.metadata.tarn]', '[workspace.metadata.tarn]\nrender = true')
    .replace(/^standalone = .*$/m, '');
});
test.afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

/** The output and the exit code of the check for a cart with these additional lines in `[package.metadata.federation]`. */
function check(lines: string[], address = shop) {
  writeFileSync(join(folder, 'Cargo.toml'), manifest.replace(/^dispatches = .*$/m, lines.join('\n')));
  const { status, stdout, stderr } = spawnSync(tarn, ['check', '--against', address], { cwd: folder, encoding: 'utf8' });
  // Another test may hold a lock of cargo.
  const error = stderr.replace(/^ *Blocking waiting for file lock.*$/gm, '');
  return { status, said: stdout.trim(), error: error.trim() };
}

test('a compatible remote fits', () => {
  for (const address of [shop, `${shop}/`, `${shop}/federation.json`])
    expect(check(['dispatches = ["cart/*"]'], address), address).toEqual({ status: 0, said: '1 remote fits', error: '' });
});

test('a remote with an action that is not granted does not fit', () => {
  const { status, said } = check(['dispatches = ["cart/*", "user/clearUser"]']);
  expect(said).toMatch(/^problem: .*FED-012.*cart.*"user\/clearUser", which it is not granted/);
  expect(status).toBe(1);
});

test('a remote with an incompatible version of the contract does not fit', () => {
  const { status, said } = check(['dispatches = ["cart/*"]', 'requires.shared-store.version = "^2.0.0"']);
  expect(said).toMatch(/^problem: .*FED-003.*requires shared-store \^2\.0\.0, this page offers 1\.\d+\.\d+/);
  expect(status).toBe(1);
});

test('a remote without a component of the deployed build does not fit, because pages mount it', () => {
  const lines = ['dispatches = ["cart/*"]'];
  const before = manifest;
  manifest = manifest.replace(', "MiniCartPreview"', '');
  const { status, said } = check(lines);
  manifest = before;
  expect(said).toMatch(/^problem: cart: the deployed build .* exposes "MiniCartPreview", this one does not/);
  expect(status).toBe(1);
});

test('an address without a page is an error that names the requested file', () => {
  const nothing = `http://localhost:${HOST_PORT + 99}`;
  const { status, said, error } = check(['dispatches = ["cart/*"]'], nothing);
  expect({ status, said }).toEqual({ status: 1, said: '' });
  expect(error).toMatch(new RegExp(`^error: cannot fetch ${nothing}/federation.json: `));
});
