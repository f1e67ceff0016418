// Imitates a rebuild of the cart: changed bytes in a new folder, then a manifest that names that folder.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Change = (bytes: Buffer) => Buffer;

/** Redeploys the cart in this folder of built apps, with changed glue or wasm. Returns the path of the new wasm. */
export function redeployCart(dist: string, change: { glue?: Change; wasm?: Change }) {
  const cart = join(dist, 'remotes/cart');
  const manifest = JSON.parse(readFileSync(join(cart, 'remote.json'), 'utf8'));
  const next = 'fedcba9876543210';
  cpSync(join(cart, manifest.buildId), join(cart, next), { recursive: true });
  for (const name of readdirSync(join(cart, next))) if (name.endsWith('.dcz')) rmSync(join(cart, next, name));
  const moved = (file: string) => file.replace(manifest.buildId, next);
  const integrity: Record<string, string> = {};
  for (const [file, hash] of Object.entries<string>(manifest.integrity)) integrity[moved(file)] = hash;
  for (const [entry, changed] of [
    [manifest.entry.js, change.glue],
    [manifest.entry.wasm, change.wasm],
  ] as const) {
    if (!changed) continue;
    const file = join(cart, moved(entry));
    const bytes = changed(readFileSync(file));
    writeFileSync(file, bytes);
    rmSync(`${file}.br`, { force: true });
    integrity[moved(entry)] = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  }
  const { js, wasm, css } = manifest.entry;
  const entry = { js: moved(js), wasm: moved(wasm), css: css.map(moved) };
  rmSync(join(cart, 'remote.json.br'), { force: true });
  writeFileSync(join(cart, 'remote.json'), JSON.stringify({ ...manifest, integrity, entry, buildId: next }));
  return `/remotes/cart/${entry.wasm}`;
}
