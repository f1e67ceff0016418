// Counts shoppers' events for the shop: `POST /api/events` gets the events of the remotes (shop/api/src/events). It knows
// no store, no remote and no user, and ignores malformed events of these names.
{
  const waiting = [];
  const events = (document.documentElement.dataset.basePath ?? "/") + "api/events";
  const send = () => {
    if (!waiting[0]) return;
    const body = `[${waiting.splice(0)}]`;
    try {
      if (navigator.sendBeacon(events, body)) return;
    } catch {
      // A browser without beacons, or with a blocker that throws.
    }
    fetch(events, { __proto__: null, method: "POST", body, keepalive: true }).catch(() => {});
  };
  for (const type of ["cart:open", "checkout:started", "order:placed"])
    addEventListener(type, ({ detail }) => {
      const { pieces, totalCents } = detail ?? {};
      if (waiting[31] || ![pieces, totalCents].every(Number.isSafeInteger)) return;
      // Events within three seconds share one request.
      // Not JSON.stringify: another script may have given arrays a toJSON of its own.
      if (waiting.push(`{"type":"${type}","pieces":${pieces},"totalCents":${totalCents}}`) < 2) setTimeout(send, 3000);
    });
  // Browsers of phones may end a hidden page without another event.
  for (const end of ["pagehide", "visibilitychange"]) addEventListener(end, send);
}
