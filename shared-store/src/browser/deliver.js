// Hands an action to a replica. Here rather than through a wasm import that catches: the glue of one makes a closure and an
// arguments object at each call, and six replicas are told of each action.

/** What a remote throws is reported: it must not unwind through the owner, nor starve the others. */
export function deliver(onAction, seq, bytes, hash, after) {
  try {
    onAction(seq, bytes, hash, after);
  } catch (error) {
    reportError(error);
  }
}
