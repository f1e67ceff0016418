// The panel at the bottom of the page: parts of the federation, history, and time travel.
import { element, styledRoot } from "../element.js";
import { ActionsTab } from "./actions_tab.js";
import { RemotesTab } from "./remotes_tab.js";
import { StoreTab } from "./store_tab.js";

const NAME = "federation-devtools";
/** Polling interval in ms of data without change events: metrics, remotes, refusals. */
const LOOK_EVERY = 500;

export class Panel extends HTMLElement {
  #body = styledRoot(this);
  #parts;
  #tabs;
  #selected;
  #timer;
  #focusBefore;
  #position = element("p", { className: "position", role: "status" });
  #back;

  /** @param parts `{replace, scratch, control, history, overrides, close}` */
  constructor(parts) {
    super();
    this.#parts = parts;
    const context = { ...parts, federation: window.__TARN__, refresh: () => this.refresh() };
    this.#tabs = [new ActionsTab(context), new RemotesTab(context), new StoreTab(context)];
    this.#selected = this.#tabs[0];
    this.#back = element("button", { type: "button", className: "primary", onclick: () => parts.history.backToPresent() }, "Back to the present");
    parts.history.subscribe(() => this.isConnected && this.refresh());
    this.#build();
  }

  show(takesFocus) {
    this.#focusBefore = document.activeElement;
    document.body.append(this);
    // The page can scroll to its end above the panel.
    document.body.style.paddingBottom = "60vh";
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.refresh(), LOOK_EVERY);
    this.refresh();
    // An element in a hidden body takes no focus, so the styles must load first.
    if (takesFocus) this.#whenShown(() => this.#selected.button.focus());
  }

  hide() {
    clearInterval(this.#timer);
    this.remove();
    document.body.style.paddingBottom = "";
    this.#focusBefore?.focus?.();
  }

  refresh() {
    const position = this.#parts.history.position();
    const text = position === null ? "In the present" : `In the past, after action ${position}`;
    if (this.#position.textContent !== text) this.#position.textContent = text;
    this.#back.hidden = position === null;
    this.#selected.refresh();
  }

  #whenShown(act) {
    if (!this.#body.hidden) act();
    else requestAnimationFrame(() => this.#whenShown(act));
  }

  #build() {
    const list = element("div", { role: "tablist", className: "tabs", "aria-label": "Federation devtools" });
    for (const tab of this.#tabs) {
      const id = tab.title.toLowerCase();
      tab.button = element(
        "button",
        { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, onclick: () => this.#select(tab) },
        tab.title,
      );
      tab.panel = element("div", { role: "tabpanel", id: `panel-${id}`, className: "tab", tabIndex: 0, "aria-labelledby": `tab-${id}` }, tab.view);
      list.append(tab.button);
    }
    list.addEventListener("keydown", (event) => this.#moveByKey(event));
    const close = element("button", { type: "button", className: "close", onclick: this.#parts.close }, "Close");
    const panel = element(
      "section",
      { className: "panel", "aria-label": "Federation devtools" },
      element("header", {}, list, element("div", { className: "travel" }, this.#position, this.#back), close),
      this.#tabs.map((tab) => tab.panel),
    );
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#parts.close();
    });
    this.#body.append(panel);
    this.#select(this.#selected);
  }

  #select(selected) {
    this.#selected = selected;
    for (const tab of this.#tabs) {
      const isSelected = tab === selected;
      tab.button.setAttribute("aria-selected", String(isSelected));
      tab.button.tabIndex = isSelected ? 0 : -1;
      tab.panel.hidden = !isSelected;
    }
    selected.refresh();
  }

  #moveByKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = this.#tabs.indexOf(this.#selected) + step;
    this.#select(this.#tabs.at(index % this.#tabs.length));
    this.#selected.button.focus();
  }
}

customElements.define(NAME, Panel);
