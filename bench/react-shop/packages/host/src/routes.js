// The pages of the shop: plain data, for the host, its server and the build.

const SHOP = 'Plain, well-made things for home, desk and hill that are kept for years.';

/** Each page with the remote that shows it. `:id` is a parameter. */
const ROUTES = [
  { pattern: '/', title: 'Tarn, things for home, desk and hill', description: SHOP },
  {
    pattern: '/login',
    remote: 'auth/OTPVerify',
    title: 'Log in · Tarn',
    description: 'Log in to Tarn with your phone number. No password needed.',
  },
  {
    pattern: '/products',
    remote: 'products/ProductList',
    title: 'Products · Tarn',
    description: 'All products of Tarn: search, categories and prices.',
  },
  {
    pattern: '/product/:id',
    remote: 'products/ProductDetail',
    title: 'Product · Tarn',
    description: 'A product of Tarn, with its price and how many pieces are left.',
  },
  { pattern: '/cart', remote: 'cart/CartPage', title: 'Cart · Tarn', description: 'What is in your cart.' },
  {
    pattern: '/checkout/payment',
    remote: 'orders/Payment',
    title: 'Payment · Tarn',
    description: 'What you are buying, and the payment.',
  },
  {
    pattern: '/orders',
    remote: 'orders/OrderList',
    title: 'Orders · Tarn',
    description: 'What you have ordered, and how far it has come.',
  },
  {
    pattern: '/orders/:id',
    remote: 'orders/OrderDetail',
    title: 'Order · Tarn',
    description: 'What was ordered, and how far it has come.',
  },
  {
    pattern: '/account',
    remote: 'account/AccountPage',
    title: 'Account · Tarn',
    description: 'Your profile, your tickets and the chat with the shop.',
  },
];

const NOT_FOUND = { pattern: '*', title: 'Page not found · Tarn', description: SHOP };

/** The pages, and that of every other address. */
export const ALL_ROUTES = [...ROUTES, NOT_FOUND];

/** Addresses that have moved. */
export const MOVED = { '/bag': '/cart', '/checkout': '/checkout/payment' };

const segments = (path) => path.split('/').filter((segment) => segment !== '');

const decoded = (segment) => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

function match(pattern, path) {
  const [names, values] = [segments(pattern), segments(path)];
  if (names.length !== values.length) return undefined;
  let id;
  for (const [index, name] of names.entries()) {
    if (name === ':id') id = decoded(values[index]);
    else if (name !== values[index]) return undefined;
  }
  return { id };
}

/** The page at `path`, with its parameter: `{ route, id }`. */
export function routeAt(path) {
  for (const route of ROUTES) {
    const found = match(route.pattern, path);
    if (found) return { route, ...found };
  }
  return { route: NOT_FOUND, id: undefined };
}
