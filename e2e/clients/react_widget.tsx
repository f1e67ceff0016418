// A widget as a React team writes it: react-redux 9 around the page's store, without an adapter.
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider, shallowEqual, useDispatch, useSelector, useStore } from 'react-redux';
import type { Dispatch } from 'redux';

const usePageDispatch = useDispatch.withTypes<Dispatch<Federation.Action>>();
const usePageSelector = useSelector.withTypes<Federation.State>();

/** Renders of each part: a selector whose slice did not change must not render. */
export const renders = { cart: 0, theme: 0, external: 0 };

const line: Federation.NewCartLine = { productId: 'react', name: 'From React', priceCents: 100, quantity: 1, image: '' };

function Cart() {
  renders.cart += 1;
  const dispatch = usePageDispatch();
  const lines = usePageSelector((state) => state.cart.lines);
  const quantities = usePageSelector((state) => state.cart.lines.map((one) => one.quantity), shallowEqual);
  return (
    <div>
      <output data-testid="react-lines">{lines.map((one) => `${one.productId}:${one.quantity}`).join(' ')}</output>
      <output data-testid="react-total">{quantities.reduce((sum, quantity) => sum + quantity, 0)}</output>
      <button type="button" data-testid="react-add" onClick={() => dispatch({ type: 'cart/addToCart', payload: line })}>
        add
      </button>
      <button type="button" data-testid="react-clear" onClick={() => dispatch({ type: 'cart/clearCart' })}>
        clear
      </button>
    </div>
  );
}

function Theme() {
  renders.theme += 1;
  return <output data-testid="react-theme">{usePageSelector((state) => state.context.theme)}</output>;
}

/** Subscribes to the whole state, as React itself does: a copy per read would end in "Maximum update depth exceeded". */
function External() {
  renders.external += 1;
  const { subscribe, getState } = useStore<Federation.State>();
  const state = useSyncExternalStore(subscribe, getState);
  return <output data-testid="react-external">{state.cart.lines.length}</output>;
}

export function show(element: HTMLElement) {
  const root = createRoot(element);
  root.render(
    <Provider<Federation.Action, Federation.State> store={window.__TARN__.store}>
      <Cart />
      <Theme />
      <External />
    </Provider>,
  );
  return () => root.unmount();
}
