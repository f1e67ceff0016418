/** The failure of a query, with a button to try again. The button is not `disabled`, which would take the focus from it. */
export function LoadFailure({ query }) {
  const isBusy = query.isFetching || undefined;
  return (
    <div className="notice notice-error" role="alert">
      <p>{query.error?.message}</p>
      <button
        className="button button-small"
        type="button"
        data-testid="retry"
        aria-disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => isBusy || query.refetch()}
      >
        Try again
      </button>
    </div>
  );
}
