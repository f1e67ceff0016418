// Runs in the page's head, before the styles and long before the app. The build minifies it into the document.
{
  // The theme of the first paint. The shopper's choice (packages/store/src/persistence.js) precedes the system's theme.
  const root = document.documentElement;
  let theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  try {
    theme = JSON.parse(localStorage.getItem('myapp:state')).chosenTheme ?? theme;
  } catch {
    // Nothing is stored, or storage is denied.
  }
  const show = () => {
    const isDark = root.dataset.theme === 'dark';
    document.querySelector('meta[name=color-scheme]').content = root.dataset.theme;
    document.querySelector('meta[name=theme-color]').content = isDark ? '#141917' : '#f7f5f0';
  };
  new MutationObserver(show).observe(root, { attributeFilter: ['data-theme'] });
  root.dataset.theme = theme;
  show();

  // Requests that do not wait for the app: the session, and the data of a product page that no server has rendered.
  const early = {};
  window.__EARLY__ = early;
  const ask = (path, init) => {
    early[path] = fetch(path, init);
    early[path].catch(() => {});
  };
  ask('/api/auth/refresh', { method: 'POST' });
  const [, page, id] = location.pathname.split('/');
  if (!('rendered' in root.dataset) && !location.search) {
    if (page === 'products') ask('/api/products');
    if (page === 'product') ask(`/api/products/${id}`);
  }
}
