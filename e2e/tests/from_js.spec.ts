// Encodes JavaScript values to the bytes that the crate `wire` reads, and refuses values that are not data.
import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { bytesOf, load } from './wire_bytes';

let fromJs: (value: unknown) => Uint8Array;
let encode: ((type: string, payload?: unknown, meta?: unknown, error?: unknown) => Uint8Array) & { kind(value: unknown): string };

test.beforeAll(async () => {
  const module = await load<{ fromJs: typeof fromJs; actionEncoder(): typeof encode }>('crates/wire/src/js/from_js.js');
  [fromJs, encode] = [module.fromJs, module.actionEncoder()];
});

const bytes = (value: unknown) => [...fromJs(value)];

test('every kind of value is encoded', () => {
  for (const value of [
    null,
    true,
    false,
    '',
    'ascii',
    'ümläut',
    '漢字 😀'.repeat(9),
    'x'.repeat(23),
    'x'.repeat(24),
    'x'.repeat(63),
    'ä'.repeat(63),
    'x'.repeat(300),
    'x'.repeat(70_000),
    0,
    23,
    24,
    255,
    256,
    65_535,
    65_536,
    2 ** 32 - 1,
    2 ** 32,
    Number.MAX_SAFE_INTEGER,
    -1,
    -24,
    -25,
    -500,
    1.5,
    -0.25,
    [],
    {},
    [1, [2, { none: null }]],
    { lines: [{ productId: 'p1', quantity: 2 }] },
    Array.from({ length: 300 }, (_, index) => ({ index, text: 'text'.repeat(index) })),
  ]) {
    expect(bytes(value), JSON.stringify(value)).toEqual(bytesOf(value));
  }
});

test('an integer outside the safe range stays a number', () => {
  expect(bytes(2 ** 60)).toEqual([0xfb, ...new Uint8Array(new Float64Array([2 ** 60]).buffer).reverse()]);
});

test('members that JSON omits are omitted', () => {
  expect(bytes(undefined)).toEqual(bytesOf(null));
  expect(bytes({ a: 1, b: undefined, [Symbol('c')]: 2 })).toEqual(bytesOf({ a: 1 }));
  expect(bytes([undefined])).toEqual(bytesOf([null]));
  // A lone surrogate is no character.
  expect(bytes('a\ud83d')).toEqual(bytesOf('a\ufffd'));
});

test('values that are not data are refused, with their path', () => {
  const within: { list: unknown[] } = { list: [] };
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
    let thrown: { message?: string; path?: string } = {};
    try {
      fromJs(value);
    } catch (error) {
      thrown = error as typeof thrown;
    }
    expect(thrown.message).toBe(message);
    if (path instanceof RegExp) expect(thrown.path).toMatch(path);
    else expect(thrown.path).toBe(path);
  }
  expect(bytes('after that')).toEqual(bytesOf('after that'));
});

test('an action is encoded as type and payload', () => {
  expect([...encode('cart/clearCart')]).toEqual(bytesOf('cart/clearCart'));
  expect([...encode('cart/x', { a: [1] })]).toEqual(bytesOf(['cart/x', { a: [1] }]));
  expect([...encode('cart/x', null)]).toEqual(bytesOf(['cart/x', null]));
  expect(() => encode('cart/x', { a: [() => 1] })).toThrow('bad payload of "cart/x": payload.a.0: a function is not data');
  expect(() => encode('cart/x', new Date())).toThrow('bad payload of "cart/x": payload: a Date is not data');
});

test('meta and error are encoded beside the type', () => {
  expect([...encode('cart/x', undefined, { a: 1 })]).toEqual(bytesOf([['cart/x', { meta: { a: 1 } }]]));
  expect([...encode('cart/x', { b: 2 }, { a: 1 }, true)]).toEqual(bytesOf([['cart/x', { meta: { a: 1 }, error: true }], { b: 2 }]));
  expect([...encode('cart/x', null, undefined, false)]).toEqual(bytesOf([['cart/x', { error: false }], null]));
  expect(() => encode('cart/x', 1, { when: [new Date()] })).toThrow('bad meta of "cart/x": meta.when.0: a Date is not data');
  expect(() => encode('cart/x', 1, 1, new Error('e'))).toThrow('bad error of "cart/x": error: an Error is not data');
});

