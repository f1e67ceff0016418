import { useLocation } from 'react-router';

/** `aria-current` of a link to an address. */
export function useCurrentAt() {
  const { pathname } = useLocation();
  return (address) => (pathname === address ? 'page' : undefined);
}
