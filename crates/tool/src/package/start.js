// Starts the app of a page. The script is inline and before the styles, so that its request, the glue and the styles load in parallel. The wasm is
// verified by its hash, the glue by its link.
{
  // An earlier script may have replaced the console by one with fewer functions. This adds the functions that apps and glue call; the others stay
  // unchanged.
  const missing = ["debug", "error", "info", "log", "warn"].filter((name) => typeof window.console?.[name] !== "function");
  if (missing[0]) {
    const silent = Object.fromEntries(missing.map((name) => [name, { __proto__: null, value() {} }]));
    window.console = Object.create(Object(window.console), silent);
  }
  const parsed = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  // What a server has rendered is painted before the app takes the processor. A hidden page is not painted, and a covered one perhaps not.
  const painted = () =>
    new Promise((resolve) => {
      if (!("rendered" in document.documentElement.dataset) || document.hidden) return resolve();
      new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
      setTimeout(resolve, 500);
    });
  // Base path of the site: the server, or `tarn base-path`, writes it into the page.
  const base = BASE_PATH;
  const file = base + "{wasm}";
  // Browsers keep damaged files in their cache: each failed file is fetched again past the cache. That repairs a style sheet or the glue for the next
  // load, and the wasm for this one.
  const anew = { __proto__: null, cache: "reload" };
  addEventListener("error", ({ target }) => target.href && fetch(target.href, anew).catch(() => {}), true);
  // Request options inherit nothing, so that an `Object.prototype.method` of a script does not affect them.
  const verified = { __proto__: null, integrity: "{integrity}" };
  const wasm = fetch(file, verified)
    .catch(() => fetch(file, { ...anew, ...verified, __proto__: null }))
    .catch(async () => {
      // Browsers do not report the reason; a fetch without verification reveals it.
      const whole = await fetch(file)
        .then((answer) => answer.ok && answer.blob())
        .catch(() => {});
      throw Error((whole ? "FED-005: not what was published: " : "FED-007: cannot be fetched: ") + file);
    });
  // preload.js waits for it.
  window.__APP_WASM__ = wasm;
  // Corrects the content type, because the bytes are verified. load_files.js of the federation does the same for remotes.
  const asWasm = (answer) => {
    const type = answer.headers.get("content-type");
    if (type === "application/wasm") return answer;
    console.warn(`${file}: the server sends it with Content-Type: ${type}; it should be application/wasm`);
    return new Response(answer.body, { headers: { "content-type": "application/wasm" } });
  };
  let message;
  // Above what a server has rendered, which can still be read.
  const say = async (text, more = "") => {
    await parsed;
    message?.remove();
    document.body.insertAdjacentHTML("afterbegin", "<p class=page role=alert>" + text);
    message = document.body.firstChild;
    message.append(more);
  };
  const late = setTimeout(say, 20_000, "This page takes long to load. Please wait, or reload it.");
  Promise.all([import(base + "{glue}"), wasm, parsed.then(painted)])
    .finally(() => clearTimeout(late))
    .then(([glue, wasm]) => {
      message?.remove();
      return glue.default({ module_or_path: asWasm(wasm) });
    })
    .catch((error) => {
      console.error(error);
      dispatchEvent(new Event("tarn:start-failed"));
      say("This page could not be started. Please reload it, or try again later. ", error.message);
    })
    // For early_presses.js: the app has taken over what a server has rendered, or never will.
    .finally(() => dispatchEvent(new Event("tarn:started")));
}
