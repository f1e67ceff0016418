// Builds the DOM of the tools. Text is always set as text, because it comes from remotes, addresses and storage.

/**
 * `element("button", { type: "button", onclick }, "Close")`. Properties with a dash become attributes; null and false children
 * are omitted.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name.includes("-") || name === "role") made.setAttribute(name, String(value));
    else made[name] = value;
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A shadow root with the style sheet of the tools. Its content is hidden until the styles have loaded. */
export function styledRoot(host) {
  const root = host.attachShadow({ mode: "open" });
  const body = element("div", { className: "body", hidden: true });
  const show = () => (body.hidden = false);
  const styles = new URL("tools.css", import.meta.url).href;
  root.append(element("link", { rel: "stylesheet", href: styles, onload: show, onerror: show }), body);
  return body;
}
