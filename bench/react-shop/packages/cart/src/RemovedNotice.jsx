import { putBack, selectCartItems, useDispatch, useSelector } from '@myapp/store';
import { focusLineOrTitle, UNDO } from './focus.js';

/** Names the removed product, with Undo and Dismiss. */
export function RemovedNotice({ removed, onDone }) {
  const dispatch = useDispatch();
  const items = useSelector(selectCartItems);
  const undo = () => {
    dispatch(putBack(removed));
    onDone(null);
    focusLineOrTitle(removed.item.productId);
  };
  const dismiss = () => {
    onDone(null);
    focusLineOrTitle((items[removed.index] ?? items.at(-1))?.productId);
  };
  return (
    <div className="notice notice-info" data-testid="cart-removed">
      <p>{removed.item.name} was removed.</p>
      <button className="button button-small" type="button" id={UNDO} data-testid="cart-undo" onClick={undo}>
        Undo
      </button>
      <button className="button button-quiet button-small" type="button" onClick={dismiss}>
        Dismiss
      </button>
    </div>
  );
}
