// The browser's part of loading a remote. It decides nothing: what to load, what to expect and what to say are Rust's. It is
// JavaScript because `import()` is syntax that wasm cannot call, and because here an `await` costs bytes by the dozen.
//
// What fails is thrown as [step, url, detail].

/** JSON, never from the cache unless the server confirms it. */
export async function fetchJson(url) {
  tools = await tools;
  const response = await attempt("unreachable", url, () => ahead(url) ?? fetch(url, { cache: "no-cache" }));
  if (!response.ok) throw ["status", url, String(response.status)];
  return attempt("malformed", url, () => response.json());
}

/**
 * Glue, wasm and styles side by side, each verified before it runs or applies; then the module is instantiated. A remote
 * without wasm is there as soon as its module has run.
 */
export async function loadFiles([glueUrl, glueHash], wasm, styles) {
  const [glue, module] = await Promise.all([
    loadGlue(glueUrl, glueHash),
    wasm && compile(...wasm),
    ...styles.map(([url, hash]) => element("link", { rel: "stylesheet", href: url }, hash, url)),
  ]);
  if (wasm) {
    if (typeof glue.default !== "function") throw ["no-init", glueUrl, ""];
    await attempt("start", wasm[0], () => glue.default({ module_or_path: module }));
  }
  return glue;
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
  (await element("script", { type: "module", src: url }, hash, url)).remove();
  return attempt("run", url, () => import(url));
}

/** The answer to what the page asked for before its app ran (xtask/src/package/ahead.js), once. */
function ahead(key) {
  const { files = {} } = window.__AHEAD__ ?? {};
  const answer = files[key];
  // Asked for: nobody needs to ask ahead any more.
  files[key] = null;
  return answer;
}

async function compile(url, hash) {
  let response;
  try {
    response = await (ahead(url + hash) ?? fetch(url, { integrity: hash }));
  } catch {
    throw await why(url);
  }
  return attempt("compile", url, () => WebAssembly.compileStreaming(response));
}

function element(tag, properties, integrity, url) {
  const element = Object.assign(document.createElement(tag), properties, { integrity, crossOrigin: "anonymous" });
  return new Promise((resolve, reject) => {
    element.onload = () => resolve(element);
    element.onerror = () => {
      element.remove();
      why(url).then(reject);
    };
    document.head.append(element);
  });
}

/** A browser does not say why a verified file failed to load; asking for it without verification tells. */
async function why(url) {
  try {
    const response = await fetch(url);
    return response.ok ? ["integrity", url, ""] : ["file-status", url, String(response.status)];
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

export function offerTools(parts) {
  const load = (byKey) => {
    tools = import("/devtools/index.js").then((module) => module.start(parts, byKey)).catch(console.error);
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.altKey && event.code === "KeyD" && !event.getModifierState("AltGraph")) load(true);
  });
  try {
    const asked = parts[3] || /[?&](devtools|remote\.)/.test(location.search) || sessionStorage.devtools;
    if (asked || localStorage["federation.overrides"]) load();
  } catch {
    // Where storage is denied nothing was remembered.
  }
}

/** Asked after `fetchJson`, which waits for the tools. */
export const wantedOverrides = (refused) => tools?.overrides?.(refused) ?? [];
