// How getState() reads a slice's bytes: right, and keeping every object that has not changed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from './own_server';

let stateReader: () => (slice: string, bytes: Uint8Array) => unknown;

test.beforeAll(async () => {
  const source = readFileSync(join(root, 'shared-store/src/browser/state_reader.js'), 'utf8');
  ({ stateReader } = await import(`data:text/javascript,${encodeURIComponent(source)}`));
});

/** The bytes that the crate `wire` writes of a value. */
function bytesOf(value: unknown): number[] {
  const head = (major: number, number: number): number[] => {
    const bytes = (length: number) =>
      Array.from({ length }, (_, index) => Math.floor(number / 256 ** (length - 1 - index)) % 256);
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

/** Reads one state after the other, each from the middle of a larger memory, as it is in wasm. */
function reader() {
  const read = stateReader();
  return (state: unknown): any => {
    const bytes = bytesOf(state);
    return read('slice', Uint8Array.from([7, 7, ...bytes, 7]).subarray(2, bytes.length + 2));
  };
}

const line = (id: number, quantity = 1) => ({
  productId: `p${id}`,
  name: `Tässchen ${id}, of a name that is longer than thirty-two bytes`,
  priceCents: 1000 + id,
  quantity,
  image: '',
});

test('every kind of value is read as it was written', () => {
  const read = reader();
  for (const state of [
    { lines: [line(1), line(2, 300)], updatedSeq: 70_000 },
    { numbers: [0, 23, 24, 255, 256, 65_536, 2 ** 32, Number.MAX_SAFE_INTEGER, -1, -500, 1.5, -0.25] },
    { nested: { list: [1, [2, { none: null }]], yes: true, no: false }, texts: ['', 'ascii', 'ümläut', '漢字 😀'.repeat(9)] },
    { lines: [] },
    [1, 2],
    'text',
  ]) {
    expect(read(state)).toEqual(state);
  }
});

test('what has not changed is the same object, also beside what was put in or taken out', () => {
  const read = reader();
  const nested = { a: [1, { b: 2 }] };
  const first = read({ lines: [0, 1, 2, 3].map((id) => line(id)), nested, seq: 1 });
  const changed = read({ lines: [line(0), line(1, 9), line(2), line(3)], nested, seq: 70_000 });
  expect(changed.nested).toBe(first.nested);
  expect(changed.lines).not.toBe(first.lines);
  expect([0, 1, 2, 3].map((index) => changed.lines[index] === first.lines[index])).toEqual([true, false, true, true]);
  expect(changed.lines[1].quantity).toBe(9);
  const without = read({ lines: [line(0), line(2), line(3)], nested });
  expect(without.lines).toEqual([line(0), line(2), line(3)]);
  expect(without.lines[2]).toBe(first.lines[3]);
  const before = read({ added: 1, lines: [line(7), line(0), line(2), line(3)], nested });
  expect(before.lines[0]).toEqual(line(7));
  expect(before.lines[3]).toBe(first.lines[3]);
  expect(read({ lines: before.lines }).lines).toBe(before.lines);
});

test('whatever order things come and go in, the state is the one that was written', () => {
  const read = reader();
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 3000; round++) {
    const lines = Array.from({ length: random(6) }, () => line(random(6), random(3)));
    const state = { lines, seq: random(400), ids: Array.from({ length: random(4) }, () => random(300)) };
    expect(read(state)).toEqual(state);
  }
});

test('bytes that are no value are refused, and what was read before is still read', () => {
  const read = stateReader();
  read('slice', Uint8Array.from(bytesOf({ lines: [line(1)] })));
  for (const bytes of [
    [], [0xa1], [0x63, 1], [0x18], [0, 0], [0x40], [0xf7], [0xfb, 1], [0x1c],
    [0x9b, 255, 255, 255, 255, 255, 255, 255, 255], [0xbb, 0, 0, 0, 9, 0, 0, 0, 0, 1, 1], Array(100).fill(0x81),
  ]) {
    expect(() => read('slice', Uint8Array.from(bytes)), String(bytes)).toThrow();
  }
  expect(read('slice', Uint8Array.from(bytesOf({ lines: [line(1)] })))).toEqual({ lines: [line(1)] });
});
