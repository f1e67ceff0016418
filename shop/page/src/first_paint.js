// Sets the theme before the first paint: this script runs before the styles and long before the app. The shopper's choice
// (stored by shop/page/src/choices.rs) precedes the system's theme. The app sets the same attribute later.
{
  const root = document.documentElement;
  const isDark = window.matchMedia?.("(prefers-color-scheme: dark)")?.matches;
  let theme = isDark ? "dark" : "light";
  const base = root.dataset.basePath ?? "/";
  try {
    // Storage keys start with the base path (crates/base-path/src/lib.rs).
    const stored = localStorage[(base === "/" ? "" : base) + "shop.context"];
    // An exception is slow, and a first visit has nothing stored.
    const chosen = stored && JSON.parse(stored).state.theme;
    if (chosen === "dark" || chosen === "light") theme = chosen;
  } catch {
    // The value is malformed, or storage is denied.
  }
  // The browser's own colours: the canvas before the styles load, and the bar around the page.
  const show = () => {
    for (const meta of document.querySelectorAll("meta[name=color-scheme], meta[name=theme-color]")) {
      meta.content = meta.name === "color-scheme" ? root.dataset.theme : root.dataset.theme === "dark" ? "#141917" : "#f7f5f0";
    }
  };
  new MutationObserver(show).observe(root, { attributeFilter: ["data-theme"] });
  root.dataset.theme = theme;
  show();
}
