// On Back and Forward the browser restores the scroll position itself.
let isBack = false;
addEventListener("popstate", () => {
  isBack = true;
  setTimeout(() => (isBack = false));
});

/** How long to wait for an element or a scroll position, in ms. */
const PATIENCE = 15_000;

/** Stops the current wait, if there is one. */
let stopWaiting = () => {};

/**
 * Calls `tryIt` after each change of the content until it returns true, the shopper scrolls or presses something, or
 * PATIENCE is over.
 */
function waitUntil(tryIt) {
  stopWaiting();
  if (tryIt()) return;
  const end = new AbortController();
  const observer = new MutationObserver(() => tryIt() && stopWaiting());
  observer.observe(document.getElementById("main"), { childList: true, subtree: true, attributeFilter: ["aria-busy", "id"] });
  const timer = setTimeout(() => stopWaiting(), PATIENCE);
  stopWaiting = () => {
    end.abort();
    observer.disconnect();
    clearTimeout(timer);
    stopWaiting = () => {};
  };
  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(act, () => stopWaiting(), { signal: end.signal, passive: true, capture: true });
}

/** The element that the address's fragment names. */
function named() {
  try {
    return location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/**
 * Scrolls to and focuses the element that the fragment names, as soon as it exists. After Back and Forward the browser does
 * that itself.
 */
function arrive() {
  if (isBack || location.hash.length < 2) return;
  waitUntil(() => {
    const place = named();
    if (!place) return false;
    const reader = place.matches("[tabindex], a, button, input, select, textarea") ? place : (place.querySelector("[tabindex]") ?? place);
    if (reader.tabIndex < 0) reader.tabIndex = -1;
    reader.focus({ preventScroll: true });
    place.scrollIntoView();
    return true;
  });
}

/** The browser shares the canonical address of the server's page. It is that of no other address. */
const forgetCanonical = () => document.querySelector("link[rel=canonical]")?.remove();

/** The address of the page's start, until the router has reported it. */
let shown;

/** Follows a navigation to another query or fragment of the same page. */
export function moveWithinPage() {
  // The router reports the fragment of the first address after its path.
  const isReported = location.href === shown;
  shown = undefined;
  if (isReported) return;
  forgetCanonical();
  arrive();
}

/** Storage for the scroll position and address of this tab, so that a reload can restore them. */
let [readPlace, writePlace] = [() => undefined, () => {}];

export function keepPlace(read, write) {
  [readPlace, writePlace] = [read, write];
}

addEventListener("pagehide", () => {
  // The back/forward cache restores its own scroll position.
  stopWaiting();
  writePlace(`${Math.round(scrollY)} ${location.href}`);
});

/** After a reload, restores the scroll position as soon as the page is long enough. */
function comeBack() {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.type !== "reload" && navigation?.type !== "back_forward") return false;
  const [, top, address] = readPlace()?.match(/^(\d+) (.*)$/) ?? [];
  if (address !== location.href || top === "0") return false;
  waitUntil(() => {
    scrollTo(0, top);
    return Math.abs(scrollY - top) < 2 && !document.querySelector("#main [aria-busy=true]:not([hidden])");
  });
  return true;
}

export function setDescription(text) {
  document.querySelector("meta[name=description]")?.setAttribute("content", text);
}

/**
 * Updates title and description. After a navigation it also scrolls to the top and moves the focus to the content, so that
 * a screen reader reads on there.
 */
export function showAt(title, description, isFirst) {
  if (title) document.title = title;
  if (description) setDescription(description);
  if (isFirst) {
    shown = location.href;
    // By then the page is in the document. A place or focus that the shopper has chosen meanwhile stays.
    requestAnimationFrame(() => window.__PRELOAD__?.earlyPresses?.hasActed || comeBack() || arrive());
    return;
  }
  stopWaiting();
  shown = undefined;
  forgetCanonical();
  const [before, keepsPlace] = [document.activeElement, isBack];
  // Reading positions forces a layout, so it happens once, when the new content is in place.
  requestAnimationFrame(() => {
    if (!keepsPlace) scrollTo(0, 0);
    const [main, now] = [document.getElementById("main"), document.activeElement];
    // A remote may have focused an element of its content already. `preventScroll`, because focusing scrolls, too.
    if (now === before || !main?.contains(now)) main?.focus({ preventScroll: true });
    if (!keepsPlace) arrive();
  });
}
