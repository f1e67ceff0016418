import { memo, useState } from 'react';
import { MAX_QUANTITY, removeFromCart, selectLocale, updateQuantity, useDispatch, useSelector } from '@myapp/store';
import { money, readQuantity, Thumb } from '@myapp/ui';
import { focusUndo, removeButton } from './focus.js';
import { Stepper } from './Stepper.jsx';

/** A line of the cart. It is rendered again only when its own data change. */
export const CartLine = memo(function CartLine({ item, index, isSelected, onSelect, onRemoved }) {
  const { productId, name, image, priceCents, quantity } = item;
  const locale = useSelector(selectLocale);
  const dispatch = useDispatch();
  const [problem, setProblem] = useState(null);
  const problemId = `cart-problem-${productId}`;
  const change = (next) => {
    setProblem(null);
    if (next >= 1 && next <= MAX_QUANTITY) dispatch(updateQuantity({ productId, quantity: next }));
  };
  const type = (typed) => {
    const next = readQuantity(typed, MAX_QUANTITY);
    if (!Number.isNaN(next)) change(next);
    else setProblem(typed.trim() === '' ? null : `Please enter a number from 1 to ${MAX_QUANTITY}.`);
  };
  const remove = (event) => {
    dispatch(removeFromCart(productId));
    onRemoved({ index, item });
    focusUndo(event);
  };
  return (
    <li className="line" data-testid="cart-line" data-product={productId}>
      <label className="line-select">
        <span className="visually-hidden">Buy {name} now</span>
        <input type="checkbox" checked={isSelected} onChange={(event) => onSelect(productId, event.target.checked)} />
      </label>
      <span className="line-picture">
        <Thumb image={image} />
      </span>
      <div className="line-name">
        <a href={`/product/${productId}`}>{name}</a>
        <p className="line-meta">{money(priceCents, locale)} each</p>
        <p className="field-error" role="alert" id={problemId}>
          {problem}
        </p>
      </div>
      <div className="line-quantity">
        <Stepper name={name} quantity={quantity} problemId={problemId} isWrong={problem !== null} onChange={change} onType={type} />
      </div>
      <span className="line-price">
        <span className="visually-hidden">Together </span>
        <span>{money(priceCents * quantity, locale)}</span>
      </span>
      <button
        className="line-remove"
        type="button"
        data-testid="remove-line"
        id={removeButton(productId)}
        aria-label={`Remove ${name}`}
        onClick={remove}
      >
        Remove
      </button>
    </li>
  );
});
