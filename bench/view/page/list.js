// A subject's list on the page.

/** The number of lines. */
export const LINES = 1000;

/**
 * The list of a subject, in an element of its own. A subject is one library: `{ name, create(place), claim?(place), html?, end(), addPiece(position),
 * addPieceToAll(), moveFirstToLast(), reverse(), remove(position) }`.
 */
export class List {
  constructor(subject) {
    this.subject = subject;
    this.place = document.body.appendChild(document.createElement('div'));
  }

  /** The element with the lines. */
  get element() {
    return this.place.firstElementChild;
  }

  /** The elements of the lines. */
  get rows() {
    return [...this.element.children];
  }

  /** The elements and the text of the first line. */
  get shape() {
    const [row] = this.rows;
    const elements = [row, ...row.querySelectorAll('*')].map(({ localName, className, ariaLabel }) => [localName, className, ariaLabel].join(' '));
    return `${elements.join('\n')}\n${row.textContent}`;
  }

  /** Makes the place empty. */
  clear() {
    this.subject.end();
    this.place.replaceChildren();
  }

  /** Shows all lines, if some are missing. */
  fill() {
    if (this.element?.childElementCount === LINES) return;
    this.clear();
    this.subject.create(this.place);
  }

  check(isRight, what) {
    if (!isRight) throw new Error(`${this.subject.name}: ${what}`);
  }
}

/** Waits for microtasks until `isDone`, then for tasks. */
export async function until(isDone) {
  for (let turn = 0; !isDone(); turn++) {
    if (turn === 200) throw new Error('the page does not show the change');
    await (turn < 100 ? null : new Promise((resolve) => setTimeout(resolve)));
  }
}

/** The element with a line's price. */
export const priceOf = (row) => row.querySelector('.price');
