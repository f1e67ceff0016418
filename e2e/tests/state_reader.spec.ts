// getState() reads a slice's bytes correctly, and keeps every unchanged object.
import { expect, test } from '@playwright/test';
import { bytesOf, load } from './wire_bytes';

type Line = ReturnType<typeof line>;
type Reader = {
  state: { slice: unknown; user: unknown; cart: { lines: Line[]; updatedSeq: number } };
  read(slice: string, bytes: Uint8Array): void;
  patch(slice: string, numbers: string): void;
  put(slice: string, value: unknown): void;
  remove(slice: string): void;
};
let stateReader: () => Reader;

test.beforeAll(async () => {
  ({ stateReader } = await load<{ stateReader: typeof stateReader }>('crates/store/src/browser/state_reader.js'));
});

/** Reads states in sequence, each from the middle of a larger memory, as in wasm. */
function reader() {
  const reader = stateReader();
  return <State>(state: State): State => {
    const bytes = bytesOf(state);
    reader.read('slice', Uint8Array.from([7, 7, ...bytes, 7]).subarray(2, bytes.length + 2));
    return reader.state.slice as State;
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

test('unchanged objects keep their identity, also beside insertions and removals', () => {
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

test('any order of insertions and removals gives the written state', () => {
  const read = reader();
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 3000; round++) {
    const lines = Array.from({ length: random(6) }, () => line(random(6), random(3)));
    const state = { lines, seq: random(400), ids: Array.from({ length: random(4) }, () => random(300)) };
    expect(read(state)).toEqual(state);
  }
});

test('invalid bytes are refused, and the previous state stays readable', () => {
  const reader = stateReader();
  const read = (bytes: number[]) => reader.read('slice', Uint8Array.from(bytes));
  read(bytesOf({ lines: [line(1)] }));
  for (const bytes of [
    [],
    [0xa1],
    [0x63, 1],
    [0x18],
    [0, 0],
    [0x40],
    [0xf7],
    [0xfb, 1],
    [0x1c],
    [0x9b, 255, 255, 255, 255, 255, 255, 255, 255],
    [0xbb, 0, 0, 0, 9, 0, 0, 0, 0, 1, 1],
    Array(100).fill(0x81),
  ]) {
    expect(() => read(bytes), String(bytes)).toThrow();
  }
  read(bytesOf({ lines: [line(1)] }));
  expect(reader.state.slice).toEqual({ lines: [line(1)] });
});

test('changed numbers are patched in place, and other objects keep their identity', () => {
  const reader = stateReader();
  const read = (state: unknown) => reader.read('cart', Uint8Array.from(bytesOf(state)));
  reader.put('user', { name: 'Ada' });
  read({ lines: [line(0), line(1), line(2)], updatedSeq: 3 });
  const before = reader.state;
  const lines = [...before.cart.lines];
  reader.patch('cart', 'lines.1.quantity=5 updatedSeq=4');
  expect(reader.state.cart).toEqual({ lines: [line(0), line(1, 5), line(2)], updatedSeq: 4 });
  expect(before.cart.lines).toEqual(lines);
  expect([reader.state === before, reader.state.cart.lines === before.cart.lines]).toEqual([false, false]);
  expect(reader.state.user).toBe(before.user);
  expect(reader.state.cart.lines.map((line, index) => line === lines[index])).toEqual([true, false, true]);
  // A later complete read is correct, and keeps untouched objects.
  read({ lines: [line(0), line(1, 6), line(2)], updatedSeq: 5 });
  expect(reader.state.cart).toEqual({ lines: [line(0), line(1, 6), line(2)], updatedSeq: 5 });
  expect(reader.state.cart.lines[2]).toBe(lines[2]);
  read({ lines: [line(0), line(1), line(2)], updatedSeq: 3 });
  expect(reader.state.cart.lines[1].quantity).toBe(1);
});

test('a removed slice leaves nothing behind', () => {
  const reader = stateReader();
  reader.put('user', 1);
  reader.read('seen', Uint8Array.from(bytesOf({ list: [1] })));
  reader.remove('seen');
  expect(reader.state).toEqual({ user: 1 });
  reader.read('seen', Uint8Array.from(bytesOf({ list: [2] })));
  expect(reader.state).toEqual({ user: 1, seen: { list: [2] } });
});
