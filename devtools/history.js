// Applied actions, with the state after each. The owner logs the last actions without states, so states are known only since the tools were opened.

/** Type of the log entry of a replaced state. */
export const REPLACED = "@@store/replaced";

const MAX_ENTRIES = 500;

/**
 * @param federation `window.__TARN__`
 * @param {(states: object) => void} replace replaces the current states, everywhere; throws naming the slice
 */
export function createHistory(federation, replace) {
  const { getState, subscribe } = federation.store;
  const listeners = new Set();
  /** `{seq, type, payload, meta, error, from, at, before, state}`; unknown states are undefined. */
  let entries = federation.log();
  let lastSeq = entries.at(-1)?.seq ?? 0;
  /** The state after the last action, independent of jumps. */
  let present = getState();
  /** The state that the next action applies to. */
  let current = present;
  /** The sequence number of the action that was jumped to; null in the present. */
  let position = null;
  let isMoving = false;

  if (entries.length > 0) entries[entries.length - 1] = { ...entries.at(-1), state: present };

  const tell = (added) => {
    for (const listener of listeners) listener(added);
  };

  function collect() {
    const fresh = federation.log().filter((entry) => entry.seq > lastSeq && !(isMoving && entry.type === REPLACED));
    lastSeq = federation.log().at(-1)?.seq ?? lastSeq;
    const after = getState();
    // Of several actions at once, in a batch or from a listener, the states in between are unknown, and so are the changes of a single action.
    const added = fresh.map((entry, index) => ({
      ...entry,
      before: index === 0 ? current : undefined,
      state: index === fresh.length - 1 ? after : undefined,
    }));
    current = after;
    if (added.length === 0) return;
    entries = [...entries, ...added].slice(-MAX_ENTRIES);
    present = after;
    position = null;
    tell(added);
  }

  /** Replaces the state. Removed slices are left out, equal ones stay untouched. */
  function move(state, seq) {
    const now = getState();
    const changed = Object.entries(state).filter(([slice, value]) => slice in now && now[slice] !== value);
    isMoving = true;
    try {
      replace(Object.fromEntries(changed));
    } finally {
      collect();
      isMoving = false;
    }
    position = seq;
    tell([]);
  }

  subscribe(() => {
    if (!isMoving) collect();
  });

  return {
    entries: () => entries,
    position: () => position,
    getState,
    /** `listener(added)`, with the new entries; with none after a jump. */
    subscribe: (listener) => listeners.add(listener),
    jumpTo(seq) {
      const entry = entries.find((known) => known.seq === seq);
      if (entry?.state) move(entry.state, seq === entries.at(-1).seq ? null : seq);
    },
    backToPresent: () => move(present, null),
    /** An imported state: it becomes the present one. */
    adopt(state) {
      move(state, null);
      present = getState();
    },
    /** A past state, identified by the sequence number of its action. */
    move,
  };
}
