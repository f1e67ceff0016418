/** The address of the login that leads back to `here`. At the login itself, the present address. */
export function loginFrom({ pathname, search, hash = '' }) {
  const address = pathname + search + hash;
  if (pathname === '/login') return address;
  return pathname === '/' ? '/login' : `/login?next=${encodeURIComponent(address)}`;
}
