import { useCallback } from 'react';
import { addToCart, useDispatch } from '@myapp/store';

/** A stable function that adds pieces of a product to the cart and tells the shopper. */
export function useAddToCart(onShowToast) {
  const dispatch = useDispatch();
  return useCallback(
    ({ id, name, priceCents, image }, quantity) => {
      dispatch(addToCart({ productId: id, name, priceCents, image, quantity }));
      onShowToast?.(quantity === 1 ? `${name} was added to your cart.` : `${quantity} of ${name} were added to your cart.`);
    },
    [dispatch, onShowToast],
  );
}
