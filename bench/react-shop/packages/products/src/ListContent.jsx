import { selectLocale, useSelector } from '@myapp/store';
import { LoadFailure } from '@myapp/ui';
import { ListSkeleton } from './ListSkeleton.jsx';
import { ProductCard } from './ProductCard.jsx';
import { useAddToCart } from './useAddToCart.js';

/** The number of cards in the first row of a wide window. */
const FIRST_ROW = 4;

/** The failure, if any, and the cards, the empty state or the skeleton. A failed refresh keeps the cards. */
export function ListContent({ listing: { query, shown, hasFailed, isReplacing }, onShowToast }) {
  return (
    <div className="stack">
      {hasFailed && <LoadFailure query={query} />}
      {shown?.total === 0 && <NoMatch />}
      {shown?.total > 0 && <ProductCards products={shown.items} isBusy={isReplacing} onShowToast={onShowToast} />}
      {!shown && !hasFailed && <ListSkeleton />}
    </div>
  );
}

function ProductCards({ products, isBusy, onShowToast }) {
  const locale = useSelector(selectLocale);
  const addToCart = useAddToCart(onShowToast);
  return (
    <ul className="grid-products products-grid" aria-label="Products" aria-busy={isBusy}>
      {products.map((product, index) => (
        <ProductCard key={product.id} product={product} locale={locale} addToCart={addToCart} isInFirstRow={index < FIRST_ROW} />
      ))}
    </ul>
  );
}

const NoMatch = () => (
  <div className="empty-state" data-testid="products-empty">
    <h2>Nothing found</h2>
    <p>Try other words, or look through everything that we have.</p>
    <a className="button button-primary" href="/products">
      Show all products
    </a>
  </div>
);
