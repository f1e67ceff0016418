// The state that every store holds: the five slices of the contract, and the same products as bench/remote.

/** Products 0 to `count`, as lines of a cart with one piece each. */
export const makeProducts = (count) =>
  Array.from({ length: count }, (_, index) => ({
    productId: `p${index}`,
    name: `Product ${index}`,
    priceCents: 1000 + index,
    quantity: 1,
    image: `/images/p${index}.webp`,
  }));

/** The payload of a component's action creator: a new object each time. */
export const pieceOf = ({ productId, name, priceCents, image }) => ({ productId, name, priceCents, quantity: 1, image });

export const initialState = (lines) => ({
  user: { status: 'ready', isLoggedIn: false, user: null, hasAccessToken: false },
  cart: { lines, updatedSeq: 0 },
  support: { tickets: [] },
  chat: { messages: [] },
  context: { theme: 'light', locale: 'en-US', tenant: 'default', flags: {} },
});

export const selectLines = (state) => state.cart.lines;

export const selectTheme = (state) => state.context.theme;

export function sumOfQuantities(lines) {
  let total = 0;
  for (const line of lines) total += line.quantity;
  return total;
}

/** Steps through the products by 7, so that lines at both ends of a cart are used. */
export const nextIndex = (index, lines) => (index + 7) % lines;

/** Maximum number of additions per batch: a line of our cart takes 999 pieces. The batches of other stores are equally long. */
export const mostAdded = (lines) => 900 * lines;
