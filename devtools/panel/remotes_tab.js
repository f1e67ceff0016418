// The remotes: status, size and source of each; and unmounting, remounting, restarting.
import { element } from "../element.js";
import { liveView } from "./live_view.js";

const KILOBYTES = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export class RemotesTab {
  title = "Remotes";
  #federation;
  #control;
  #overrides;
  #refresh;
  #said = element("p", { role: "status", className: "soft" });
  #draw;

  constructor({ federation, control, overrides, refresh }) {
    this.#federation = federation;
    this.#control = control;
    this.#overrides = overrides;
    this.#refresh = refresh;
    const list = element("ul", { className: "remotes" });
    this.view = element("div", {}, this.#said, list);
    this.#draw = liveView(
      list,
      () => this.#look(),
      (remotes) => remotes.map((remote) => this.#remote(remote)),
    );
  }

  refresh() {
    this.#draw();
  }

  #look() {
    const { active, refused } = this.#overrides;
    return this.#federation.remotes().map((remote) => ({
      ...remote,
      bytes: bytesOf(remote.url),
      override: active[remote.name],
      refused: refused.find(([name]) => name === remote.name)?.[1],
    }));
  }

  #remote(remote) {
    const { name, status, version, contract, sync, mounts, url, bytes, error, override, refused } = remote;
    const fact = (term, value) => value !== null && value !== undefined && [element("dt", {}, term), element("dd", {}, String(value))];
    return element(
      "li",
      { "data-remote": name },
      element("h2", {}, name, " ", element("span", { className: `status ${status}` }, status)),
      element(
        "dl",
        { className: "facts" },
        fact("version", version),
        fact("contract", contract),
        fact("sync", sync),
        fact("mounts", mounts),
        fact("manifest", url),
        fact("loaded", bytes > 0 ? `${KILOBYTES.format(bytes / 1000)} KB` : null),
      ),
      error && element("p", { className: "refused" }, error),
      element(
        "div",
        { className: "buttons" },
        this.#button(name, "Unmount", mounts === 0, () => this.#control("unmount", name)),
        this.#button(name, "Remount", status === "idle", () => this.#control("remount", name)),
        this.#button(name, "Restart", status === "idle", async () => {
          this.#control("unmount", name);
          // Pending tasks in its old memory run first.
          await new Promise((done) => setTimeout(done));
          this.#control("restart", name);
        }),
      ),
      override ? this.#overridden(name, override) : this.#form(name),
      refused && element("p", { className: "refused" }, refused),
    );
  }

  #button(name, label, disabled, act) {
    const said = `${name}: ${label.toLowerCase()}ed`;
    const onclick = async () => {
      try {
        await act();
        this.#said.textContent = said;
      } catch (error) {
        this.#said.textContent = `${name}: ${error.message}`;
      }
      this.#refresh();
    };
    return element("button", { type: "button", disabled, "aria-label": `${label} ${name}`, "data-key": `${name} ${label}`, onclick }, label);
  }

  #overridden(name, url) {
    return element(
      "p",
      { className: "override" },
      `overridden by ${url} `,
      element(
        "button",
        {
          type: "button",
          "aria-label": `Remove the override of ${name}`,
          "data-key": `${name} remove`,
          onclick: () => this.#overrides.remove(name),
        },
        "Remove",
      ),
    );
  }

  #form(name) {
    const input = element("input", {
      type: "url",
      required: true,
      placeholder: "http://localhost:4002/remote.json",
      "aria-label": `Manifest that overrides ${name}`,
      "data-key": `${name} url`,
    });
    const onsubmit = (event) => {
      event.preventDefault();
      this.#overrides.set(name, input.value);
    };
    const button = element("button", { type: "submit", "aria-label": `Override ${name}`, "data-key": `${name} override` }, "Override");
    return element("form", { className: "override", onsubmit }, input, button);
  }
}

/** The downloaded bytes of a remote's files, as reported by the browser: 0 for files of another origin. */
function bytesOf(url) {
  if (!url) return 0;
  const folder = new URL(".", url).href;
  const isOfRemote = (name) => name.startsWith(folder) && /^(remote\.json|[0-9a-f]{16}\/)/.test(name.slice(folder.length));
  return performance
    .getEntriesByType("resource")
    .filter(({ name }) => isOfRemote(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}
