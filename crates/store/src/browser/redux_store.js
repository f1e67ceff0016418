// The store as Redux clients know it: a plain object of closures, for clients take `getState` off the object. The state and
// the reducers are the owner's, in wasm; here is what is about JavaScript itself. Calling listeners from here rather than one
// by one from wasm is six times as fast.

/** What Redux and its clients probe a store with: no reducer handles it, but listeners hear of it. */
const PROBES = ["@@redux/", "@@INIT"];
const NOTHING = new Uint8Array(0);

/**
 * @param {(action: Uint8Array, from?: string) => void} dispatch applies, or throws why not; no bytes are a probe, upon which
 *   listeners are called
 * @param {() => void} onTrap puts the owner in order after a trap
 * @param {ReturnType<import("../../../wire/src/js/from_js.js").actionEncoder>} encode the bytes of an action; throws which field
 *   is no data
 * @param {(name: unknown) => void} checkName throws where this is no name for a remote
 * @param {() => object} read the state, the same object until something changed
 * @param {WebAssembly.Memory} memory the owner's
 * @param {number} address where in it a number lies that is another one whenever the state is
 * @returns {[object, () => void, (from: string) => object]} the store, the function that notifies its subscribers, and one that
 *   gives the store as a remote has it, which dispatches in that remote's name
 */
export function reduxStore(dispatch, onTrap, encode, checkName, read, memory, address) {
  const { kind } = encode;
  // A call of wasm takes forty times as long as a look.
  let edition = new Uint32Array(0);
  let seen;
  let state;
  const getState = () => {
    // A memory that has grown is another buffer.
    if (edition.length === 0) edition = new Uint32Array(memory.buffer, address, 1);
    if (edition[0] !== seen || state === undefined) {
      state = read();
      seen = edition[0];
    }
    return state;
  };
  // Replaced, never changed: a dispatch that runs over it has its own. An entry of its own per subscription, since the same
  // function may subscribe twice.
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
    // Only now: whoever hears of an error may do anything.
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
  // The minimal observable of the TC39 proposal, as Redux has it, under both of its names.
  const observable = {
    subscribe(observer) {
      if (typeof observer !== "object" || observer === null) throw new TypeError("expected the observer to be an object");
      const next = () => observer.next?.(getState());
      next();
      return { unsubscribe: subscribe(next) };
    },
  };
  // Descriptors inherit nothing: in a page with an `Object.prototype.get` they would be refused.
  const find = { __proto__: null, value: () => observable };
  // Clients look the symbol up when they are loaded; it must be this one then.
  if (!Symbol.observable) Object.defineProperty(Symbol, "observable", { __proto__: null, value: Symbol("observable") });
  const observed = (object) => {
    // Not enumerable, for clients count the keys of a store; the symbol is, so that a copy of the store has it.
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

/** What the owner's panic hook says. */
export function notePanic(message) {
  panic = message;
}

/**
 * `dispatch`, which throws what the panic hook said where a reducer panics: the trap itself says "unreachable". Of a trap without a panic,
 * such as a stack that is used up, the owner is told before its next action (`onTrap`): there may be no room for it at once.
 */
export function guard(dispatch, onTrap) {
  let hasTrapped = false;
  return (action, from) => {
    if (hasTrapped) {
      hasTrapped = false;
      onTrap();
    }
    // Of a panic before, of a view perhaps.
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
 * Whether the manifest of a remote that was built with a newer contract than the page's says so: then it has been judged by that.
 * One that claims to need no more than the page has is not believed.
 */
export const saysSo = (name, builtWith) =>
  builtWith.localeCompare(window.__TARN__.contract, "en", { numeric: true }) < 1 ||
  window.__TARN__.remotes().some((remote) => remote.name === name && remote.contract?.includes(builtWith));
