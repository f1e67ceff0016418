// From a dispatch until a text of the page shows it for every subscriber. The measurement includes later updates in a microtask, as in our store and
// in React.
import { flushSync } from 'react-dom';
import { makeProducts, mostAdded, nextIndex, pieceOf } from '../shop.js';
import { mountBadges } from '../stores/react.jsx';
import { reduxToolkit } from '../stores/redux-toolkit.js';

/** Our store: each badge is an element whose text follows a selector, as in the remotes. */
export function oursShowing(shares, lines, place) {
  const first = shares[0][0];
  const start = () => {
    first.stock(lines);
    first.fill_cart();
    return lines;
  };
  return showing('ours', place, lines, (index) => first.add_to_cart(index), start);
}

/** A store from npm: a subscriber writes the text of each badge. */
export function jsShowing({ name, open }, lines, subscribers, place) {
  const store = open(makeProducts(lines));
  for (let i = 0; i < subscribers; i++) {
    const badge = place.appendChild(document.createElement('span'));
    const text = badge.appendChild(document.createTextNode(String(lines)));
    store.subscribe((total) => {
      text.data = String(total);
    });
  }
  const products = makeProducts(lines);
  return showing(name, place, lines, (index) => store.add(pieceOf(products[index])));
}

/** Redux Toolkit with React: rendered on React's schedule, or immediately with `flushSync`, as requested. */
export function reactShowing(lines, subscribers, place, { sync }) {
  const opened = reduxToolkit.open(makeProducts(lines));
  mountBadges(place, opened.store, subscribers);
  const products = makeProducts(lines);
  const add = (index) => opened.add(pieceOf(products[index]));
  return showing(sync ? 'react-sync' : 'react', place, lines, sync ? (index) => flushSync(() => add(index)) : add);
}

function showing(name, place, lines, add, start) {
  const badges = [...place.querySelectorAll('span')];
  let total = lines;
  let index = 0;
  return {
    name,
    most: mostAdded(lines),
    async prepare() {
      if (start) total = start();
      await shown(name, badges, String(total));
    },
    async run(count) {
      for (let i = 0; i < count; i++) {
        add(index);
        index = nextIndex(index, lines);
        total++;
        const text = String(total);
        if (!isShown(badges, text)) await shown(name, badges, text);
      }
    },
  };
}

async function shown(name, badges, text) {
  for (let turn = 0; turn < 100; turn++) {
    await null;
    if (isShown(badges, text)) return;
  }
  throw new Error(`${name}: the page does not show ${text}`);
}

function isShown(badges, text) {
  // From the end: the last written badge is checked first.
  for (let i = badges.length - 1; i >= 0; i--) {
    if (badges[i].firstChild.data !== text) return false;
  }
  return true;
}
