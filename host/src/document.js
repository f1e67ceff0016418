// Back and Forward: there the browser itself scrolls to where the shopper was.
let isBack = false;
addEventListener("popstate", () => {
  isBack = true;
  setTimeout(() => (isBack = false));
});

/** How long a place on the page is waited for, in ms. */
const PATIENCE = 15_000;

/** Ends what waits for a place, if anything does. */
let stopWaiting = () => {};

/** Calls `tryIt` whenever the content changes, until it answers true, the shopper moves by themselves, or it takes too long. */
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

/** The element that the address names after `#`. */
function named() {
  try {
    return location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** Scroll and focus go to what the address names, as soon as it is there. After Back and Forward the browser does that itself. */
export function arrive() {
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

/** Reads and writes the place where the page was left, as a text; it is there again after a reload. */
let [readPlace, writePlace] = [() => undefined, () => {}];

export function keepPlace(read, write) {
  [readPlace, writePlace] = [read, write];
}

addEventListener("pagehide", () => {
  // A page that comes back from the back/forward cache is where the browser puts it.
  stopWaiting();
  writePlace(`${Math.round(scrollY)} ${location.href}`);
});

/** A page that is loaded again comes back to where it was, as soon as it is long enough again. */
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
 * The document at another address: `title`, if it has one; and where the shopper has moved there, the top of it, with the focus on
 * the content, so that a screen reader reads on there.
 */
export function showAt(title, description, isFirst) {
  if (title) document.title = title;
  setDescription(description);
  if (isFirst) {
    // When the page is in the document.
    requestAnimationFrame(() => comeBack() || arrive());
    return;
  }
  stopWaiting();
  const [before, keepsPlace] = [document.activeElement, isBack];
  // What asks where things are makes the browser lay out the page: once, when what is new is on it.
  requestAnimationFrame(() => {
    if (!keepsPlace) scrollTo(0, 0);
    const [main, now] = [document.getElementById("main"), document.activeElement];
    // A remote may have put it where it is needed. The focus alone would scroll, too.
    if (now === before || !main?.contains(now)) main?.focus({ preventScroll: true });
    if (!keepsPlace) arrive();
  });
}
