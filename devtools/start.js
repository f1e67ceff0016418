// Where the host's page enters: see `offerTools` in crates/federation/src/browser/load_files.js. Nothing in this folder is fetched by a
// shopper. Plain ES modules, served as they are.
import { createHistory } from "./history.js";
import { Overrides } from "./overrides.js";
import { showOverrides } from "./override_badge.js";
import { connectReduxExtension } from "./redux_extension.js";
import { watchRefusals } from "./refusal_notice.js";

const REMEMBERED = "devtools";

let tools;

/**
 * @param {[replace: (states: object) => void, scratch: () => [object, (states: object) => void],
 *   control: (what: "unmount" | "remount" | "restart", remote: string) => void]} parts what the registry does not offer everybody
 * @param {boolean} byKey whether somebody has just pressed the key
 * @returns what the loader of remotes asks: `overrides(refused)`
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
    // Before the overrides go from the address, which a router may be reading, too.
    const isAsked = new URLSearchParams(location.search).has("devtools") || remembered();
    this.#overrides.take();
    watchRefusals(window.__TARN__);
    if (isAsked) this.#open(false);
  }

  /**
   * Called when `federation.json` is read.
   * @param {[name: string, why: string][]} refused filled by the host, with those that it does not use, before this turn ends
   * @returns {[name: string, url: string][]} the overrides that are wanted
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
    return false; // Where storage is denied, ?devtools or the key open the panel each time.
  }
}

function remember(isOpen) {
  try {
    if (isOpen) sessionStorage.setItem(REMEMBERED, "1");
    else sessionStorage.removeItem(REMEMBERED);
  } catch {
    // As above.
  }
}
