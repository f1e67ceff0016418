// The store: its identity, slices, counters and refusals.
import { element } from "../element.js";
import { liveView } from "./live_view.js";

export class StoreTab {
  title = "Store";
  #federation;
  #draw;

  constructor({ federation }) {
    this.#federation = federation;
    this.view = element("div", { className: "columns" });
    this.#draw = liveView(
      this.view,
      () => this.#look(),
      (seen) => this.#describe(seen),
    );
  }

  refresh() {
    this.#draw();
  }

  #look() {
    const { stores, storeId, contract, mode } = this.#federation;
    return {
      facts: { stores, storeId, contract, mode },
      slices: this.#federation.slices(),
      metrics: this.#federation.metrics(),
      refusals: this.#federation.refusals().reverse(),
    };
  }

  #describe({ facts, slices, metrics, refusals }) {
    return [
      part("Store", list(facts)),
      part("Metrics", list(metrics)),
      part(
        "Slices",
        element(
          "ul",
          {},
          slices.map(({ key, owner, orphaned }) =>
            element("li", {}, element("strong", {}, key), ` of ${owner}`, orphaned && element("span", { className: "status failed" }, "orphaned")),
          ),
        ),
      ),
      part(
        "Refusals",
        refusals.length === 0
          ? element("p", { className: "soft" }, "Nothing was refused.")
          : element(
              "ul",
              {},
              refusals.map(({ type, from, message }) => element("li", {}, element("strong", {}, type || "unreadable"), ` by ${from}: ${message}`)),
            ),
      ),
    ];
  }
}

function part(title, ...content) {
  return element("section", { "data-part": title.toLowerCase() }, element("h2", {}, title), content);
}

function list(values) {
  return element(
    "dl",
    { className: "facts" },
    Object.entries(values).map(([name, value]) => [element("dt", {}, name), element("dd", {}, String(value))]),
  );
}
