/** Hands the selected lines off to the payment page, which the orders remote brings. */
export const handOff = (items) => sessionStorage.setItem('checkout', JSON.stringify(items.map(({ productId }) => productId)));
