import { LoadFailure } from '@myapp/ui';

/** The failure of a query, below the list that stays empty because of it. */
export const LoadNotice = ({ query, id }) => (
  <div className="account-problem" id={id} data-testid={id}>
    {query.isError && <LoadFailure query={query} />}
  </div>
);
