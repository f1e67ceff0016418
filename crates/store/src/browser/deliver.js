// Delivers an action to a replica, as bytes or as a step. A catching wasm import would be slower: its glue creates a closure and an arguments
// object at each call, and each action goes to several replicas.

/** Exceptions of a remote are reported: they must not end the owner's call, nor block other replicas. */
export function deliver(onAction, seq, bytes, hash, after) {
  try {
    onAction(seq, bytes, hash, after);
  } catch (error) {
    reportError(error);
  }
}

/** The same for a step, whose numbers need no copy. */
export function deliverStep(onStep, seq, after, slice, first, second, hash) {
  try {
    onStep(seq, after, slice, first, second, hash);
  } catch (error) {
    reportError(error);
  }
}
