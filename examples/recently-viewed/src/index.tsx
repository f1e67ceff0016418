// The interface to the federation: mount, update, unmount. The handle is React's root.
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Provider } from 'react-redux';
import { federation } from '../package.json';
import { RecentlyViewed } from './RecentlyViewed';
import { REMOTE, register } from './slice';
import './recently-viewed.css';

// The page's one store. Dispatches of this remote carry its name, and are limited to its grants in federation.json.
const store = window.__TARN__.storeOf(REMOTE);

const page = (props: Federation.Props) => (
  <Provider<Federation.Action, Federation.State> store={store}>
    <RecentlyViewed {...props} />
  </Provider>
);

export const mount: Federation.Remote<Root>['mount'] = (element, component, props) => {
  if (!federation.exposes.includes(component)) {
    throw new Error(`FED-004: remote "${REMOTE}" does not expose "${component}"; compare the route in federation.json`);
  }
  register();
  // The HTML of render.tsx, if a server has sent it.
  if (element.hasChildNodes()) return hydrateRoot(element, page(props));
  const root = createRoot(element);
  // Synchronous, as in the remotes in Rust: the slot is never empty in between.
  flushSync(() => root.render(page(props)));
  return root;
};

export const update: Federation.Remote<Root>['update'] = (root, props) => root.render(page(props));

export const unmount: Federation.Remote<Root>['unmount'] = (root) => root.unmount();
