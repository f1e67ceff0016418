// Redux Toolkit in its usual form: components with useSelector under a Provider.
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Provider, useSelector } from 'react-redux';
import { selectTotal } from './redux-toolkit.js';

function Badge() {
  return <span>{useSelector(selectTotal)}</span>;
}

/** Mounts `count` badges into `element`, synchronously; returns a function that unmounts them. */
export function mountBadges(element, store, count) {
  const root = createRoot(element);
  flushSync(() =>
    root.render(
      <Provider store={store}>
        {Array.from({ length: count }, (_, index) => (
          <Badge key={index} />
        ))}
      </Provider>,
    ),
  );
  return () => root.unmount();
}
