// The browser's part of loading a remote. It decides nothing: what to load, what to expect and what to say are Rust's. It is
// JavaScript because `import()` is syntax that wasm cannot call, and because here an `await` costs bytes by the dozen.
//
// What fails is thrown as [step, url, detail].
import { hasImports, setStyles } from "./remote_styles.js";

/**
 * Something that is fetched: `origin()` says from where, `take(json, url)` what of it to load; `failed(thrown)` how long to wait
 * before another attempt, or throws. Each attempt is of one origin, so builds are never mixed.
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

// How manifests are asked for: from the cache if the server confirms it. After a failure the cache is not trusted any more: what
// was damaged on its way is confirmed by the name of what was sent (ETag), and a request that hangs keeps others of its address
// waiting there.
let cache = "no-cache";

// More than any manifest needs; whatever is larger is something else.
const LARGEST_JSON = 1 << 18;

/** JSON, within `ms`. */
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
 * Glue, wasm and styles side by side, each verified before it runs or applies; then the module is instantiated. A remote
 * without wasm is there as soon as its module has run. Where one fails, the styles go again: the next attempt may be of another
 * build.
 */
async function loadFiles(remote, [glueUrl, glueHash], wasm, styles, ms) {
  // For no medium: it applies when it is confined to the remote's slots, and the remote is mounted.
  // A browser would not hurry with such a sheet.
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

/** `act`, which is told by a signal when `ms` are over and nobody waits any more. */
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

/** What a remote threw into the host's hands, if it is a trap, is told as if nobody had caught it. */
export const reportTrap = (error) => isTrap(error) && reportError(error);

// Where each remote's scripts come from, and whose they are.
const roots = [];

/**
 * Tells of what a remote's script throws where nobody catches it: its name, what, and whether its wasm trapped and cannot go on.
 * A panic has said more by then; a stack overflow has not.
 */
export function onUncaught(tell) {
  const look = (event, error) => {
    const stack = String(error?.stack);
    // Listeners and timers of an instance that has crashed: what they were for is gone.
    if (stack.includes("previous WASM instance")) return event.preventDefault();
    // The innermost frame that is a remote's: what it called may have called others.
    const place = ([root]) => stack.indexOf(root);
    const [root] = roots.filter((root) => place(root) >= 0).sort((a, b) => place(a) - place(b));
    if (root) tell(root[1], String(error), isTrap(error));
  };
  addEventListener("error", (event) => look(event, event.error));
  addEventListener("unhandledrejection", (event) => look(event, event.reason));
}

/**
 * The handle that an asynchronous mount gives. One that takes longer than `ms` is rejected with null; what it mounts after that
 * is unmounted again.
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
  // A module script puts the verified module into the page's module map, where import() finds it.
  const script = element("script", { type: "module", src: url }, hash, url);
  await script.loaded;
  script.remove();
  return attempt("run", url, () => import(url));
}

/** The answer to what the page asked for before its app ran (crates/tool/src/package/preload.js), once. */
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
      // The sheet itself is there, and what it imports is not applied anyway.
      if (hasImports(element.sheet)) return resolve();
      element.remove();
      why(url).then(reject);
    };
    document.head.append(element);
  });
  return element;
}

/**
 * A browser does not say why a verified file failed to load; asking for all of it without verification tells. What its cache
 * has of it may be what failed, and is replaced.
 */
async function why(url) {
  try {
    const response = await fetch(url, { __proto__: null, cache: "reload" });
    await response.blob();
    if (!response.ok) return ["file-status", url, String(response.status)];
    const type = String(response.headers.get("content-type"));
    const needed = /\.css(\?|$)/.test(url) ? "text/css" : "javascript";
    // A browser neither runs nor applies what the server calls something else.
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

// Tools for developers. Nothing of them is fetched until somebody asks: by ?devtools (remembered for the tab), by
// ?remote.<name>=<manifest> or such an override of before, or by Ctrl+Alt+D. A page for developers, parts[3], has always asked.
let tools;

/** The base path of the page, which each of its addresses begins with. */
const basePath = () => document.documentElement.dataset.basePath ?? "/";

/** A name that all sites of the origin share, as this site's own; `BasePath::scope` in Rust. */
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
    // Where storage is denied nothing was remembered.
  }
}

/** Asked after `fetchJson`, which waits for the tools. */
export const wantedOverrides = (refused) => tools?.overrides?.(refused) ?? [];
