// The address after a login. It comes from the page's own address, so it is untrusted.

/** `address` if it is within the shop and not the login, else `/`. */
export const safeReturnTo = (address) => (address && isWithinShop(address) ? address : '/');

const REASONS = {
  cart: 'Log in to see your cart. ',
  bag: 'Log in to see your cart. ',
  checkout: 'Log in to pay. ',
  orders: 'Log in to see your orders. ',
  account: 'Log in to see your account. ',
};

/** Names the page that required the login; empty if the shopper opened the login directly. */
export const reason = (address) => REASONS[safeReturnTo(address).split(/[?#]/)[0].split('/')[1]] ?? '';

function isWithinShop(address) {
  // Browsers read a backslash as a slash, and `//name` as another site.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address)) return false;
  const { origin, pathname } = new URL(address, 'http://shop.invalid');
  return origin === 'http://shop.invalid' && !pathname.includes('//') && pathname.replace(/\/+$/, '') !== '/login';
}
