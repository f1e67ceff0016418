// Preloads the host's first requests while the host still loads: federation.json, manifest and files of the remote that shows this page, and the
// page's data. The loader of remotes (load_files.js in tarn-federation) and the application's API client take the answers under the keys used here.
{
  PAGE_RULES;
  const files = {};
  /** Whether the server renders the page. The app that takes it over removes the attribute. */
  const isRendered = "rendered" in document.documentElement.dataset;
  /** The age in ms at which the data that the server has sent are stale. It leaves room for clocks that differ. */
  const MAX_AGE_MS = 60_000;
  // Base path of the site. Paths in federation.json begin with "/" and are relative to it.
  const base = document.documentElement.dataset.basePath ?? "/";
  const inPage = (address) => address.replace(/^\/(?!\/)/, base);
  /** A path of the browser relative to the site; undefined for one outside of the site. */
  const inSite = (path) => (path.startsWith(base) ? path.slice(base.length - 1) : undefined);
  // A page outside the base path: the server was opened directly, without its proxy.
  if (!inSite(location.pathname + "/")) location.replace(base + location.pathname.replace(/^\/+/, "") + location.search + location.hash);
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const get = (address, init, key = address) => {
    // The host has already taken this key: preloading is obsolete.
    if (key in files) throw key;
    const answer = fetch(address, init);
    // The consumer handles a failure.
    answer.catch(() => {});
    return (files[key] = answer);
  };
  /** Takes the preloaded answer to a request, once. After that, preloading of this request is obsolete. */
  const take = (key) => {
    const answer = files[key];
    files[key] = null;
    return answer;
  };
  const getJson = (address) => get(address, { __proto__: null, cache: "no-cache" });
  const json = async (address) => (await (files[address] ?? getJson(address))).clone().json();
  const link = (href, integrity, kind) =>
    document.head.append(Object.assign(document.createElement("link"), kind, { href, integrity, crossOrigin: "" }));
  const config = json(base + "federation.json");

  /** The remote that shows the page at this path, as [name, its entry in federation.json]. */
  const remoteAt = async (path) =>
    Object.entries((await config).remotes).find(([, { pages = [], routes = [] }]) =>
      [...pages, ...routes.map((route) => route.path)].some((page) => matchPath(page, path)),
    );

  /** Parsed answers of the API, by address. */
  const data = {};
  /** Answers of the API that the server got in place of data, by address: `{status, body}`. */
  const refusals = {};
  /** When the server has read the data that it has sent, by its clock in ms. */
  let sentAt;
  /** Reads the data that the server has sent with the page. Apps start later (`start.js`). */
  const readSentData = () => {
    try {
      const { at, answers, failures, manifests } = JSON.parse(document.getElementById("tarn-data").textContent);
      sentAt = Number(at);
      Object.assign(data, answers);
      Object.assign(refusals, failures);
      // The page mounts the very builds that have rendered it, whatever is deployed meanwhile. The loader compares the address of an answer.
      for (const [address, manifest] of Object.entries(manifests ?? {})) {
        const { href } = new URL(inPage(address), location);
        files[href] = Promise.resolve(Object.defineProperty(new Response(manifest), "url", { value: href }));
      }
    } catch {
      // The server has rendered nothing.
    }
  };
  const parsed = new Promise((go) =>
    addEventListener("DOMContentLoaded", () => {
      if (isRendered) readSentData();
      go();
    }),
  );
  /**
   * Whether taken data are stale: a cache may have kept the page, or an app took its time. Views show them all the same, because the HTML does, and
   * fetch again. A clock that is wrong costs that request.
   */
  const isStale = () => {
    try {
      return sentAt !== undefined && !(Math.abs(Date.now() - sentAt) < MAX_AGE_MS);
    } catch {
      // Another script has replaced the clock.
      return true;
    }
  };
  /** Takes such an answer, once. */
  const takeRefusal = (address) => {
    const refusal = refusals[address];
    delete refusals[address];
    return refusal;
  };
  /** Takes parsed data, once and synchronously; `take` is the asynchronous form. */
  const takeData = (address) => {
    const known = data[address];
    data[address] = null;
    if (known) take(address);
    return known;
  };

  /** Preloads the page's public data from the API. Data that is not taken soon becomes stale. */
  const getData = ([page, path]) => {
    const found = !location.search && matchPath(page, inSite(location.pathname));
    // A server that renders pages sends their data along.
    if (!found || isRendered) return;
    const address = path.replace(/:[^/]+/, () => found[0]);
    // The timeout of the API's client.
    get(inPage(address), { __proto__: null, signal: AbortSignal.timeout?.(15_000) }, address)
      .then(async (answer) => {
        const read = answer.ok && (await answer.clone().json());
        // The answer is neither taken nor stale.
        if (files[address]) data[address] = read;
      })
      .catch(() => {});
    setTimeout(() => {
      take(address);
      takeData(address);
    }, 10_000);
  };

  const begin = async () => {
    // A developer's override replaces a deployed build.
    if (/[?&]remote\./.test(location.search) || localStorage[base.replace(/^\/$/, "") + "federation.overrides"]) return;
    // The server can name the page's remote in a Server-Timing header.
    const [{ serverTiming } = {}] = performance.getEntriesByType("navigation");
    const named = serverTiming?.find(({ name }) => name === "remote");
    if (isRendered) await parsed;
    const address = named && new URL(named.description, location).href;
    if (address && !(address in files)) getJson(address);
    const [name, { manifests, grants = [], data: shown = {} }] = await remoteAt(inSite(location.pathname));
    Object.entries(shown).forEach(getData);
    const manifest = new URL(inPage(manifests[0]), location).href;
    const remote = await json(manifest);
    // Code that the host might refuse is not fetched. The host compares versions; this script only compares for equality.
    if (JSON.stringify(remote.requires) !== REQUIRES_TODAY || !isLoadable(remote, name, grants)) return;
    const {
      entry: { js, wasm, css = [] },
      integrity,
    } = remote;
    const at = (file) => new URL(file, manifest).href;
    link(at(js), integrity[js], { rel: "modulepreload" });
    for (const style of css) link(at(style), integrity[style], { rel: "preload", as: "style" });
    // On a slow connection the host's wasm goes first, so that it starts during the download of the remote's.
    await Promise.race([window.__APP_WASM__, pause(300)]);
    if (wasm) get(at(wasm), { __proto__: null, integrity: integrity[wasm] }, at(wasm) + integrity[wasm]);
  };
  begin().catch(() => {});

  /** The page's own content comes first; other remotes are preloaded one at a time. */
  const isBusy = () =>
    document.readyState !== "complete" ||
    document.querySelector("[aria-busy=true]:not([hidden])") ||
    window.__TARN__.remotes().some(({ status }) => status === "loading");

  const links = `a[href^='${base}']`;

  /** Prefetches likely next remotes in idle time; `prefetch` fetches a remote by name. */
  const prefetchWith = (prefetch) => {
    const prefetchFor = async (link) => {
      const found = link && (await remoteAt(inSite(link.pathname)).catch(() => {}));
      if (found) prefetch(found[0]);
    };
    for (const kind of ["pointerover", "focusin"]) addEventListener(kind, ({ target }) => prefetchFor(target.closest?.(links)));
    const { saveData, effectiveType = "4g" } = navigator.connection ?? {};
    const prefetchInIdleTime = async () => {
      do await pause(250);
      while (isBusy());
      for (const link of document.querySelectorAll(links)) {
        await prefetchFor(link);
        while (isBusy()) await pause(50);
        await new Promise((go) => (window.requestIdleCallback ?? setTimeout)(go));
      }
    };
    if (!saveData && effectiveType === "4g") prefetchInIdleTime();
  };
  window.__PRELOAD__ = { take, takeData, takeRefusal, isStale, prefetchWith };
}
