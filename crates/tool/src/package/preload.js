// What the host will ask for when it runs is asked for while it still loads: federation.json, the manifest and files of the
// remote that shows this page, and the data of the page. The answers are taken, under the keys that they have here, by
// crates/federation/src/browser/load_files.js and by shop/api/src/owner (api_client.js, page_queries.js).
{
  PAGE_RULES;
  const files = {};
  // Where the site begins. What stands in federation.json is written from there: paths that begin with "/".
  const base = document.documentElement.dataset.basePath ?? "/";
  const inPage = (address) => address.replace(/^\/(?!\/)/, base);
  /** A path of the browser as the site knows it; undefined for one outside of the site. */
  const inSite = (path) => (path.startsWith(base) ? path.slice(base.length - 1) : undefined);
  // Pages outside of the base path: a server that a proxy should be in front of was opened directly.
  if (!inSite(location.pathname + "/")) location.replace(base + location.pathname.replace(/^\/+/, "") + location.search + location.hash);
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const get = (address, init, key = address) => {
    // The host was here first: it needs nobody ahead.
    if (key in files) throw key;
    const answer = fetch(address, init);
    // Who takes it hears of a failure, and says what it means.
    answer.catch(() => {});
    return (files[key] = answer);
  };
  /** The answer to what was asked ahead, once. From then on nobody needs to ask ahead for it any more. */
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

  /** By address, what the API answered and is read already. */
  const data = {};
  /** That, once; `take` is for who cannot wait for it. */
  const takeData = (address) => {
    const known = data[address];
    data[address] = null;
    if (known) take(address);
    return known;
  };

  /** Asks the API for what the page shows to everybody. What is not taken soon is not new any more. */
  const getData = ([page, path]) => {
    const found = !location.search && matchPath(page, inSite(location.pathname));
    if (!found) return;
    const address = path.replace(/:[^/]+/, () => found[0]);
    // As long as the API's client would wait.
    get(inPage(address), { __proto__: null, signal: AbortSignal.timeout?.(15_000) }, address)
      .then(async (answer) => {
        const read = answer.ok && (await answer.clone().json());
        // Nobody has taken it, nor is it late.
        if (files[address]) data[address] = read;
      })
      .catch(() => {});
    setTimeout(() => {
      take(address);
      takeData(address);
    }, 10_000);
  };

  const begin = async () => {
    // A developer's own build takes the place of one that is deployed.
    if (/[?&]remote\./.test(location.search) || localStorage[base.replace(/^\/$/, "") + "federation.overrides"]) return;
    // A server that knows whose page this is says so (server/src/origin/host_origin.rs).
    const [{ serverTiming } = {}] = performance.getEntriesByType("navigation");
    const named = serverTiming?.find(({ name }) => name === "remote");
    if (named) getJson(new URL(named.description, location).href);
    const [name, { manifests, grants = [], data: shown = {} }] = await remoteAt(inSite(location.pathname));
    Object.entries(shown).forEach(getData);
    const manifest = new URL(inPage(manifests[0]), location).href;
    const remote = await json(manifest);
    // No code is fetched that the host might refuse. Versions are compared there; here they are those of today or not.
    if (JSON.stringify(remote.requires) !== REQUIRES_TODAY || !isLoadable(remote, name, grants)) return;
    const {
      entry: { js, wasm, css = [] },
      integrity,
    } = remote;
    const at = (file) => new URL(file, manifest).href;
    link(at(js), integrity[js], { rel: "modulepreload" });
    for (const style of css) link(at(style), integrity[style], { rel: "preload", as: "style" });
    // On a slow line the host's wasm goes first, so that it starts while the remote's is on its way.
    await Promise.race([window.__APP_WASM__, pause(300)]);
    if (wasm) get(at(wasm), { __proto__: null, integrity: integrity[wasm] }, at(wasm) + integrity[wasm]);
  };
  begin().catch(() => {});

  /** What the page shows comes first, and of remotes that nobody waits for one is loaded at a time. */
  const isBusy = () =>
    document.readyState !== "complete" ||
    document.querySelector("[aria-busy=true]:not([hidden])") ||
    window.__TARN__.remotes().some(({ status }) => status === "loading");

  const links = `a[href^='${base}']`;

  /** Has the remotes fetched that the shopper may want next; `prefetch` takes a name and does it. */
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
  window.__PRELOAD__ = { take, takeData, prefetchWith };
}
