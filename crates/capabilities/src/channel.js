// The channel to other tabs of an origin. A browser may lack or deny it.

/** Runs `ask`; a capability that throws counts as missing. */
const attempt = (ask, otherwise) => {
  try {
    return ask() ?? otherwise;
  } catch {
    return otherwise;
  }
};

/**
 * A channel of this name; undefined if the browser lacks or denies it. `post` returns whether the message was sent.
 * @param {string} name
 * @param {(event: MessageEvent) => void} receive
 * @param {typeof globalThis} page the global object of the browser; tests pass their own
 */
export function openChannel(name, receive, page = globalThis) {
  const channel = attempt(() => new page.BroadcastChannel(name));
  if (!channel) return undefined;
  channel.onmessage = receive;
  return {
    post: (data) =>
      attempt(() => {
        channel.postMessage(data);
        return true;
      }, false),
    close: () => attempt(() => channel.close()),
  };
}
