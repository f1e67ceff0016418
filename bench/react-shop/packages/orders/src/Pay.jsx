import { selectLocale, totalCents, useSelector } from '@myapp/store';
import { money } from '@myapp/ui';
import { PayProblem } from './PayProblem.jsx';
import { usePlaceOrder } from './usePlaceOrder.js';

/** The Pay button, labelled with the total. */
export function Pay({ purchase, handleNavigate, onShowToast, onPlaced }) {
  const locale = useSelector(selectLocale);
  const order = usePlaceOrder({ handleNavigate, onShowToast, onPlaced });
  const pay = () => order.isPending || order.mutate(purchase);
  return (
    <div className="stack stack-tight">
      <div role="alert" hidden />
      <div>
        <button
          className="button button-primary button-wide"
          type="button"
          id="pay"
          data-testid="pay"
          aria-disabled={order.isPending}
          aria-busy={order.isPending}
          onClick={pay}
        >
          Pay {money(totalCents(purchase.lines), locale)}
        </button>
        <p className="small muted">
          <span className="demo-note">Demo shop: no payment is taken and nothing is sent. </span>
          Prices and stock are confirmed when you pay.
        </p>
      </div>
      <div hidden={!order.isError}>{order.isError && <PayProblem error={order.error} onRetry={pay} />}</div>
    </div>
  );
}
