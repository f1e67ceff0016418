import { useCallback, useEffect, useState } from 'react';

// The selection survives a visit to the payment page and a reload.
const KEY = 'cart.deselected';

/** The ids of the lines that the shopper does not want to pay for now, and a function that selects a line. */
export function useDeselected(items) {
  const [deselected, setDeselected] = useState(() => {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '[]').filter((id) => items.some(({ productId }) => productId === id));
    // A cart with no selected line, such as the rest after an order, is selected completely.
    return kept.length === items.length ? [] : kept;
  });
  useEffect(() => sessionStorage.setItem(KEY, JSON.stringify(deselected)), [deselected]);
  const select = useCallback((id, isSelected) => {
    setDeselected((ids) => (isSelected ? ids.filter((other) => other !== id) : [...ids, id]));
  }, []);
  return { deselected, select };
}
