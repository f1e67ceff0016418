// The JavaScript part of loading a remote. Rust makes all decisions: files, checks and messages. This part is JavaScript because wasm cannot
// call `import()`, and because an `await` costs few bytes here.
//
// Failures are thrown as [step, url, detail].
import { hasImports, setStyles } from "./remote_styles.js";

/**
 * A download: `origin()` returns its address, `take(json, url)` the files to load; `failed(thrown)` returns the delay before another attempt,
 * or throws. Each attempt uses one origin, so builds are never mixed.
 */
export async function load(origin, take, failed, ms) {
  for (;;) {
    try {
      const url = origin();
      const files = take(await fetchJson(url, ms), url);
      return files && (await loadFiles(...files));
    } catch (thrown) {
      cache = "reload";
      await sleep(failed(thrown));
    }
  }
}

// The cache mode of manifests: cached files are revalidated. After a failure the cache is bypassed: an ETag also confirms a file that was
// damaged in transit, and a pending request blocks others of its address there.
let cache = "no-cache";

// The size limit of manifests.
const LARGEST_JSON = 1 << 18;

/** Fetches JSON within `ms`. */
async function fetchJson(url, ms) {
  tools = await tools;
  const text = await within(ms, url, async (signal) => {
    const response = await attempt("unreachable", url, () => preloaded(url) ?? fetch(url, { __proto__: null, cache, signal }));
    if (!response.ok) throw ["status", url, String(response.status)];
    sameOrigin(url, response);
    return attempt("unreachable", url, () => response.text());
  });
  if (text.length > LARGEST_JSON) throw ["too-large", url, String(LARGEST_JSON)];
  return attempt("malformed", url, () => JSON.parse(text));
}

/**
 * Loads glue, wasm and styles in parallel, each verified before it runs or applies, and then instantiates the module. A remote without wasm is
 * ready after its module has run. A failure removes the styles: the next attempt may use another build.
 */
async function loadFiles(remote, [glueUrl, glueHash], wasm, styles, ms) {
  // With no medium: it applies after it is confined to the slots of the remote, while the remote is mounted.
  // Browsers load such a sheet with a low priority.
  const unseen = { rel: "stylesheet", media: "not all", fetchPriority: "high" };
  const links = styles.map(([url, hash]) => element("link", { ...unseen, href: url }, hash, url));
  try {
    const timed = (url, promise) => within(ms, url, () => promise);
    const [glue, module] = await Promise.all([
      timed(glueUrl, loadGlue(glueUrl, glueHash)),
      wasm && within(ms, wasm[0], (signal) => compile(...wasm, signal)),
      ...links.map(({ href, loaded }) => timed(href, loaded)),
    ]);
    setStyles(remote, links);
    roots.push([new URL(".", glueUrl).href, remote]);
    if (wasm) {
      if (typeof glue.default !== "function") throw ["no-init", glueUrl, ""];
      await attempt("start", wasm[0], () => glue.default({ module_or_path: module }));
    }
    return glue;
  } catch (error) {
    for (const link of links) link.remove();
    throw error;
  }
}

