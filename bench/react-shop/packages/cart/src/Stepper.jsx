import { useState } from 'react';
import { MAX_QUANTITY } from '@myapp/store';

/** The quantity of a line: a field between two buttons. While the shopper types, the field shows what was typed. */
export function Stepper({ name, quantity, problemId, isWrong, onChange, onType }) {
  const [typed, setTyped] = useState(null);
  const step = (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    setTyped(null);
    onChange(quantity + (event.key === 'ArrowUp' ? 1 : -1));
  };
  const leave = () => {
    setTyped(null);
    onChange(quantity);
  };
  return (
    <div className="stepper">
      <button type="button" aria-label={`One ${name} less`} aria-disabled={quantity <= 1} onClick={() => onChange(quantity - 1)}>
        −
      </button>
      <input
        inputMode="numeric"
        autoComplete="off"
        data-testid="qty-input"
        aria-describedby={problemId}
        aria-label={`Quantity of ${name}`}
        aria-invalid={isWrong}
        value={typed ?? quantity}
        onChange={(event) => {
          setTyped(event.target.value);
          onType(event.target.value);
        }}
        onKeyDown={step}
        onBlur={leave}
      />
      <button type="button" aria-label={`One ${name} more`} aria-disabled={quantity >= MAX_QUANTITY} onClick={() => onChange(quantity + 1)}>
        +
      </button>
    </div>
  );
}
