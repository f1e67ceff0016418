// The bytes of the compared programs after minifying and brotli.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** A program of one script with all that it imports. `options` are those of esbuild. */
export async function sizeOfScript(entry, options) {
  // The glue of wasm-bindgen names a module more than once, which is a warning.
  const { outputFiles } = await build({ ...options, logLevel: 'error', format: 'esm', entryPoints: [entry], write: false });
  const script = compressed(outputFiles[0].contents);
  return { wasm: 0, script, total: script };
}

/** A build of the Rust source: its wasm and its glue. */
export async function sizeOfWasm(folder, options) {
  const wasm = compressed(await readFile(join(folder, 'bench_view_bg.wasm')));
  const { script } = await sizeOfScript(join(folder, 'bench_view.js'), options);
  return { wasm, script, total: wasm + script };
}
