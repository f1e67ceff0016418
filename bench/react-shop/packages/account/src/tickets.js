import { ask, useMutation, useQueryClient } from '@myapp/api';
import { newKey } from './newKey.js';

const queryKey = ['tickets'];

/** A ticket is not optimistic: it appears with the answer, without another request. */
function useTickets(mutationFn, commit, onSuccess) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (ticket) => {
      queries.setQueryData(queryKey, (list) => list && { tickets: commit(list.tickets, ticket) });
      onSuccess();
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

export const useOpenTicket = (onShowToast) =>
  useTickets(
    (subject) => ask('/api/tickets', { method: 'POST', body: { subject }, headers: { 'Idempotency-Key': newKey() } }),
    (tickets, ticket) => [ticket, ...tickets.filter(({ id }) => id !== ticket.id)],
    () => onShowToast('Your ticket was sent to the shop.'),
  );

export const useCloseTicket = (onShowToast) =>
  useTickets(
    (id) => ask(`/api/tickets/${encodeURIComponent(id)}/close`, { method: 'POST' }),
    (tickets, ticket) => tickets.map((other) => (other.id === ticket.id ? ticket : other)),
    () => onShowToast('Your ticket was closed.'),
  );
