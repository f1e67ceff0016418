import { LoadFailure } from '@myapp/ui';
import { Skeleton } from './NeedsLogin.jsx';

/** The result of a query, with its loading and its failure. */
export function Loaded({ query, waiting, unknown, children }) {
  const { data, error, isError } = query;
  return <div className="stack">{error?.status === 404 ? unknown : content()}</div>;

  function content() {
    return (
      <>
        {isError && <LoadFailure query={query} />}
        {data && children(data)}
        {!data && !isError && <Skeleton label={waiting} />}
      </>
    );
  }
}
