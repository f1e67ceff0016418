const EVENTS = ['cart:open', 'checkout:started', 'order:placed'];
const PAUSE_MS = 3000;
const MAX_WAITING = 32;

/** Sends the events of the remotes to the server, several at once. */
export function sendAnalytics() {
  const waiting = [];
  const send = () => {
    if (waiting.length > 0) navigator.sendBeacon('/api/events', JSON.stringify(waiting.splice(0)));
  };
  for (const type of EVENTS) {
    addEventListener(type, ({ detail: { pieces, totalCents } }) => {
      if (waiting.length === MAX_WAITING) return;
      if (waiting.push({ type, pieces, totalCents }) === 1) setTimeout(send, PAUSE_MS);
    });
  }
  addEventListener('pagehide', send);
  addEventListener('visibilitychange', send);
}
