import { ask, useMutation, useQueryClient } from '@myapp/api';
import { countPieces, purchasePlaced, totalCents, updatePrice, useDispatch } from '@myapp/store';

/** A mutation that orders the lines of a purchase, once: every request carries its id as the idempotency key. */
export function usePlaceOrder({ handleNavigate, onShowToast, onPlaced }) {
  const dispatch = useDispatch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, lines }) =>
      ask('/api/orders', {
        method: 'POST',
        headers: { 'Idempotency-Key': id },
        body: {
          lines: lines.map(({ productId, quantity, priceCents }) => ({ productId, quantity, priceCents })),
          totalCents: totalCents(lines),
        },
      }),
    onSuccess: (order, { id }) => {
      dispatchEvent(new CustomEvent('order:placed', { detail: { pieces: countPieces(order.lines), totalCents: order.totalCents } }));
      onPlaced();
      dispatch(purchasePlaced({ id, lines: order.lines }));
      onShowToast('Thank you, your order is placed.');
      handleNavigate('/orders');
      // An order changes the stock.
      queries.invalidateQueries({ queryKey: ['orders'] });
      queries.invalidateQueries({ queryKey: ['products'] });
    },
    // The next press pays the displayed total.
    onError: ({ differences = [] }) => {
      for (const { productId, priceCents } of differences) if (priceCents !== null) dispatch(updatePrice({ productId, priceCents }));
    },
  });
}