/** Runs `act` with a signal that aborts after `ms`. */
async function within(ms, url, act) {
  const abort = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(["too-slow", url, String(ms)]);
      abort.abort();
    }, ms);
  });
  try {
    return await Promise.race([act(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function sameOrigin(url, response) {
  const { origin } = new URL(response.url);
  if (origin !== new URL(url, location.href).origin) throw ["redirected", url, origin];
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A `federation:status` event, for tools. */
export function announce(remote, from, to, code) {
  document.dispatchEvent(new CustomEvent("federation:status", { bubbles: true, detail: { remote, from, to, code } }));
}

const isTrap = (error) => error instanceof WebAssembly.RuntimeError || /call stack/.test(error?.message);

/** Reports a trap that the host has caught, like an uncaught one. */
export const reportTrap = (error) => isTrap(error) && reportError(error);

// The addresses of the scripts, and their remotes.
const roots = [];

/**
 * Reports uncaught exceptions of remotes: the name, the message, and whether its wasm has trapped. The panic hook has already reported a
 * panic; a stack overflow is reported only here.
 */
export function onUncaught(tell) {
  const look = (event, error) => {
    const stack = String(error?.stack);
    // Listeners and timers of a crashed instance fail without consequences.
    if (stack.includes("previous WASM instance")) return event.preventDefault();
    // The innermost frame of a remote: it may have called other code.
    const place = ([root]) => stack.indexOf(root);
    const [root] = roots.filter((root) => place(root) >= 0).sort((a, b) => place(a) - place(b));
    if (root) tell(root[1], String(error), isTrap(error));
  };
  addEventListener("error", (event) => look(event, event.error));
  addEventListener("unhandledrejection", (event) => look(event, event.reason));
}

/**
 * The handle of an asynchronous mount. After `ms` the promise is rejected with null, and a later mount is unmounted again.
 */
export function mounted(promise, unmount, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(null);
      resolve = unmount;
    }, ms);
    promise.then((handle) => resolve(handle), reject).finally(() => clearTimeout(timer));
  });
}

async function loadGlue(url, hash) {
  // A module script adds the verified module to the module map of the page, which import() uses.
  const script = element("script", { type: "module", src: url }, hash, url);
  await script.loaded;
  script.remove();
  return attempt("run", url, () => import(url));
}

/** The response to a request that the page sent before its app ran (crates/tool/src/package/preload.js), once. */
const preloaded = (key) => window.__PRELOAD__?.take(key);

async function compile(url, integrity, signal) {
  let response;
  try {
    response = await (preloaded(url + integrity) ?? fetch(url, { __proto__: null, integrity, signal }));
  } catch {
    throw await why(url);
  }
  sameOrigin(url, response);
  return attempt("compile", url, () => WebAssembly.compileStreaming(asWasm(url, response)));
}

/** The bytes are verified, so a wrong Content-Type is only a warning; `compileStreaming` needs `application/wasm`. */
function asWasm(url, response) {
  const type = response.headers.get("content-type");
  if (type === "application/wasm") return response;
  console.warn(`${url}: the server sends it with Content-Type: ${type}; it should be application/wasm`);
  return new Response(response.body, { headers: { "content-type": "application/wasm" } });
}

function element(tag, properties, integrity, url) {
  const element = Object.assign(document.createElement(tag), properties, { integrity, crossOrigin: "anonymous" });
  element.loaded = new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => {
      // The sheet itself is loaded, and its imports are not applied anyway.
      if (hasImports(element.sheet)) return resolve();
      element.remove();
      why(url).then(reject);
    };
    document.head.append(element);
  });
  return element;
}

/**
 * Browsers give no reason for a verified file that fails to load; a request without verification shows the reason. It bypasses the cache,
 * which may have a damaged copy.
 */
async function why(url) {
  try {
    const response = await fetch(url, { __proto__: null, cache: "reload" });
    await response.blob();
    if (!response.ok) return ["file-status", url, String(response.status)];
    const type = String(response.headers.get("content-type"));
    const needed = /\.css(\?|$)/.test(url) ? "text/css" : "javascript";
    // Browsers neither run nor apply files with a wrong Content-Type.
    return /\.wasm(\?|$)/.test(url) || type.toLowerCase().includes(needed) ? ["integrity", url, ""] : ["type", url, type];
  } catch {
    return ["file-unreachable", url, ""];
  }
}

async function attempt(step, url, act) {
  try {
    return await act();
  } catch (error) {
    throw [step, url, error instanceof Error ? error.message : String(error)];
  }
}

// Development tools. They are fetched on demand: by ?devtools (remembered for the tab), by ?remote.<name>=<manifest> or an earlier override,
// or by Ctrl+Alt+D. A page for developers, parts[3], fetches them always.
let tools;

/** The base path of the page, the prefix of all its addresses. */
const basePath = () => document.documentElement.dataset.basePath ?? "/";

/** A name that is unique among the sites of the origin; `BasePath::scope` in Rust. */
const scoped = (name) => basePath().replace(/^\/$/, "") + name;

export function offerTools(parts) {
  const load = (byKey) => {
    tools = import(basePath() + "devtools/index.js").then((module) => module.start(parts, byKey)).catch(console.error);
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.altKey && event.code === "KeyD" && !event.getModifierState("AltGraph")) load(true);
  });
  try {
    const asked = parts[3] || /[?&](devtools|remote\.)/.test(location.search) || sessionStorage.devtools;
    if (asked || localStorage[scoped("federation.overrides")]) load();
  } catch {
    // Without storage nothing is remembered.
  }
}

/** Called after `fetchJson`, which waits for the tools. */
export const wantedOverrides = (refused) => tools?.overrides?.(refused) ?? [];
