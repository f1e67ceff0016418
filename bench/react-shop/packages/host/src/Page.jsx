import { Navigate, useLocation } from 'react-router';
import { checkSession } from '@myapp/api';
import { selectHasSessionProblem, useSelector } from '@myapp/store';
import { Home } from './Home.jsx';
import { NotFound } from './NotFound.jsx';
import { RemoteSlot } from './RemoteSlot.jsx';
import { MOVED, routeAt } from './routes.js';
import { CardsSkeleton, PageSkeleton } from './skeletons.jsx';

/** The page at the present address: a remote with its props, or one of the host's own pages. */
export function Page({ callbacks }) {
  const { pathname, search } = useLocation();
  const hasSessionProblem = useSelector(selectHasSessionProblem);
  if (MOVED[pathname]) return <Navigate to={MOVED[pathname]} replace />;
  const { route, id } = routeAt(pathname);
  if (route.pattern === '/') return <Home />;
  if (!route.remote) return <NotFound />;
  const props = propsOf(route.pattern, id, search, hasSessionProblem);
  const skeleton = route.pattern === '/products' ? <CardsSkeleton /> : <PageSkeleton />;
  return <RemoteSlot key={route.pattern} name={route.remote} skeleton={skeleton} {...callbacks} {...props} />;
}

function propsOf(pattern, id, search, hasSessionProblem) {
  switch (pattern) {
    case '/login':
      return { returnTo: new URLSearchParams(search).get('next'), hasSessionProblem, checkSession };
    case '/products':
      return { query: search };
    case '/product/:id':
      return { productId: id.toLowerCase() };
    case '/orders/:id':
      return { orderId: id };
    default:
      return {};
  }
}
