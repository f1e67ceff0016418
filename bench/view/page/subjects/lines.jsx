// The list in React: the elements of `src/lines.rs`. Lines are immutable and their components memoised, as with a store.
import { memo, useCallback, useLayoutEffect, useState } from 'react';
import { LINES } from '../list.js';

const first = (number) => ({
  number,
  name: `Product ${number}`,
  priceCents: 100 + ((number * 7) % 9_000),
  quantity: 1,
  isSelected: true,
  problem: null,
});

const money = (cents) => `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** The list. `connect` gets the function that sets its lines. */
export function Lines({ connect }) {
  const [lines, setLines] = useState(() => Array.from({ length: LINES }, (_, number) => first(number)));
  useLayoutEffect(() => connect?.(setLines), [connect]);
  const change = useCallback(
    (number, change) => setLines((lines) => lines.map((line) => (line.number === number ? { ...line, ...change } : line))),
    [],
  );
  const remove = useCallback((number) => setLines((lines) => lines.filter((line) => line.number !== number)), []);
  return (
    <ul className="line-list" aria-label="Products in your cart">
      {lines.map((line) => (
        <CartLine key={line.number} line={line} change={change} remove={remove} />
      ))}
    </ul>
  );
}

const CartLine = memo(function CartLine({ line, change, remove }) {
  const { number, name, priceCents, quantity, isSelected, problem } = line;
  const problemId = `cart-problem-${number}`;
  return (
    <li className="line" data-testid="cart-line" data-product={number}>
      <label className="line-select">
        <span className="visually-hidden">Buy {name} now</span>
        <input type="checkbox" checked={isSelected} onChange={(event) => change(number, { isSelected: event.target.checked })} />
      </label>
      <span className="line-picture">
        <span className="thumb"></span>
      </span>
      <div className="line-name">
        <a href={`/product/p${number}`}>{name}</a>
        <p className="line-meta">{money(priceCents)} each</p>
        <p className="field-error" role="alert" id={problemId}>
          {problem}
        </p>
      </div>
      <div className="line-quantity">
        <Stepper line={line} problemId={problemId} set={(quantity) => change(number, { quantity })} />
      </div>
      <span className="line-price">
        <span className="visually-hidden">Together </span>
        <span className="price">{money(priceCents * quantity)}</span>
      </span>
      <button className="line-remove" type="button" data-testid="remove-line" aria-label={`Remove ${name}`} onClick={() => remove(number)}>
        Remove
      </button>
    </li>
  );
});

function Stepper({ line: { name, quantity, problem }, problemId, set }) {
  return (
    <div className="stepper">
      <button type="button" aria-label={`One ${name} less`} aria-disabled={quantity <= 1} onClick={() => set(quantity - 1)}>
        −
      </button>
      <input
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={problemId}
        aria-label={`Quantity of ${name}`}
        aria-invalid={problem !== null}
        value={quantity}
        onChange={(event) => set(Number(event.target.value) || 1)}
      />
      <button type="button" aria-label={`One ${name} more`} aria-disabled={quantity >= 999} onClick={() => set(quantity + 1)}>
        +
      </button>
    </div>
  );
}
