import { replaceCart } from './cartSlice.js';
import { chooseTheme } from './contextSlice.js';
import { makeStore } from './store.js';
import { replaceWishlist } from './wishlistSlice.js';

// The script in the host's head reads the theme from this key before the first paint.
const KEY = 'myapp:state';

const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // nothing is stored, the value is malformed, or storage is denied
  }
};

const persisted = ({ cart, wishlist, context: { chosenTheme } }) => ({ cart, wishlist, chosenTheme });

/** The browser's store: restored from localStorage, saved to it, and in step with other tabs. */
export function makeBrowserStore() {
  const { cart, wishlist, chosenTheme = null } = stored();
  const theme = chosenTheme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const store = makeStore({
    ...(cart && { cart }),
    ...(wishlist && { wishlist }),
    context: { theme, chosenTheme, locale: navigator.language || 'en-US' },
  });
  saveChanges(store);
  followOtherTabs(store);
  return store;
}

/** Saves when the browser is idle or the page unloads, never inside a dispatch. */
function saveChanges(store) {
  let saved = persisted(store.getState());
  let isWaiting = false;
  const save = () => {
    isWaiting = false;
    const next = persisted(store.getState());
    if (Object.keys(next).every((key) => next[key] === saved[key])) return;
    saved = next;
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Without storage the state lives as long as the page.
    }
  };
  addEventListener('pagehide', save);
  store.subscribe(() => {
    if (isWaiting) return;
    isWaiting = true;
    // Safari has no requestIdleCallback.
    (window.requestIdleCallback ?? setTimeout)(save, { timeout: 500 });
  });
}

function followOtherTabs(store) {
  addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    const { cart, wishlist, chosenTheme } = stored();
    if (cart) store.dispatch(replaceCart(cart));
    if (wishlist) store.dispatch(replaceWishlist(wishlist));
    if (chosenTheme) store.dispatch(chooseTheme(chosenTheme));
  });
}
