// Moves the focus when the focused control is removed.

export const UNDO = 'cart-undo';
export const removeButton = (productId) => `cart-remove-${productId}`;

const focusSoon = (find, options) => requestAnimationFrame(() => find()?.focus(options));

/** To Undo. After a press of the pointer the scroll position stays, because the shopper may remove more lines. */
export const focusUndo = ({ detail }) => focusSoon(() => document.getElementById(UNDO), { preventScroll: detail > 0 });

/** To the Remove button of a line, or to the title of the page. */
export const focusLineOrTitle = (productId) =>
  focusSoon(() => document.getElementById(removeButton(productId)) ?? document.getElementById('cart-title'));
