// Keeps presses of buttons that a server has rendered and no app listens to yet. When the app has taken the button over, each press is repeated, in
// order. Links, and forms with an address to submit to, work without an app. So do check boxes and lists: their apps take over what was chosen.
{
  const BUTTONS = "button, input[type=button], input[type=submit], [role=button]";
  /** A person who presses more often than this wants something else. */
  const MAX_KEPT = 50;
  const FOLLOWING = 4;
  const isRendered = "rendered" in document.documentElement.dataset;
  /** Numbers of presses, for tests and measurements, and whether the shopper has scrolled or pressed anything. */
  const counts = { kept: 0, repeated: 0, hasActed: false };
  // A page that has come with its content may be scrolled and read before its host starts, which then leaves position and focus as they are.
  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(act, () => (counts.hasActed = isRendered), { once: true, passive: true, capture: true });
  }
  /** What the buttons of the host wait for: `start.js` tells it. */
  let isStarted = false;
  const kept = [];

  /** The slot of a button; undefined in the shell. */
  const slotOf = (button) => button.closest("[data-rendered][data-status]");
  /** Other scripts may insert buttons of their own. They stand behind the data, with which the server's HTML ends. */
  const isInserted = (button) => document.getElementById("tarn-data")?.compareDocumentPosition(button) & FOLLOWING;
  const isWaiting = (button) => {
    const slot = slotOf(button);
    return slot ? slot.dataset.status === "loading" : isRendered && !isStarted && !isInserted(button);
  };
  /** In a slot that has failed, no app hears the press. */
  const isHeard = (button) => button.isConnected && (slotOf(button)?.dataset.status ?? "ready") === "ready";
  /** A form without an address is its app's: the browser would reload the page, with the content of the fields in its address. */
  const submits = ({ form, type }) => type === "submit" && form?.hasAttribute("action");

  const show = (button, isBusy) => {
    button.toggleAttribute("data-waiting", isBusy);
    if (isBusy) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  };
  const repeat = () => {
    for (const button of kept.splice(0)) {
      if (button.isConnected && isWaiting(button)) {
        kept.push(button);
        continue;
      }
      show(button, false);
      if (!isHeard(button)) continue;
      counts.repeated++;
      button.click();
    }
    if (!kept[0]) statuses.disconnect();
  };
  const statuses = new MutationObserver(repeat);

  const keep = (event) => {
    const button = event.isTrusted && event.target.closest?.(BUTTONS);
    // With a key held down, a press means something to the browser.
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!button || !isPlain || submits(button) || button.disabled || !isWaiting(button)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (kept.length === MAX_KEPT) return;
    kept.push(button);
    counts.kept++;
    show(button, true);
    statuses.observe(document, { subtree: true, childList: true, attributeFilter: ["data-status"] });
  };
  addEventListener("click", keep, true);
  addEventListener("tarn:started", () => {
    isStarted = true;
    repeat();
  });
  // No app will hear the presses.
  addEventListener("tarn:start-failed", () => {
    removeEventListener("click", keep, true);
    statuses.disconnect();
    for (const button of kept.splice(0)) show(button, false);
  });
  window.__PRELOAD__.earlyPresses = counts;
}
