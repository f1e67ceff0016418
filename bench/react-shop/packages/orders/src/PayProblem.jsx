/** The failure of an order, with the shopper's options. */
export function PayProblem({ error, onRetry }) {
  return (
    <div className="notice notice-error" role="alert" data-testid="pay-problem">
      <p>
        {error.message}
        {error.isTemporary && ' Trying again is safe: it will not be ordered twice.'}
      </p>
      {error.isTemporary ? (
        <button className="button button-small" type="button" data-testid="retry" onClick={onRetry}>
          Try again
        </button>
      ) : (
        <a className="button button-small" href="/cart">
          Change your cart
        </a>
      )}
    </div>
  );
}
