// Which actions were applied, and the state after each. The owner keeps the last actions and no states, so states are known
// from when the tools were opened.

/** The type of the log entry that putting states in place leaves behind. */
export const REPLACED = "@@store/replaced";

const MAX_ENTRIES = 500;

/**
 * @param federation `window.__TARN__`
 * @param {(states: object) => void} replace puts states in place of the present ones, everywhere; throws naming the slice
 */
export function createHistory(federation, replace) {
  const { getState, subscribe } = federation.store;
  const listeners = new Set();
  /** `{seq, type, payload, meta, error, from, at, before, state}`; states are undefined where they are not known. */
  let entries = federation.log();
  let lastSeq = entries.at(-1)?.seq ?? 0;
  /** The state after the last action, wherever one has jumped to. */
  let present = getState();
  /** What the next action applies to. */
  let current = present;
  /** The number of the action that one has jumped to; null in the present. */
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
    // Of several at once, in a batch or one by a listener of another, the states in between are not known, and so not what one
    // of them changed.
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

  /** Puts a state in place. Slices that were removed since are left out, those that are the same are not touched. */
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
    /** `listener(added)`, with the entries that are new; none when one has jumped. */
    subscribe: (listener) => listeners.add(listener),
    jumpTo(seq) {
      const entry = entries.find((known) => known.seq === seq);
      if (entry?.state) move(entry.state, seq === entries.at(-1).seq ? null : seq);
    },
    backToPresent: () => move(present, null),
    /** A state from elsewhere: it becomes the present one. */
    adopt(state) {
      move(state, null);
      present = getState();
    },
    /** A state of the past, known by the number of its action. */
    move,
  };
}
