// Listens to events of remotes: event names and their details are typed at each listener.
export function listen(hear: (text: string) => void): () => void {
  const opened = ({ detail }: CustomEvent<Federation.EventDetail>) => hear(`${detail.pieces} for ${detail.totalCents} cents`);
  window.addEventListener('cart:open', opened);
  document.addEventListener('order:placed', ({ detail }) => hear((detail.totalCents / detail.pieces).toFixed(2)));
  document.addEventListener('federation:status', ({ detail: { remote, from, to, code } }) => hear(`${remote}: ${from}, ${to} ${code ?? ''}`));
  // @ts-expect-error There is no such member.
  document.addEventListener('checkout:started', ({ detail }) => hear(detail.phone));
  return () => window.removeEventListener('cart:open', opened);
}
