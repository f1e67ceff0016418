import { useLayoutEffect, useState } from 'react';
import { beginPurchase, countPieces, selectShownPurchase, selectUserId, totalCents, useStore } from '@myapp/store';

/** Begins a purchase from the cart's handoff, or continues the present one. True once that is done, before the first paint. */
export function useBegunPurchase() {
  const store = useStore();
  const [isBegun, setIsBegun] = useState(false);
  useLayoutEffect(() => {
    const productIds = JSON.parse(sessionStorage.getItem('checkout'));
    sessionStorage.removeItem('checkout');
    // crypto.randomUUID exists in secure contexts only.
    const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (productIds) store.dispatch(beginPurchase({ id, userId: selectUserId(store.getState()), productIds }));
    const lines = selectShownPurchase(store.getState())?.lines;
    if (lines) dispatchEvent(new CustomEvent('checkout:started', { detail: { pieces: countPieces(lines), totalCents: totalCents(lines) } }));
    setIsBegun(true);
  }, [store]);
  return isBegun;
}
