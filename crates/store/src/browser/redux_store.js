// The store for Redux clients: a plain object of closures, because clients detach `getState` from the object. State and reducers belong to the
// owner in wasm; this file has the JavaScript part. Calling listeners here is six times as fast as calling each one from wasm.

/** The probes of Redux and its clients: no reducer handles them, and listeners are called. */
const PROBES = ["@@redux/", "@@INIT"];
const NOTHING = new Uint8Array(0);

/**
 * @param {(action: Uint8Array, from?: string) => void} dispatch applies an action or throws; empty bytes are a probe, which calls
 *   listeners
 * @param {() => void} onTrap recovers the owner after a trap
 * @param {ReturnType<import("../../../wire/src/js/from_js.js").actionEncoder>} encode the bytes of an action; throws an error that names a
 *   field without data
 * @param {(name: unknown) => void} checkName throws if this is not a valid name of a remote
 * @param {() => object} read the state, the same object until a change
 * @param {WebAssembly.Memory} memory the owner's
 * @param {number} address the address in it of a number that changes whenever any slice changes
 * @returns {[object, () => void, (from: string) => object]} the store, the function that notifies its subscribers, and the function that
 *   returns the store of a remote, which dispatches in the name of that remote
 */
export function reduxStore(dispatch, onTrap, encode, checkName, read, memory, address) {
  const { kind } = encode;
  // A call of wasm takes forty times as long as a read of the memory.
  let edition = new Uint32Array(0);
  let seen;
  let state;
  const getState = () => {
    // A grown memory has a new buffer.
    if (edition.length === 0) edition = new Uint32Array(memory.buffer, address, 1);
    if (edition[0] !== seen || state === undefined) {
      state = read();
      seen = edition[0];
    }
    return state;
  };
  // Replaced, never mutated: a running dispatch keeps its own list. Each subscription has its own entry, because a function may subscribe
  // twice.
  let entries = [];
  const notify = () => {
    let thrown;
    for (const { listener } of entries) {
      try {
        listener();
      } catch (error) {
        (thrown ??= []).push(error);
      }
    }
    // Reported after the loop: error handlers may run any code.
    thrown?.forEach(reportError);
  };
  const subscribe = (listener) => {
    if (typeof listener !== "function") throw new Error(`subscribe takes a function, this is: ${kind(listener)}`);
    // Called without the entry as `this`.
    const entry = { listener: () => listener.call(undefined) };
    entries = [...entries, entry];
    return () => {
      entries = entries.filter((other) => other !== entry);
    };
  };
  const guarded = guard(dispatch, onTrap);
  const storeOf = (from) => {
    const dispatchAs = (action) => {
      const is = kind(action);
      if (is === "function") return action(dispatchAs, getState);
      if (is !== "object") throw new Error(`actions must be plain objects, or functions (dispatch, getState), this one is: ${is}`);
      const { type, payload, meta, error } = action;
      if (typeof type !== "string") throw new Error(`an action's "type" must be a string, this one is: ${kind(type)}`);
      const isProbe = type.startsWith("@@") && PROBES.some((probe) => type.startsWith(probe));
      guarded(isProbe ? NOTHING : encode(type, payload, meta, error), from);
      return action;
    };
    return {
      dispatch: dispatchAs,
      subscribe,
      getState,
      replaceReducer() {
        throw new Error("replaceReducer is not available: reducers belong to slices; add one with window.__TARN__.registerReducer");
      },
    };
  };
  // The minimal observable of the TC39 proposal, under both names that Redux uses.
  const observable = {
    subscribe(observer) {
      if (typeof observer !== "object" || observer === null) throw new TypeError("expected the observer to be an object");
      const next = () => observer.next?.(getState());
      next();
      return { unsubscribe: subscribe(next) };
    },
  };
  // Descriptors have no prototype: an `Object.prototype.get` of the page would invalidate them.
  const find = { __proto__: null, value: () => observable };
  // Clients read the symbol when they are loaded; it must exist then.
  if (!Symbol.observable) Object.defineProperty(Symbol, "observable", { __proto__: null, value: Symbol("observable") });
  const observed = (object) => {
    // Not enumerable, because clients count the keys of a store; the symbol is enumerable, so that copies of the store have it.
    Object.defineProperty(object, "@@observable", find);
    object[Symbol.observable] = find.value;
    return Object.freeze(object);
  };
  observed(observable);
  const storeOfRemote = (name) => {
    checkName(name);
    return observed(storeOf(name));
  };
  return [observed(storeOf()), notify, storeOfRemote];
}

let panic;

/** The message of the owner's panic hook. */
export function notePanic(message) {
  panic = message;
}

/**
 * `dispatch` that throws the message of the panic hook after a panic in a reducer: the trap itself says "unreachable". A trap without a panic,
 * such as an exhausted stack, is reported to the owner before its next action (`onTrap`): there may be no stack for it immediately.
 */
export function guard(dispatch, onTrap) {
  let hasTrapped = false;
  return (action, from) => {
    if (hasTrapped) {
      hasTrapped = false;
      onTrap();
    }
    // The message of an earlier panic, perhaps of a view.
    panic = undefined;
    try {
      dispatch(action, from);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      hasTrapped = panic === undefined;
      if (hasTrapped) throw error;
      const said = new Error(panic);
      panic = undefined;
      throw Object.assign(said, { reason: "refused" });
    }
  };
}

/**
 * Whether the manifest of a remote with a newer contract than the page's requires that contract: then the version check has accepted it. A
 * manifest that requires no more than the page's contract contradicts the remote.
 */
export const saysSo = (name, builtWith) =>
  builtWith.localeCompare(window.__TARN__.contract, "en", { numeric: true }) < 1 ||
  window.__TARN__.remotes().some((remote) => remote.name === name && remote.contract?.includes(builtWith));
