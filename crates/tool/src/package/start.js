// Starts the app of a page. It stands in the page itself, before the styles, so that nothing waits for anything: this, the glue
// and the styles come side by side. The wasm is verified by its hash, the glue by its link above.
{
  // A script before this one may have put something in place of the console that has not all of its functions. All that the apps
  // and their glue call are there from now on; the others are what they were.
  const missing = ["debug", "error", "info", "log", "warn"].filter((name) => typeof window.console?.[name] !== "function");
  if (missing[0]) {
    const silent = Object.fromEntries(missing.map((name) => [name, { __proto__: null, value() {} }]));
    window.console = Object.create(Object(window.console), silent);
  }
  const parsed = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  // Where the site begins: the server, or `tarn base-path`, writes it into the page.
  const base = BASE_PATH;
  const file = base + "{wasm}";
  // What was damaged on its way stays in the browser's cache, for good: whatever fails is asked for once more, past the cache. A
  // style sheet or the glue is then right at the next load, the wasm in this one.
  const anew = { __proto__: null, cache: "reload" };
  addEventListener("error", ({ target }) => target.href && fetch(target.href, anew).catch(() => {}), true);
  // Nobody's `Object.prototype.method` is part of a request: its options inherit nothing.
  const verified = { __proto__: null, integrity: "{integrity}" };
  const wasm = fetch(file, verified)
    .catch(() => fetch(file, { ...anew, ...verified, __proto__: null }))
    .catch(async () => {
      // A browser does not say why; asking for all of it without verification tells.
      const whole = await fetch(file)
        .then((answer) => answer.ok && answer.blob())
        .catch(() => {});
      throw Error((whole ? "FED-005: not what was published: " : "FED-007: cannot be fetched: ") + file);
    });
  // preload.js waits for it.
  window.__APP_WASM__ = wasm;
  // Whatever the server calls it, its bytes are verified. As load_files.js of the federation does for remotes.
  const asWasm = (answer) => {
    const type = answer.headers.get("content-type");
    if (type === "application/wasm") return answer;
    console.warn(`${file}: the server sends it with Content-Type: ${type}; it should be application/wasm`);
    return new Response(answer.body, { headers: { "content-type": "application/wasm" } });
  };
  const say = async (text, more = "") => {
    await parsed;
    document.body.innerHTML = "<p class=page role=alert>" + text;
    document.body.lastChild.append(more);
  };
  const late = setTimeout(say, 20_000, "This page takes long to load. Please wait, or reload it.");
  Promise.all([import(base + "{glue}"), wasm, parsed])
    .finally(() => clearTimeout(late))
    .then(([glue, wasm]) => {
      document.querySelector("[role=alert]")?.remove();
      return glue.default({ module_or_path: asWasm(wasm) });
    })
    .catch((error) => {
      console.error(error);
      say("This page could not be started. Please reload it, or try again later. ", error.message);
    });
}
