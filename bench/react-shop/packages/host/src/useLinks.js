import { useEffect } from 'react';
import { useNavigate } from 'react-router';

/** The router takes clicks on links within the shop, those of remotes as well. One listener serves all links. */
export function useLinks() {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = (event) => {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      const link = event.target.closest('a[href]');
      if (event.defaultPrevented || !isPlain || !link || link.target || link.hasAttribute('download')) return;
      if (link.origin !== location.origin || (link.hash && link.pathname === location.pathname)) return;
      event.preventDefault();
      navigate(link.pathname + link.search + link.hash);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [navigate]);
}
