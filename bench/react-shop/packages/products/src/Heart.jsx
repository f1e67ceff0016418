import { memo } from 'react';
import { selectIsKept, toggleKept, useDispatch, useSelector } from '@myapp/store';

/** Toggles the wishlist entry of a product. */
export const Heart = memo(function Heart({ id, name }) {
  const isKept = useSelector((state) => selectIsKept(state, id));
  const dispatch = useDispatch();
  return (
    <button
      className="heart"
      type="button"
      data-testid="wishlist-toggle"
      aria-label={`Keep ${name} for later`}
      aria-pressed={isKept}
      onClick={() => dispatch(toggleKept(id))}
    />
  );
});