class Money {
  constructor(readonly cents = 1) {}
}
class Bare extends (null as never as ObjectConstructor) {
  static make = () => Object.create(Bare.prototype);
}
const withTag = Object.defineProperty({}, Symbol.toStringTag, { value: 'Fancy' });

const asObject = (value: object) => Object.setPrototypeOf(value, Object.prototype);

for (const [name, value] of Object.entries<unknown>({
  'a Date that looks like an object': Object.assign(asObject(new Date()), { [Symbol.toStringTag]: 'Object' }),
  'a Map that looks like an object': asObject(new Map([[1, 2]])),
  'a Set without a prototype': Object.setPrototypeOf(new Set(), null),
  'an ArrayBuffer that looks like an object': asObject(new ArrayBuffer(2)),
  'a Map of another realm': runInNewContext('Object.setPrototypeOf(new Map(), Object.prototype)'),
  Date: new Date(),
  Map: new Map(),
  Set: new Set(),
  WeakMap: new WeakMap(),
  URL: new URL('http://a'),
  RegExp: /a/,
  Error: new TypeError('e'),
  Promise: Promise.resolve(),
  Money: new Money(),
  Bare: Bare.make(),
  Uint8Array: new Uint8Array(2),
  ArrayBuffer: new ArrayBuffer(2),
  DataView: new DataView(new ArrayBuffer(2)),
  Number: Object(1),
  String: Object('a'),
  Boolean: Object(true),
  Symbol: Object(Symbol('a')),
  BigInt: Object(1n),
  Math,
  JSON,
  Intl,
  Arguments: (function () {
    // biome-ignore lint/complexity/noArguments: one of the odd objects.
    return arguments;
  })(),
  Fancy: withTag,
  iterator: [][Symbol.iterator](),
  generator: (function* () {})(),
  'a Date of another prototype': Object.setPrototypeOf(new Date(), null),
  globalThis,
  'a class without a name': new (class {})(),
  'a prototype with an odd constructor': Object.create({ constructor: 7 }),
})) {
  test(`refused with its path: ${name}`, () => {
    expect(() => encode('cart/x', { meta: { when: value } })).toThrow(/^bad payload of "cart\/x": payload\.meta\.when: an? [\w. ]+ is not data/);
    expect(() => encode('cart/x', [value])).toThrow('payload.0: ');
  });
}

test('unreadable values are refused with their path', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const bad of [
    {
      get a() {
        throw new Error('boom');
      },
    },
    {
      get a() {
        throw null;
      },
    },
    {
      get a() {
        throw { path: 7 };
      },
    },
    { a: revoked.proxy },
    {
      a: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('no keys');
          },
        },
      ),
    },
  ]) {
    expect(() => encode('cart/x', { bad })).toThrow(/^bad payload of "cart\/x": payload\.bad\.a: it cannot be read: /);
  }
  expect(() => encode('cart/x', JSON.parse('{"a": {"__proto__": {"polluted": 1}}}'))).toThrow('payload.a.__proto__: a field cannot have this name');
  expect(() => encode('cart/x', { a: new Array(2 ** 32 - 1) })).toThrow('payload.a: larger than 4 MiB');
});

test('plain objects of any making and any realm are data', () => {
  const plain = { a: [1, { b: 'c' }] };
  for (const same of [
    Object.assign(Object.create(null), plain),
    runInNewContext('({ a: [1, { b: "c" }] })'),
    Object.freeze({ ...plain }),
    new Proxy(plain, {}),
    structuredClone(plain),
  ]) {
    expect([...encode('cart/x', same)]).toEqual(bytesOf(['cart/x', plain]));
  }
  const hidden = Object.defineProperty({}, 'hidden', { value: () => 1 });
  for (const empty of [{}, Object.create(null), new Proxy({}, {}), { none: undefined }, hidden, runInNewContext('({})')]) {
    expect(bytes([empty])).toEqual(bytesOf([{}]));
  }
  // biome-ignore lint/suspicious/noSparseArray: a hole is read like undefined.
  expect(bytes([, -0])).toEqual(bytesOf([null, 0]));
});

test('a getter that encodes in turn is harmless', () => {
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
