// The measured operations: from a call until the document has the change. Each function returns the code of one subject for `interleave`.
import { LINES, priceOf, until } from './list.js';

const POSITION = LINES / 2;

export const creating = (list) => ({
  name: list.subject.name,
  most: 1,
  prepare: () => list.clear(),
  async run() {
    list.subject.create(list.place);
    await until(() => list.element?.childElementCount === LINES);
  },
});

/** The HTML is in the page before. Afterwards the list has the same elements, and they follow the cart. */
export function claiming(list) {
  const { subject, place } = list;
  let sent;
  return {
    name: subject.name,
    most: 1,
    prepare() {
      list.clear();
      place.innerHTML = subject.html;
      sent = list.rows;
    },
    async run() {
      subject.claim(place);
      await until(() => subject.isClaimed?.() ?? true);
    },
    async verify() {
      checkRows(list, sent);
      list.check(!subject.mismatches?.(), 'the HTML of the server differs');
      const price = priceOf(sent[POSITION]);
      const before = price.textContent;
      subject.addPiece(POSITION);
      await until(() => price.textContent !== before);
    },
  };
}

export function adding(list) {
  let prices;
  let position = 0;
  return {
    name: list.subject.name,
    prepare() {
      list.fill();
      prices = list.rows.map(priceOf);
    },
    async run(count) {
      for (let i = 0; i < count; i++) {
        position = (position + 37) % LINES;
        const price = prices[position];
        const before = price.textContent;
        // The cart is in the order of the rows.
        list.subject.addPiece(position);
        await until(() => price.textContent !== before);
      }
    },
  };
}

export function addingToAll(list) {
  let prices;
  let before;
  return {
    name: list.subject.name,
    prepare() {
      list.fill();
      prices = list.rows.map(priceOf);
      before = prices.map((price) => price.textContent);
    },
    async run(count) {
      const [first, last] = [prices[0], prices.at(-1)];
      for (let i = 0; i < count; i++) {
        const texts = [first.textContent, last.textContent];
        list.subject.addPieceToAll();
        await until(() => first.textContent !== texts[0] && last.textContent !== texts[1]);
      }
    },
    verify: () =>
      list.check(
        prices.every((price, index) => price.textContent !== before[index]),
        'a price did not change',
      ),
  };
}

export const moving = (list) =>
  reordering(list, {
    async once() {
      const first = list.element.firstElementChild;
      list.subject.moveFirstToLast();
      await until(() => list.element.lastElementChild === first);
    },
    expected: (rows, count) => [...rows.slice(count % LINES), ...rows.slice(0, count % LINES)],
  });

export const reversing = (list) =>
  reordering(list, {
    async once() {
      const last = list.element.lastElementChild;
      list.subject.reverse();
      await until(() => list.element.firstElementChild === last);
    },
    expected: (rows, count) => (count % 2 === 1 ? rows.toReversed() : rows),
  });

export const removing = (list) =>
  reordering(list, {
    most: 100,
    async once(rows, i) {
      list.subject.remove(POSITION);
      await until(() => !rows[POSITION + i].isConnected);
    },
    expected: (rows, count) => rows.toSpliced(POSITION, count),
  });

/** Changes of the order: the rows afterwards are the `expected` ones of those before, as the same elements. */
function reordering(list, { most, once, expected }) {
  let rows;
  return {
    name: list.subject.name,
    most,
    prepare() {
      list.fill();
      rows = list.rows;
    },
    async run(count) {
      for (let i = 0; i < count; i++) await once(rows, i);
    },
    verify: (count) => checkRows(list, expected(rows, count)),
  };
}

function checkRows(list, expected) {
  const { rows } = list;
  list.check(rows.length === expected.length && rows.every((row, index) => row === expected[index]), 'the lines are not the expected ones');
}
