// The Redux DevTools extension's own format of a history: actions by id, the skipped ones, and the resulting states. States without an action are
// computed in a scratch store, so the page stays unchanged.

/**
 * Toggles one action and recomputes the states after it.
 *
 * @param lifted the extension's lifted state; changed in place
 * @param {number} id id of the action
 * @param {() => [object, (states: object) => void]} scratch creates a store beside the page's
 */
export function toggleAction(lifted, id, scratch) {
  const start = lifted.stagedActionIds.indexOf(id);
  if (start < 1) return lifted; // Unknown, or the initial state.
  const skipped = new Set(lifted.skippedActionIds);
  if (!skipped.delete(id)) skipped.add(id);
  const [store, replace] = scratch();
  const { type } = lifted.actionsById[id].action;
  if (isAction(type) && !(sliceOf(type) in store.getState())) {
    throw new Error(`"${type}" cannot be skipped: its reducer is a remote's, so the states without it are unknown`);
  }
  let state = lifted.computedStates[start - 1].state;
  for (let index = start; index < lifted.stagedActionIds.length; index++) {
    const actionId = lifted.stagedActionIds[index];
    const recorded = lifted.computedStates[index];
    const next = skipped.has(actionId) ? { state } : after(state, lifted.actionsById[actionId].action, recorded, store, replace);
    lifted.computedStates[index] = next;
    state = next.state;
  }
  lifted.skippedActionIds = [...skipped];
  return lifted;
}

function after(state, action, recorded, store, replace) {
  // Jumps and imports are not actions of a slice: their recorded state stays.
  if (!isAction(action.type)) return recorded;
  const known = Object.keys(store.getState());
  const pick = (from) => Object.fromEntries(known.filter((slice) => slice in from).map((slice) => [slice, from[slice]]));
  // A slice with a remote's reducer keeps its recorded state, because that reducer must not run twice.
  const next = { ...recorded.state, ...pick(state) };
  if (!known.includes(sliceOf(action.type))) return { state: next };
  try {
    replace(pick(state));
    store.dispatch({ type: action.type, payload: action.payload, meta: action.meta, error: action.error });
    return { state: { ...next, ...store.getState() } };
  } catch (error) {
    return { state: next, error: error.message };
  }
}

const isAction = (type) => !type.startsWith("@@");
const sliceOf = (type) => type.split("/")[0];

/** The state that the extension shows. */
export function shownState(lifted) {
  return lifted.computedStates[lifted.currentStateIndex ?? lifted.computedStates.length - 1].state;
}
