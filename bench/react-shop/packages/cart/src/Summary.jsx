import { countPieces, selectLocale, totalCents, useSelector } from '@myapp/store';
import { money, pieces } from '@myapp/ui';
import { handOff } from './handOff.js';

/** The summary of the selected lines. Its button hands them off to the payment. */
export function Summary({ items, deselected, onGoToPayment }) {
  const locale = useSelector(selectLocale);
  const selected = items.filter(({ productId }) => !deselected.includes(productId));
  const total = money(totalCents(selected), locale);
  const go = () => {
    handOff(selected);
    onGoToPayment();
  };
  return (
    <aside className="summary" aria-labelledby="cart-summary">
      <h2 id="cart-summary">Summary</h2>
      <dl>
        <div>
          <dt>Subtotal ({pieces(countPieces(selected))})</dt>
          <dd>{total}</dd>
        </div>
        <div>
          <dt>Shipping</dt>
          <dd>Free</dd>
        </div>
        <div className="summary-total">
          <dt>Total</dt>
          <dd data-testid="cart-total" aria-live="polite">
            {total}
          </dd>
        </div>
      </dl>
      <button className="button button-primary button-wide" type="button" data-testid="go-to-checkout" disabled={selected.length === 0} onClick={go}>
        Go to checkout
      </button>
      <p className="small muted">Prices and stock are confirmed when you pay.</p>
      <div role="alert" />
    </aside>
  );
}
