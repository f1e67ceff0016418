// A second, plain implementation of the crate `wire`, for tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './own_server';

/** The bytes that the crate `wire` writes for a value. */
export function bytesOf(value: unknown): number[] {
  const head = (major: number, number: number): number[] => {
    const bytes = (length: number) => Array.from({ length }, (_, index) => Math.floor(number / 256 ** (length - 1 - index)) % 256);
    if (number < 24) return [(major << 5) | number];
    const size = [1, 2, 4, 8].find((size) => number < 256 ** size)!;
    return [(major << 5) | (24 + Math.log2(size)), ...bytes(size)];
  };
  if (value === null) return [0xf6];
  if (typeof value === 'boolean') return [value ? 0xf5 : 0xf4];
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return value < 0 ? head(1, -1 - value) : head(0, value);
    return [0xfb, ...new Uint8Array(new Float64Array([value]).buffer).reverse()];
  }
  if (typeof value === 'string') {
    const text = new TextEncoder().encode(value);
    return [...head(3, text.length), ...text];
  }
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(bytesOf)];
  const entries = Object.entries(value as object);
  return [...head(5, entries.length), ...entries.flatMap(([name, value]) => [...bytesOf(name), ...bytesOf(value)])];
}

/** Loads a module of the project that needs no page. */
export function load<Module>(path: string): Promise<Module> {
  const source = readFileSync(join(root, path), 'utf8');
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
}
