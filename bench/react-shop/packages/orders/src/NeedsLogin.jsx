import { useEffect } from 'react';
import { selectIsLoggedIn, selectIsReady, useSelector } from '@myapp/store';

/** The content of a page that needs a login. Guests are sent to the login once the session is known. */
export function NeedsLogin({ waiting, handleNavigate, children }) {
  const isReady = useSelector(selectIsReady);
  const isLoggedIn = useSelector(selectIsLoggedIn);
  useEffect(() => {
    if (isReady && !isLoggedIn) handleNavigate('/login');
  }, [isReady, isLoggedIn, handleNavigate]);
  return isLoggedIn ? children : <Skeleton label={waiting} />;
}

export const Skeleton = ({ label }) => (
  <div className="stack" role="status" aria-busy="true" aria-label={label}>
    <div className="skeleton-block skeleton" />
    <div className="skeleton-block skeleton" />
    <div className="skeleton-block skeleton" />
  </div>
);
