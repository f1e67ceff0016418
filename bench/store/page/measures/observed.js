// From a dispatch until every subscriber has observed it: of addToCart on an existing line, or of an action of another slice, which no subscriber may
// mistake for a change.
import { initialState, makeProducts, mostAdded, nextIndex, pieceOf, sumOfQuantities } from '../shop.js';

export const themes = ['light', 'dark'];

/** Our store: dispatched in the first remote; afterwards every remote is asked for the values of its subscribers. */
export function oursAdding(shares, lines) {
  const first = shares[0][0];
  let expected = 0;
  let index = 0;
  return {
    name: 'ours',
    most: mostAdded(lines),
    prepare() {
      first.stock(lines);
      first.fill_cart();
      expected = lines;
      checkSeen(shares, expected);
    },
    run(count) {
      for (let i = 0; i < count; i++) {
        first.add_to_cart(index);
        index = nextIndex(index, lines);
        expected++;
        checkSeen(shares, expected);
      }
    },
    verify: () => checkState(window.__TARN__.store.getState(), lines, expected),
  };
}

/** Our store, with an action of another slice. */
export function oursUnrelated(shares, lines) {
  const first = shares[0][0];
  let flips = 0;
  return {
    name: 'ours',
    prepare() {
      first.stock(lines);
      first.fill_cart();
      // The cell before may have left the other theme, and setting it again would be no change.
      if (flips === 0) first.set_theme(false);
    },
    run(count) {
      for (let i = 0; i < count; i++) first.set_theme(++flips % 2 === 1);
    },
    verify() {
      checkSeen(shares, lines);
      checkTheme(window.__TARN__.store.getState(), flips);
    },
  };
}

function checkSeen(shares, expected) {
  for (const [glue, count] of shares) {
    if (glue.seeing(expected) !== count) throw new Error(`ours: not every subscriber saw ${expected}`);
  }
}

/** A store from npm with subscribers that count their observations. */
function observed({ name, open }, lines, subscribers) {
  const store = open(makeProducts(lines));
  const seen = new Array(subscribers).fill(lines);
  let observations = 0;
  for (let i = 0; i < subscribers; i++) {
    store.subscribe((total) => {
      seen[i] = total;
      observations++;
    });
  }
  const check = (total, times) => {
    // Totals only grow: a subscriber with the last total and the right count has seen each one.
    if (!seen.every((one) => one === total) || observations !== times * subscribers) {
      throw new Error(`${name}: not every subscriber saw ${total}, or some saw more than there was`);
    }
  };
  return { store, check };
}

export function jsAdding(jsStore, lines, subscribers) {
  const { store, check } = observed(jsStore, lines, subscribers);
  const products = makeProducts(lines);
  let dispatched = 0;
  let index = 0;
  return {
    name: jsStore.name,
    most: mostAdded(lines),
    run(count) {
      for (let i = 0; i < count; i++) {
        store.add(pieceOf(products[index]));
        index = nextIndex(index, lines);
        dispatched++;
      }
    },
    verify() {
      check(lines + dispatched, dispatched);
      checkState(store.getState(), lines, lines + dispatched);
    },
  };
}

export function jsUnrelated(jsStore, lines, subscribers) {
  const { store, check } = observed(jsStore, lines, subscribers);
  // The page shows the theme, as with our owner.
  store.subscribeToTheme(showTheme);
  let flips = 0;
  return {
    name: jsStore.name,
    run(count) {
      for (let i = 0; i < count; i++) store.setTheme(themes[++flips % 2]);
    },
    verify() {
      check(lines, 0);
      checkTheme(store.getState(), flips);
    },
  };
}

/** Checks that all stores hold the same slices, and the same lines apart from their quantities. */
export function checkState(state, lines, total) {
  const found = sumOfQuantities(state.cart.lines);
  if (found !== total) throw new Error(`the cart holds ${found} pieces, not ${total}`);
  const plain = ({ quantity, ...rest }) => JSON.stringify(Object.entries(rest).sort());
  const [ours, theirs] = [state.cart.lines, makeProducts(lines)].map((all) => all.map(plain).join());
  if (ours !== theirs) throw new Error('the cart holds other lines than it should');
  const slices = Object.keys(initialState([]));
  if (!slices.every((slice) => slice in state)) throw new Error(`the state lacks one of ${slices}`);
}

const showTheme = (theme) => document.documentElement.setAttribute('data-theme', theme);

function checkTheme({ context }, flips) {
  const shown = document.documentElement.getAttribute('data-theme');
  if (context.theme !== themes[flips % 2] || shown !== context.theme) {
    throw new Error(`the theme is ${context.theme}, shown as ${shown}, after ${flips} flips`);
  }
}
