// Shows a refused dispatch on the page, because a remote may ignore the typed error that reports it.
import { element, styledRoot } from "./element.js";

const NAME = "federation-refusals";
const LOOK_EVERY = 250;
/** Number of entries shown at once; the Store tab of the tools has the others. */
const SHOWN = 3;
const MAX_KEPT = 50;
const MAX_LENGTH = 500;
/** Elements that the notice must not cover. */
const BELOW = ["federation-devtools", "federation-overrides"];

class RefusalNotice extends HTMLElement {
  #body = styledRoot(this);
  #federation;
  /** Refusals since the last dismissal, the latest last; equal ones of a remote are merged. */
  #refused = new Map();
  #seen = 0;
  #alert = element("div", { role: "alert", className: "refusals" });

  /** Refusals change no state and notify no subscriber, so the counter is polled. */
  watch(federation) {
    this.#federation = federation;
    this.#body.append(this.#alert);
    this.#alert.addEventListener("keydown", ({ key }) => key === "Escape" && this.#dismiss());
    setInterval(() => this.#look(), LOOK_EVERY);
    this.#look();
  }

  async #look() {
    this.#keepClear();
    const { rejected } = this.#federation.metrics();
    if (rejected === this.#seen) return;
    const fresh = this.#federation.refusals().slice(this.#seen - rejected);
    this.#seen = rejected;
    // An action of another tab may arrive too late for this one, which is not a mistake.
    const ours = fresh.filter(({ from }) => from !== "tab");
    if (ours.length === 0) return;
    const grants = ours.some(({ reason }) => reason === "not-granted") ? await readGrants() : {};
    for (const refusal of ours) this.#add(refusal, grants);
    this.#draw();
  }

  #add(refusal, grants) {
    const { type, from, reason, message } = refusal;
    const key = JSON.stringify([from, type, reason]);
    const times = (this.#refused.get(key)?.times ?? 0) + 1;
    const advice = reason === "not-granted" ? adviceOn(type, grants) : "";
    if (times === 1) console.error(`"${from}" dispatched "${type}", which was refused: ${message}. ${advice}`.trim());
    this.#refused.delete(key);
    this.#refused.set(key, { type, from, message, advice, times });
    if (this.#refused.size > MAX_KEPT) this.#refused.delete(this.#refused.keys().next().value);
  }

  #draw() {
    const latest = [...this.#refused.values()].reverse();
    const more = latest.length - SHOWN;
    const refused = latest
      .slice(0, SHOWN)
      .map(({ type, from, message, advice, times }) =>
        element(
          "li",
          {},
          element(
            "p",
            {},
            element("strong", {}, from),
            " dispatched ",
            element("code", {}, type || "an unreadable action"),
            times > 1 && ` ${times} times`,
          ),
          element("p", { className: "refused" }, message.slice(0, MAX_LENGTH)),
          advice && element("p", {}, advice),
        ),
      );
    const dismiss = element("button", { type: "button", onclick: () => this.#dismiss() }, "Dismiss");
    this.#alert.replaceChildren(
      element("div", { className: "head" }, element("h2", {}, "Refused dispatch"), dismiss),
      element("ul", {}, refused),
      more > 0 ? element("p", { className: "soft" }, `and ${more} more: Ctrl+Alt+D, Store`) : "",
    );
    if (!this.isConnected) document.body.append(this);
    this.#keepClear();
  }

  #dismiss() {
    this.#refused.clear();
    this.remove();
  }

  #keepClear() {
    if (!this.isConnected) return;
    const tops = BELOW.map((name) => document.querySelector(name)?.shadowRoot.querySelector(".panel, .badge"))
      .filter(Boolean)
      .map((one) => one.getBoundingClientRect().top);
    this.#alert.style.bottom = `calc(.75rem + ${innerHeight - Math.min(innerHeight, ...tops)}px)`;
  }
}

customElements.define(NAME, RefusalNotice);

export const watchRefusals = (federation) => document.createElement(NAME).watch(federation);

/** The grants of remotes in federation.json, which the registry does not expose. */
async function readGrants() {
  try {
    const { remotes } = await (await fetch(window.__TARN__.basePath + "federation.json")).json();
    return Object.fromEntries(Object.entries(remotes).map(([name, { grants }]) => [name, grants ?? []]));
  } catch {
    return {}; // The page reports that itself.
  }
}

function adviceOn(type, grants) {
  const granted = Object.keys(grants).filter((name) => grants[name].some((pattern) => covers(pattern, type)));
  if (granted.length === 0) return "No remote of this page has a grant for it.";
  return `It is granted to ${granted.join(" and ")}: leave it to them, or have both teams agree on a second writer.`;
}

const covers = (pattern, type) => (pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern);
