import { useState } from 'react';
import { useLocation } from 'react-router';
import { selectTotalCartItems, useSelector } from '@myapp/store';
import { RemoteSlot } from './RemoteSlot.jsx';
import { useCurrentAt } from './useCurrentAt.js';

/** The cart link, and the cart remote's preview below it while the pointer or the focus is within. Escape closes the preview. */
export function MiniCartPopover() {
  const { pathname } = useLocation();
  const currentAt = useCurrentAt();
  // A navigation closes the preview; the cart's own page has none.
  const [openAt, setOpenAt] = useState(null);
  const open = () => setOpenAt(pathname);
  const close = () => setOpenAt(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the area only shows more about the link within
    <div
      className="cart-area"
      onMouseEnter={open}
      onMouseLeave={close}
      onFocus={open}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <a href="/cart" className="cart-link" data-testid="nav-cart" aria-current={currentAt('/cart')}>
        Cart <CartBadge />
        <span className="visually-hidden"> items</span>
      </a>
      <div>{openAt === pathname && pathname !== '/cart' && <Panel />}</div>
    </div>
  );
}

function CartBadge() {
  const count = useSelector(selectTotalCartItems);
  return (
    <span className="cart-badge" data-testid="cart-badge" aria-live="polite" data-count={count}>
      {count}
    </span>
  );
}

const Panel = () => (
  <div className="mini-cart-panel" role="region" aria-label="Cart preview">
    <RemoteSlot
      name="cart/MiniCartPreview"
      skeleton={<div className="skeleton-block skeleton" role="status" aria-label="Loading the cart preview" />}
    />
  </div>
);
