// What the host will ask for when it runs is asked for while it still loads: federation.json, and the manifest and files of the
// remote that shows this page. federation/src/browser/load_files.js takes the answers, under the keys that they have here.
{
  const files = {};
  const get = (address, integrity = "") => {
    const key = address + integrity;
    // The host was here first: it needs nobody ahead.
    if (key in files) throw key;
    const answer = fetch(address, integrity ? { integrity } : { cache: "no-cache" });
    // Who takes it hears of a failure, and says what it means.
    answer.catch(() => {});
    return (files[key] = answer);
  };
  const json = async (address) => (await get(address)).clone().json();
  const link = (href, integrity, kind) =>
    document.head.append(Object.assign(document.createElement("link"), kind, { href, integrity, crossOrigin: "" }));
  const config = json("/federation.json");

  /** The remote that shows the page at this path, as [name, its entry in federation.json]. */
  const remoteAt = async (path) =>
    Object.entries((await config).remotes).find(([, { pages = [], routes = [] }]) =>
      [...pages, ...routes.map((route) => route.path)].some((page) =>
        RegExp(`^${page.replace(/:[^/]+/g, "[^/]+")}/?$`).test(path),
      ),
    );

  const begin = async () => {
    const [, { manifests, grants = [] }] = await remoteAt(location.pathname);
    // A developer's own build takes the place of one that is deployed.
    if (/[?&]remote\./.test(location.search) || localStorage["federation.overrides"]) return;
    const manifest = new URL(manifests[0], location).href;
    const { entry: { js, wasm, css = [] }, integrity, requires, dispatches = [] } = await json(manifest);
    // No code is fetched that the host might refuse: here only what needs no deciding.
    if (JSON.stringify(requires) !== '{requires}' || !dispatches.every((action) => grants.includes(action))) return;
    const at = (file) => new URL(file, manifest).href;
    link(at(js), integrity[js], { rel: "modulepreload" });
    if (wasm) get(at(wasm), integrity[wasm]);
    for (const style of css) link(at(style), integrity[style], { rel: "preload", as: "style" });
  };
  begin().catch(() => {});

  /** Has the remotes fetched that the shopper may want next; `prefetch` takes a name and does it. */
  const prefetchWith = (prefetch) => {
    const prefetchFor = async (link) => {
      const found = link && (await remoteAt(link.pathname).catch(() => {}));
      if (found) prefetch(found[0]);
    };
    for (const kind of ["pointerover", "focusin"])
      addEventListener(kind, ({ target }) => prefetchFor(target.closest?.("a[href^='/']")));
    const { saveData, effectiveType = "4g" } = navigator.connection ?? {};
    const look = () => {
      // What this page shows comes first.
      if (document.querySelector("[data-status=loading]")) setTimeout(look, 500);
      else document.querySelectorAll("a[href^='/']").forEach(prefetchFor);
    };
    if (!saveData && effectiveType === "4g") setTimeout(() => (window.requestIdleCallback ?? setTimeout)(look), 1500);
  };
  window.__AHEAD__ = { files, prefetchWith };
}
