// A badge on the page for overridden remotes, so that a developer's build is not mistaken for the shop.
import { element, styledRoot } from "./element.js";

const NAME = "federation-overrides";

class OverrideBadge extends HTMLElement {
  #body = styledRoot(this);

  show(overrides) {
    const active = Object.entries(overrides.active);
    if (active.length + overrides.refused.length === 0) {
      this.remove();
      return;
    }
    this.#body.replaceChildren(
      element(
        "aside",
        { className: "badge", "aria-label": "Overrides" },
        active.map(([name, url]) =>
          element(
            "p",
            {},
            element("span", {}, element("strong", {}, name), ` from ${url}`),
            element("button", { type: "button", "aria-label": `Remove the override of ${name}`, onclick: () => overrides.remove(name) }, "Remove"),
          ),
        ),
        overrides.refused.map(([, why]) => element("p", { role: "alert", className: "refused" }, why)),
      ),
    );
    document.body.append(this);
  }
}

customElements.define(NAME, OverrideBadge);
let badge;

export function showOverrides(overrides) {
  badge ??= document.createElement(NAME);
  badge.show(overrides);
}
