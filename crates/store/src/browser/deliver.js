// Hands an action to a replica, as its bytes or as the step that it came to. Here rather than through a wasm import that
// catches: the glue of one makes a closure and an arguments object at each call, and six replicas are told of each action.

/** What a remote throws is reported: it must not unwind through the owner, nor starve the others. */
export function deliver(onAction, seq, bytes, hash, after) {
  try {
    onAction(seq, bytes, hash, after);
  } catch (error) {
    reportError(error);
  }
}

/** The same for a step: numbers, which need no memory. */
export function deliverStep(onStep, seq, after, slice, first, second, hash) {
  try {
    onStep(seq, after, slice, first, second, hash);
  } catch (error) {
    reportError(error);
  }
}
