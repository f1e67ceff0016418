// How JavaScript's values become bytes: the same that the crate `wire` reads, and nothing that is no data.
import { expect, test } from '@playwright/test';
import { bytesOf, load } from './wire_bytes';

let fromJs: (value: unknown) => Uint8Array;
let encode: (type: string, payload?: unknown) => Uint8Array;

test.beforeAll(async () => {
  const module = await load('wire/src/js/from_js.js');
  [fromJs, encode] = [module.fromJs, module.actionEncoder()];
});

const bytes = (value: unknown) => [...fromJs(value)];

test('every kind of value becomes its bytes', () => {
  for (const value of [
    null, true, false, '', 'ascii', 'ümläut', '漢字 😀'.repeat(9), 'x'.repeat(23), 'x'.repeat(24), 'x'.repeat(63), 'ä'.repeat(63),
    'x'.repeat(300), 'x'.repeat(70_000), 0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER,
    -1, -24, -25, -500, 1.5, -0.25, [], {}, [1, [2, { none: null }]], { lines: [{ productId: 'p1', quantity: 2 }] },
    Array.from({ length: 300 }, (_, index) => ({ index, text: 'text'.repeat(index) })),
  ]) {
    expect(bytes(value), JSON.stringify(value)).toEqual(bytesOf(value));
  }
});

test('an integer that a number does not hold exactly stays a number', () => {
  expect(bytes(2 ** 60)).toEqual([0xfb, ...new Uint8Array(new Float64Array([2 ** 60]).buffer).reverse()]);
});

test('what JSON would leave out is left out', () => {
  expect(bytes(undefined)).toEqual(bytesOf(null));
  expect(bytes({ a: 1, b: undefined, [Symbol('c')]: 2 })).toEqual(bytesOf({ a: 1 }));
  expect(bytes([undefined])).toEqual(bytesOf([null]));
  // Half a pair is no character.
  expect(bytes('a\ud83d')).toEqual(bytesOf('a\ufffd'));
});

test('what is no data is refused, and where it stands is named', () => {
  const within: any = { list: [] };
  within.list.push(within);
  const deep = Array.from({ length: 40 }).reduce((inner) => [inner], 1);
  for (const [value, path, message] of [
    [() => 1, '', 'a function is not data'],
    [{ lines: [{ price: 1 }, { price: Number.NaN }] }, 'lines.1.price', 'NaN and infinity cannot be stored'],
    [[Infinity], '0', 'NaN and infinity cannot be stored'],
    [{ big: 1n }, 'big', 'a bigint is not data'],
    [[Symbol('s')], '0', 'a symbol is not data'],
    [{ text: 'x'.repeat(5 << 20) }, 'text', 'larger than 4 MiB'],
    [Array(5).fill('x'.repeat(1 << 20)), /^\d$/, 'larger than 4 MiB'],
    [within, /^(list\.0\.?)+/, 'nested too deeply, or within itself'],
    [deep, /^(0\.?)+$/, 'nested too deeply, or within itself'],
  ] as const) {
    let thrown: any;
    try {
      fromJs(value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown?.message).toBe(message);
    if (path instanceof RegExp) expect(thrown.path).toMatch(path);
    else expect(thrown.path).toBe(path);
  }
  expect(bytes('after that')).toEqual(bytesOf('after that'));
});

test('an action is its type and its payload', () => {
  expect([...encode('cart/clearCart')]).toEqual(bytesOf('cart/clearCart'));
  expect([...encode('cart/x', { a: [1] })]).toEqual(bytesOf(['cart/x', { a: [1] }]));
  expect([...encode('cart/x', null)]).toEqual(bytesOf(['cart/x', null]));
  expect(() => encode('cart/x', { a: [() => 1] })).toThrow('bad payload of "cart/x": a.0: a function is not data');
});

test('a getter that encodes, too, spoils nothing', () => {
  const inner = 'inner'.repeat(600);
  const value = {
    before: 1,
    get text() {
      return String(fromJs({ inner }).length);
    },
    after: 'after',
  };
  const plain = { before: 1, text: value.text, after: 'after' };
  expect(bytes(value)).toEqual(bytesOf(plain));
});
