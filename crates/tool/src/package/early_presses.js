// Keeps presses of buttons that a server has rendered and no app listens to yet. When the app has taken the button over, each press is repeated, in
// order. Links, and buttons that submit a form, work without an app.
{
  /** A person who presses more often than this wants something else. */
  const MAX_KEPT = 50;
  /** What the buttons of the host wait for: `start.js` tells it. */
  let isStarted = false;
  const kept = [];

  /** The slot of a button; undefined in the shell. */
  const slotOf = (button) => button.closest("[data-rendered][data-status]");
  const isWaiting = (button) => {
    const slot = slotOf(button);
    return slot ? slot.dataset.status === "loading" : !isStarted;
  };
  /** A slot that has failed has nobody who could hear the press. */
  const isHeard = (button) => button.isConnected && slotOf(button)?.dataset.status !== "failed";

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
      if (isHeard(button)) button.click();
    }
    if (!kept[0]) statuses.disconnect();
  };
  const statuses = new MutationObserver(repeat);

  const keep = (event) => {
    const button = event.isTrusted && event.target.closest?.("button, [role=button]");
    if (!button || (button.form && button.type === "submit") || button.disabled || !isWaiting(button)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (kept.length === MAX_KEPT) return;
    kept.push(button);
    show(button, true);
    statuses.observe(document, { subtree: true, childList: true, attributeFilter: ["data-status"] });
  };
  addEventListener("click", keep, true);
  addEventListener("tarn:started", () => {
    isStarted = true;
    repeat();
  });
}
