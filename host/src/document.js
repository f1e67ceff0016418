// Back and Forward: there the browser itself scrolls to where the shopper was.
let isBack = false;
addEventListener("popstate", () => {
  isBack = true;
  setTimeout(() => (isBack = false));
});

/**
 * The document at another address: `title`, if it has one; and where the shopper has moved there, the top of it, with the focus on
 * the content, so that a screen reader reads on there.
 */
export function showAt(title, hasMoved) {
  if (title) document.title = title;
  if (!hasMoved) return;
  const [before, keepsPlace] = [document.activeElement, isBack];
  // What asks where things are makes the browser lay out the page: once, when what is new is on it.
  requestAnimationFrame(() => {
    if (!keepsPlace) scrollTo(0, 0);
    const [main, now] = [document.getElementById("main"), document.activeElement];
    // A remote may have put it where it is needed. The focus alone would scroll, too.
    if (now === before || !main?.contains(now)) main?.focus({ preventScroll: true });
  });
}
