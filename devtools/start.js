// Entry point for the host's page: see `offerTools` in crates/federation/src/browser/load_files.js. Shoppers fetch nothing of this folder. Plain ES
// modules, served unchanged.
import { createHistory } from "./history.js";
import { Overrides } from "./overrides.js";
import { showOverrides } from "./override_badge.js";
import { connectReduxExtension } from "./redux_extension.js";
import { watchRefusals } from "./refusal_notice.js";

const REMEMBERED = "devtools";

let tools;

/**
 * @param {[replace: (states: object) => void, scratch: () => [object, (states: object) => void],
 *   control: (what: "unmount" | "remount" | "restart", remote: string) => void]} parts functions that the registry does not expose
 * @param {boolean} byKey whether the key opened the tools
 * @returns the interface for the loader of remotes: `overrides(refused)`
 */
export function start(parts, byKey) {
  tools ??= new Tools(parts);
  if (byKey) tools.toggle();
  return tools;
}

class Tools {
  #parts;
  #overrides = new Overrides();
  #panel;
  #isOn = false;

  constructor([replace, scratch, control]) {
    this.#parts = { replace, scratch, control };
    // Read before the overrides are removed from the address, which a router may also be reading.
    const isAsked = new URLSearchParams(location.search).has("devtools") || remembered();
    this.#overrides.take();
    watchRefusals(window.__TARN__);
    if (isAsked) this.#open(false);
  }

  /**
   * Called when `federation.json` is read.
   * @param {[name: string, why: string][]} refused the host adds the overrides that it refuses, before this task ends
   * @returns {[name: string, url: string][]} the requested overrides
   */
  overrides(refused) {
    queueMicrotask(() => {
      this.#overrides.settle(refused);
      showOverrides(this.#overrides);
    });
    return Object.entries(this.#overrides.wanted);
  }

  toggle() {
    if (this.#panel?.isConnected) this.#close();
    else this.#open(true);
  }

  async #open(takesFocus) {
    remember(true);
    if (!this.#isOn) {
      this.#isOn = true;
      const federation = window.__TARN__;
      this.#parts.history = createHistory(federation, this.#parts.replace);
      connectReduxExtension(this.#parts.history, federation, this.#parts.scratch);
    }
    const { Panel } = await import("./panel/panel.js");
    this.#panel ??= new Panel({ ...this.#parts, overrides: this.#overrides, close: () => this.#close() });
    this.#panel.show(takesFocus);
  }

  #close() {
    remember(false);
    this.#panel?.hide();
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(REMEMBERED) !== null;
  } catch {
    return false; // If storage is denied, ?devtools or the key open the panel each time.
  }
}

function remember(isOpen) {
  try {
    if (isOpen) sessionStorage.setItem(REMEMBERED, "1");
    else sessionStorage.removeItem(REMEMBERED);
  } catch {
    // Storage is denied, as above.
  }
}
