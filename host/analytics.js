// Counts what shoppers do, for the shop: `POST /api/events` gets what the remotes tell (shop/api/src/events). It stands in the
// page and knows events only: no store, no remote, nobody's name. Whatever else is dispatched under these names is passed over.
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
      // What comes within a few seconds goes together.
      // Written out: other scripts of a page may have given arrays a toJSON of their own, which JSON.stringify follows.
      if (waiting.push(`{"type":"${type}","pieces":${pieces},"totalCents":${totalCents}}`) < 2) setTimeout(send, 3000);
    });
  // A page that is hidden may never come back: browsers of phones end it without another word.
  for (const end of ["pagehide", "visibilitychange"]) addEventListener(end, send);
}
