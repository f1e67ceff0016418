import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import { routeAt } from './routes.js';

const setDescription = (text) => document.querySelector('meta[name=description]')?.setAttribute('content', text);

/**
 * The document follows the navigation: title, description, focus and scroll. Returns the callback for pages that know their subject only when
 * their data is loaded.
 */
export function useDocument() {
  const { pathname } = useLocation();
  const isBack = useNavigationType() === 'POP';
  const shown = useRef(null);
  useEffect(() => {
    const isFirst = shown.current === null;
    if (shown.current === pathname) return;
    shown.current = pathname;
    const { route, id } = routeAt(pathname);
    const isDescribed = isFirst && 'rendered' in document.documentElement.dataset;
    if (!isDescribed) {
      document.title = route.pattern === '/orders/:id' ? `Order ${id} · Tarn` : route.title;
      setDescription(route.description);
    }
    if (isFirst) return;
    document.querySelector('link[rel=canonical]')?.remove();
    // On Back and Forward the browser restores the scroll position itself.
    if (!isBack) scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
  }, [pathname, isBack]);
  return useCallback(({ title, description }) => {
    document.title = `${title} · Tarn`;
    setDescription(description);
  }, []);
}
