import { useEffect } from 'react';
import { countPieces, totalCents, useStore } from '@myapp/store';

/** Dispatches the analytics event "cart:open", once. */
export function useOpenEvent() {
  const store = useStore();
  useEffect(() => {
    const { items } = store.getState().cart;
    dispatchEvent(new CustomEvent('cart:open', { detail: { pieces: countPieces(items), totalCents: totalCents(items) } }));
  }, [store]);
}
