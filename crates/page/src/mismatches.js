/**
 * The sentence of an event `tarn:mismatch`: the app, its component, what was expected, and where. Any script can dispatch such an event, so every
 * part is a text of limited length, and a part that throws when it is read makes another sentence: an exception must not end the listener.
 */
export function describe(event) {
  try {
    return sentence(event);
  } catch {
    return "a difference whose description cannot be read";
  }
}

function sentence({ target, detail }) {
  const remote = target?.closest?.("[data-remote]")?.dataset.remote;
  const text = (value) => String(value ?? "").slice(0, 200);
  const expected = text(detail?.expected);
  const what = expected ? `differs where '${expected}' is expected` : "has more than is expected";
  const app = remote ? `remote "${text(remote)}"` : "host";
  return `${app}, <${text(detail?.component)}>: the server's HTML ${what}, in ${text(detail?.position)}; that part was created anew`;
}
