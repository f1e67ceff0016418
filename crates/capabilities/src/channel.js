// The channel to the other tabs of an origin. A browser may have none, or deny it.

/** Runs `ask`; a capability that throws is one that is missing. */
const attempt = (ask, otherwise) => {
  try {
    return ask() ?? otherwise;
  } catch {
    return otherwise;
  }
};

/**
 * A channel of this name; undefined where the browser has none or denies it. `post` says whether it was sent.
 * @param {string} name
 * @param {(event: MessageEvent) => void} receive
 * @param {typeof globalThis} page the browser's global object; tests give one of their own
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
