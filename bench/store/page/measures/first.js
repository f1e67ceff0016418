// A remote's first read. Ours: an existing instance attaches, takes a snapshot of the cart and reads the sum. A JavaScript remote shares the store's
// objects: it subscribes and selects.
import { createSelector } from '@reduxjs/toolkit';
import { makeProducts, selectLines, sumOfQuantities } from '../shop.js';
import { mountBadges } from '../stores/react.jsx';
import { reduxToolkit } from '../stores/redux-toolkit.js';

/** Our store, until the sum is read. `[first]` fills the cart; each operation uses a new instance. */
export function oursAttaching([first], lines, makeNewcomer) {
  let waiting = [];
  return {
    name: 'ours',
    most: 16,
    prepare(count) {
      first.stock(lines);
      first.fill_cart();
      // The instances of previous batches are garbage by now.
      gc();
      waiting = Array.from({ length: count }, () => [makeNewcomer(), document.createElement('div')]);
    },
    run() {
      for (const [glue, element] of waiting) glue.mount(element, 'Totals', { count: 1 });
    },
    verify() {
      // All attach under one name, so only the last one receives updates.
      if (!waiting.every(([glue]) => glue.seeing(lines) === 1)) throw new Error('ours: a newcomer does not see the cart');
      waiting = [];
    },
  };
}

/** Redux Toolkit: each remote has its own selector, because a separately compiled remote has its own. */
export function jsAttaching({ name, open }, lines) {
  const store = open(makeProducts(lines));
  let sum = 0;
  let leave = [];
  return {
    name,
    most: 1000,
    run(count) {
      sum = 0;
      for (let i = 0; i < count; i++) {
        const select = name === 'nanostores' ? store.selectTotal : createSelector([selectLines], sumOfQuantities);
        leave.push(store.subscribe(() => {}, select));
        sum += select(store.getState());
      }
    },
    verify(count) {
      for (const unsubscribe of leave) unsubscribe();
      leave = [];
      if (sum !== count * lines) throw new Error(`${name}: a newcomer does not see the cart`);
    },
  };
}

/** Our store, until the sum is in the page. */
export function oursMounting([first], lines, makeNewcomer) {
  let waiting = [];
  return {
    ...oursAttaching([first], lines, makeNewcomer),
    prepare(count) {
      first.stock(lines);
      first.fill_cart();
      gc();
      waiting = Array.from({ length: count }, () => [makeNewcomer(), document.body.appendChild(document.createElement('div'))]);
    },
    run() {
      for (const [glue, element] of waiting) glue.mount(element, 'Badges', { count: 1 });
    },
    verify: () => emptied('ours', waiting.splice(0), lines),
  };
}

/** React: each remote has its own root and Provider. */
export function reactMounting(lines) {
  const { store } = reduxToolkit.open(makeProducts(lines));
  let waiting = [];
  return {
    name: 'react',
    most: 100,
    prepare(count) {
      waiting = Array.from({ length: count }, () => [null, document.body.appendChild(document.createElement('div'))]);
    },
    run() {
      for (const mounting of waiting) mounting[0] = mountBadges(mounting[1], store, 1);
    },
    verify() {
      const unmount = waiting.map(([unmount]) => unmount);
      emptied('react', waiting.splice(0), lines);
      for (const one of unmount) one();
    },
  };
}

function emptied(name, mounted, lines) {
  for (const [, element] of mounted) {
    if (element.textContent !== String(lines)) throw new Error(`${name}: a newcomer shows "${element.textContent}", not ${lines}`);
    element.remove();
  }
}
