// Connects the Redux DevTools extension, if it is installed: it receives every action with its state, and controls time travel.
import { shownState, toggleAction } from "./lifted_state.js";

const FEATURES = {
  pause: true,
  lock: false,
  persist: false,
  export: true,
  import: "custom",
  jump: true,
  skip: true,
  reorder: false,
  dispatch: true,
  test: false,
};

/**
 * @param history see history.js
 * @param federation `window.__TARN__`
 * @param scratch creates a store beside the page's, for computing alternative states
 */
export function connectReduxExtension(history, federation, scratch) {
  const extension = window.__REDUX_DEVTOOLS_EXTENSION__?.connect({
    name: `${federation.mode} store ${federation.storeId.slice(0, 8)}`,
    features: FEATURES,
  });
  if (!extension) return;
  const { store } = federation;
  const initial = history.getState();
  /** Entries sent to the extension, indexed by its own action ids, which count up from the initial state 0. */
  let sent = [];
  let isListening = true;
  let isPaused = false;
  /** Whether the extension missed an action. */
  let hasMissed = false;

  const init = () => {
    const state = history.getState();
    sent = [{ state, seq: null }];
    hasMissed = false;
    extension.init(state);
  };
  const send = (action, state, seq) => {
    sent.push({ state, seq });
    extension.send(action, state);
  };
  const complain = (what) => {
    console.warn(`Redux DevTools: ${what}`);
    extension.error?.(what);
  };

  init();
  history.subscribe((added) => {
    if (added.length === 0) return;
    if (!isListening || isPaused) {
      hasMissed = true;
      return;
    }
    for (const { seq, type, payload, meta, error, from, at, state } of added) {
      send({ type, payload, meta, error, seq, from, at }, state ?? added.at(-1).state, seq);
    }
  });

  const jump = ({ state, payload }) => {
    const known = sent[payload.actionId ?? payload.index];
    const target = state ? JSON.parse(state) : known?.state;
    if (!target) throw new Error(`there is no state of action ${payload.actionId ?? payload.index}`);
    history.move(target, known?.seq ?? null);
  };

  const dispatches = {
    JUMP_TO_STATE: jump,
    JUMP_TO_ACTION: jump,
    ROLLBACK({ state }) {
      history.adopt(JSON.parse(state));
      init();
    },
    RESET() {
      history.adopt(initial);
      init();
    },
    COMMIT: init,
    PAUSE_RECORDING({ payload }) {
      isPaused = Boolean(payload.status);
      if (!isPaused && hasMissed) {
        hasMissed = false;
        send({ type: "@@devtools/resumed" }, history.getState(), null);
      }
    },
    TOGGLE_ACTION({ state, payload }) {
      const lifted = toggleAction(JSON.parse(state), payload.id, scratch);
      history.adopt(shownState(lifted));
      adoptLifted(lifted);
    },
    IMPORT_STATE({ payload }) {
      const lifted = payload.nextLiftedState;
      if (!Array.isArray(lifted?.computedStates)) throw new Error("the import contains no states");
      history.adopt(shownState(lifted));
      adoptLifted(lifted);
    },
  };

  function adoptLifted(lifted) {
    sent = [];
    lifted.stagedActionIds?.forEach((id, index) => {
      const action = lifted.actionsById?.[id]?.action;
      sent[id] = { state: lifted.computedStates[index].state, seq: action?.seq ?? null };
    });
    sent.length = lifted.nextActionId ?? sent.length;
    extension.send(null, lifted);
  }

  extension.subscribe((message) => {
    try {
      if (message.type === "START") {
        isListening = true;
        if (hasMissed) init();
      } else if (message.type === "STOP") {
        isListening = false;
      } else if (message.type === "ACTION") {
        store.dispatch(parsedAction(message.payload));
      } else if (message.type === "DISPATCH") {
        const handle = dispatches[message.payload.type];
        if (handle) handle(message);
        else complain(`${message.payload.type} is not supported`);
      }
    } catch (error) {
      complain(error.message);
    }
  });
}

/** The text of the extension's dispatcher. It is parsed as data and never evaluated. */
function parsedAction(source) {
  try {
    return JSON.parse(source);
  } catch {
    throw new Error('an action is written as JSON: {"type": "cart/clearCart"}');
  }
}
