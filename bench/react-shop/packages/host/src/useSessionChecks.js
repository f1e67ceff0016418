import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { checkSession } from '@myapp/api';

/** After a failed check, the session is checked again at each navigation. */
export function useSessionChecks() {
  const { pathname } = useLocation();
  useEffect(() => {
    checkSession();
  }, [pathname]);
}
