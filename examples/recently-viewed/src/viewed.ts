// Viewed products: the addresses in this tab's history, as listed by the browser. No other remote has to report views, and views from before this
// remote was loaded count as well.

/** The part of the Navigation API in use. Without it there is no list, and the page says so. */
interface HistoryEntry {
  readonly key: string;
  readonly id: string;
  readonly url: string | null;
}
interface Navigation extends EventTarget {
  entries(): HistoryEntry[];
}

const navigation = (globalThis as { navigation?: Navigation }).navigation;
const counted = new Set<string>();

function productAt(address: string | null): string | undefined {
  if (!address) return undefined;
  const { pathname } = new URL(address);
  const { basePath } = window.__TARN__;
  if (!pathname.startsWith(basePath)) return undefined;
  const part = /^product\/([^/]+)\/?$/.exec(pathname.slice(basePath.length))?.[1];
  try {
    return part && decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Products viewed since the last call, the latest last. */
export function newlyViewed(): string[] {
  const entries = navigation?.entries() ?? [];
  const fresh = entries.filter(({ id }) => !counted.has(id));
  for (const { id } of fresh) counted.add(id);
  return fresh.map(({ url }) => productAt(url)).filter((id) => id !== undefined);
}

/** Calls `look` after every change of the address; returns a function that stops it. */
export function onNavigation(look: () => void): () => void {
  navigation?.addEventListener('currententrychange', look);
  return () => navigation?.removeEventListener('currententrychange', look);
}
