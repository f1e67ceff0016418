import { followSystemTheme, selectTheme } from '@myapp/store';

/** Shows the store's theme on the root element. It follows the system until the shopper chooses one. */
export function keepTheme(store) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', () => store.dispatch(followSystemTheme(system.matches ? 'dark' : 'light')));
  let shown;
  const show = () => {
    const theme = selectTheme(store.getState());
    if (theme === shown) return;
    shown = theme;
    document.documentElement.dataset.theme = theme;
  };
  show();
  store.subscribe(show);
}
