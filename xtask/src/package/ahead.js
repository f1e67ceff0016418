// What the host will ask for when it runs is asked for while it still loads: federation.json, and the manifest and files of the
// remote that shows this page. federation/src/browser/load_files.js takes the answers, under the keys that they have here.
{
  const files = {};
  const get = (key, address, options) => {
    // The host was here first: it needs nobody ahead.
    if (key in files) throw key;
    files[key] = fetch(address, options);
    // Who takes it hears of a failure, and says what it means.
    files[key].catch(() => {});
    return files[key];
  };
  const json = async (address) => (await get(address, address, { cache: "no-cache" })).clone().json();
  const link = (href, integrity, kind) =>
    document.head.append(Object.assign(document.createElement("link"), kind, { href, integrity, crossOrigin: "" }));
  const config = json("/federation.json");
  config.catch(() => {});

  /** The remote that shows the page at this path, as [name, its entry in federation.json]. */
  const remoteAt = async (path) => {
    const isHere = (page) => RegExp(`^${page.replace(/:[^/]+/g, "[^/]+")}/?$`).test(path);
    return Object.entries((await config).remotes).find(([, { pages = [], routes = [] }]) =>
      [...pages, ...routes.map((route) => route.path)].some(isHere),
    );
  };

  const begin = async () => {
    const [, { manifests, grants = [] }] = await remoteAt(location.pathname);
    const manifest = new URL(manifests[0], location).href;
    const { entry: { js, wasm, css = [] }, integrity, requires, dispatches = [] } = await json(manifest);
    // No code is fetched that the host might refuse: here only what needs no deciding.
    if (JSON.stringify(requires) !== '{requires}' || !dispatches.every((action) => grants.includes(action))) return;
    const at = (file) => new URL(file, manifest).href;
    link(at(js), integrity[js], { rel: "modulepreload" });
    if (wasm) get(at(wasm) + integrity[wasm], at(wasm), { integrity: integrity[wasm] });
    for (const style of css) link(at(style), integrity[style], { rel: "preload", as: "style" });
  };

  /** Has the remotes fetched that the shopper may want next; `prefetch` takes a name and does it. One that failed is left alone. */
  const prefetchWith = (prefetch) => {
    const prefetchFor = async (link) => {
      const [remote] = (link && (await remoteAt(link.pathname).catch(() => 0))) || [];
      const isNew = __FEDERATION__.remotes().every(({ name, status }) => name !== remote || status === "idle");
      if (remote && isNew) prefetch(remote);
    };
    for (const kind of ["pointerover", "focusin"])
      document.addEventListener(kind, ({ target }) => prefetchFor(target.closest?.("a[href^='/']")));
    const { saveData, effectiveType = "4g" } = navigator.connection ?? {};
    if (saveData || effectiveType !== "4g") return;
    const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 200));
    const look = () =>
      idle(() => {
        // What this page shows comes first.
        if (document.querySelector("[data-status=loading]") || document.readyState !== "complete") return setTimeout(look, 500);
        document.querySelectorAll("a[href^='/']").forEach(prefetchFor);
      });
    setTimeout(look, 1500);
  };
  window.__AHEAD__ = { files, prefetchWith };
  try {
    // A developer's own build takes the place of one that is deployed.
    if (!/[?&]remote\./.test(location.search) && !localStorage["federation.overrides"]) begin().catch(() => {});
  } catch {
    // Where storage is denied there is no haste.
  }
}
