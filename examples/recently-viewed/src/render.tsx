// The renderer: the HTML of the component before a browser mounts it. It runs in the server's sandbox, with nothing but its argument.
import { renderToString } from 'react-dom/server';
import { Provider } from 'react-redux';
import type { Store } from 'redux';
import { federation } from '../package.json';
import { RecentlyViewed } from './RecentlyViewed';
import type { Rendered, Request } from './renderer';

// What the components read on a page that has just begun: no slice has anything of a user, and nothing changes.
const nothing: Pick<Store, 'getState' | 'subscribe'> = { getState: () => ({}), subscribe: () => () => {} };

/** A thrown text becomes the reason in the server's log. */
export function render({ component }: Request): Rendered {
  if (!federation.exposes.includes(component)) throw `no component "${component}"`;
  const html = renderToString(
    <Provider store={nothing as Store}>
      <RecentlyViewed />
    </Provider>,
  );
  return {
    parts: [{ tag: 'html', val: html }],
    head: { title: 'Recently viewed', description: 'The products that you have looked at.', jsonLd: [] },
    wanted: [],
  };
}
