import { useState } from 'react';
import { readQuantity } from '@myapp/ui';

/** A field for a quantity from 1 to `most`, with a button on either side; hidden if `most` is 0. `onChange` gets NaN for anything else. */
export function QuantityStepper({ quantity, most, onChange }) {
  const [typed, setTyped] = useState('1');
  const isWrong = Number.isNaN(quantity);
  const set = (next) => {
    setTyped(String(next));
    onChange(next);
  };
  const more = () => set(isWrong ? 1 : Math.min(quantity + 1, most));
  const less = () => set(isWrong ? 1 : Math.max(quantity - 1, 1));
  const type = (event) => {
    setTyped(event.target.value);
    onChange(readQuantity(event.target.value, most));
  };
  const step = (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (event.key === 'ArrowUp') more();
    else less();
  };
  return (
    <div className="stepper" hidden={most === 0}>
      <button type="button" aria-label="One less" aria-disabled={quantity <= 1} onClick={less}>
        −
      </button>
      <input
        inputMode="numeric"
        autoComplete="off"
        id="product-quantity"
        data-testid="product-quantity"
        aria-label="Quantity"
        aria-describedby="product-quantity-problem"
        aria-invalid={isWrong}
        value={typed}
        onChange={type}
        onKeyDown={step}
      />
      <button type="button" aria-label="One more" aria-disabled={quantity >= most} onClick={more}>
        +
      </button>
    </div>
  );
}

/** The message for an invalid field. */
export const QuantityProblem = ({ quantity, most }) => (
  <p className="field-error" id="product-quantity-problem" role="alert">
    {Number.isNaN(quantity) && `Please enter a number from 1 to ${most}.`}
  </p>
);
