// A page of each remote.
const PAGES = ['/products', '/login', '/cart', '/orders', '/account'];

/** Asks for a page of each remote, one after the other: when it returns, all renderers are loaded. */
export async function askForPages(url) {
  for (const page of PAGES) await (await fetch(url + page)).text();
}
