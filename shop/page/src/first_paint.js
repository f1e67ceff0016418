// The theme from the first paint on: this runs before the styles are there and long before the app. What the shopper chose is
// stored by shop/page/src/choices.rs; else the system's theme holds. The app sets the same attribute later.
{
  const root = document.documentElement;
  const isDark = window.matchMedia?.("(prefers-color-scheme: dark)")?.matches;
  let theme = isDark ? "dark" : "light";
  const base = root.dataset.basePath ?? "/";
  try {
    // Below a base path the names of keys begin with it, as everywhere (crates/base-path/src/lib.rs).
    const chosen = JSON.parse(localStorage[(base === "/" ? "" : base) + "shop.context"]).state.theme;
    if (chosen === "dark" || chosen === "light") theme = chosen;
  } catch {
    // Nothing is stored, or something else, or storage is denied.
  }
  // The browser's own surfaces: the canvas before there are styles, and the bar around the page.
  const show = () => {
    for (const meta of document.querySelectorAll("meta[name=color-scheme], meta[name=theme-color]")) {
      meta.content = meta.name === "color-scheme" ? root.dataset.theme : root.dataset.theme === "dark" ? "#141917" : "#f7f5f0";
    }
  };
  new MutationObserver(show).observe(root, { attributeFilter: ["data-theme"] });
  root.dataset.theme = theme;
  show();
}
