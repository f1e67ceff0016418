// The action log with a filter, and payload and changes of the selected action.
import { element } from "../element.js";
import { stateDiff } from "../state_diff.js";
import { liveView } from "./live_view.js";

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

export class ActionsTab {
  title = "Actions";
  #history;
  #selected = null;
  #filter = element("input", {
    type: "search",
    placeholder: "Filter by type, sender or payload",
    "aria-label": "Filter the actions",
    "data-testid": "devtools-filter",
    oninput: () => this.refresh(),
  });
  #list = element("ol", { className: "actions", "data-testid": "devtools-log" });
  #detail = element("div", { className: "detail", "data-testid": "devtools-action" });
  #drawList;
  #drawDetail;

  constructor({ history }) {
    this.#history = history;
    this.view = element("div", { className: "split" }, element("div", { className: "log" }, this.#filter, this.#list), this.#detail);
    this.#drawList = liveView(
      this.#list,
      () => this.#rows(),
      (rows) => rows.map((row) => this.#row(row)),
    );
    this.#drawDetail = liveView(
      this.#detail,
      () => this.#shown(),
      (shown) => this.#describe(shown),
    );
  }

  refresh() {
    this.#drawList();
    this.#drawDetail();
  }

  #rows() {
    const wanted = this.#filter.value.trim().toLowerCase();
    const isWanted = ({ type, from, payload }) => `${type} ${from} ${JSON.stringify(payload)}`.toLowerCase().includes(wanted);
    const position = this.#history.position();
    // The newest first, because it is usually the one of interest.
    return this.#history
      .entries()
      .filter((entry) => wanted === "" || isWanted(entry))
      .map(({ seq, type, from, at }) => ({ seq, type, from, at, isSelected: seq === this.#selected, isHere: seq === position }))
      .reverse();
  }

  #row({ seq, type, from, at, isSelected, isHere }) {
    return element(
      "li",
      {},
      element(
        "button",
        {
          type: "button",
          className: "action",
          "aria-pressed": isSelected,
          "aria-current": isHere ? "step" : null,
          "data-key": seq,
          onclick: () => {
            this.#selected = seq;
            this.refresh();
          },
        },
        element("span", { className: "seq" }, String(seq)),
        element("span", { className: "type" }, type),
        element("span", { className: "from" }, from),
        element("time", { dateTime: new Date(at).toISOString() }, TIME.format(at)),
      ),
    );
  }

  #shown() {
    const entry = this.#history.entries().find(({ seq }) => seq === this.#selected);
    if (!entry) return null;
    const { seq, type, from, payload, before, state } = entry;
    const changes = before && state ? stateDiff(before, state) : null;
    return { seq, type, from, payload, changes, canJump: Boolean(state), isHere: this.#history.position() === seq };
  }

  #describe(shown) {
    if (!shown) return [element("p", { className: "soft" }, "Select an action to see its payload and its changes.")];
    const { seq, type, from, payload, changes, canJump, isHere } = shown;
    return [
      element("h2", {}, `${type} `, element("small", {}, `no. ${seq}, by ${from}`)),
      element(
        "button",
        {
          type: "button",
          className: "primary",
          disabled: !canJump || isHere,
          "data-key": "jump",
          onclick: () => this.#history.jumpTo(seq),
        },
        "Jump to this action",
      ),
      !canJump && element("p", { className: "soft" }, "Its state is unknown: it was applied in a batch, or before the tools were opened."),
      element("h3", {}, "Payload"),
      element("pre", { tabIndex: 0, "aria-label": "Payload" }, payload === undefined ? "none" : JSON.stringify(payload, null, 2)),
      element("h3", {}, "Changes"),
      this.#changes(changes),
    ].filter(Boolean);
  }

  #changes(changes) {
    if (!changes) return element("p", { className: "soft" }, "unknown: applied together with others, or before the tools were opened");
    if (changes.length === 0) return element("p", { className: "soft" }, "none");
    return element(
      "dl",
      { className: "diff", "data-testid": "devtools-diff" },
      changes.map(({ path, before, after }) =>
        element(
          "div",
          {},
          element("dt", {}, path),
          before !== undefined && element("dd", {}, element("del", {}, JSON.stringify(before))),
          after !== undefined && element("dd", {}, element("ins", {}, JSON.stringify(after))),
        ),
      ),
    );
  }
}
