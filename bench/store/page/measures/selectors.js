// Reads of the sum through a memoised selector without a change, and recomputations by the selector. Each store reads where its components would:
// ours in wasm, the others in JavaScript. The cost of invalidating the memo is part of a dispatch (observed.js).
import { initialState, makeProducts } from '../shop.js';

export function oursReading([glue], lines, { anew }) {
  let sum = 0;
  let read = 0;
  return {
    name: 'ours',
    prepare() {
      [sum, read] = [0, 0];
      glue.stock(lines);
      glue.fill_cart();
    },
    run(count) {
      sum = (anew ? glue.read_anew(count) : glue.read(count)) >>> 0;
      read = count;
    },
    verify: () => checkSum('ours', sum, read * lines),
  };
}

export function jsReading({ name, open }, lines, { anew }) {
  const store = open(makeProducts(lines));
  store.subscribe(() => {});
  let states = [];
  let sum = 0;
  const reading = {
    name,
    run(count) {
      sum = 0;
      for (let i = 0; i < count; i++) sum += store.selectTotal(store.getState());
    },
    verify: (count) => checkSum(name, sum >>> 0, count * lines),
  };
  if (!anew) return reading;
  return {
    ...reading,
    // A new array for each read, because selectors also keep old results.
    most: Math.max(64, Math.round(3_000_000 / (lines + 20))),
    prepare(count) {
      const all = makeProducts(lines);
      states = Array.from({ length: count }, () => initialState(all.slice()));
    },
    run(count) {
      sum = 0;
      for (let i = 0; i < count; i++) sum += store.selectFrom(states[i]);
    },
  };
}

function checkSum(name, sum, expected) {
  if (sum !== expected >>> 0) throw new Error(`${name}: read ${sum} together, not ${expected >>> 0}`);
}
