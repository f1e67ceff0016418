// A JavaScript client of the store: it dispatches, reads the new state with getState(), and selects from it.
import { createSelector } from '@reduxjs/toolkit';
import { makeProducts, mostAdded, nextIndex, pieceOf, selectLines, sumOfQuantities } from '../shop.js';

/** Our store: `window.__TARN__.store`, with the remotes attached and reading. */
export function oursForJs([first], lines) {
  const { dispatch, getState } = window.__TARN__.store;
  const add = (payload) => dispatch({ type: 'cart/addToCart', payload });
  const start = () => {
    first.stock(lines);
    first.fill_cart();
    return lines;
  };
  return client('ours', lines, add, getState, createSelector([selectLines], sumOfQuantities), start);
}

export function jsForJs({ name, open }, lines, subscribers) {
  const store = open(makeProducts(lines));
  for (let i = 0; i < subscribers; i++) store.subscribe(() => {});
  return client(name, lines, store.add, store.getState, store.selectTotal);
}

/** A second `getState()` without a change. */
export function readingTwice({ name, getState }) {
  let last;
  return {
    name,
    run(count) {
      for (let i = 0; i < count; i++) last = getState();
    },
    verify() {
      if (last !== getState()) throw new Error(`${name}: getState() returns another object each time`);
    },
  };
}

function client(name, lines, add, getState, select, start) {
  const products = makeProducts(lines);
  let total = lines;
  let index = 0;
  return {
    name,
    most: mostAdded(lines),
    prepare() {
      if (start) total = start();
    },
    run(count) {
      for (let i = 0; i < count; i++) {
        add(pieceOf(products[index]));
        index = nextIndex(index, lines);
        total++;
        if (select(getState()) !== total) throw new Error(`${name}: getState() does not hold what was dispatched`);
      }
    },
  };
}
