import { useState } from 'react';
import { productsByIdsQuery, useQuery } from '@myapp/api';
import { selectKeptIds, selectLocale, toggleKept, useDispatch, useSelector } from '@myapp/store';
import { LoadFailure } from '@myapp/ui';
import { ListSkeleton } from './ListSkeleton.jsx';
import { ProductCard } from './ProductCard.jsx';
import { useAddToCart } from './useAddToCart.js';

/** The products of the wishlist, or a notice that there are none. */
export function KeptList({ onShowToast }) {
  const ids = useSelector(selectKeptIds);
  return (
    <div className="page">
      <a className="back-link" href="/products">
        All products
      </a>
      <div className="page-head">
        <h1 className="page-title">Kept for later</h1>
      </div>
      {ids.length > 0 ? <KeptProducts ids={ids} onShowToast={onShowToast} /> : <NothingKept />}
    </div>
  );
}

/** A product that is removed here stays visible until the shopper leaves the page, so that an accidental press can be undone. */
function KeptProducts({ ids, onShowToast }) {
  const [asked, setAsked] = useState(ids);
  if (!ids.every((id) => asked.includes(id))) setAsked(ids);
  const query = useQuery(productsByIdsQuery(asked));
  const { data, isError, isPlaceholderData } = query;
  const isSold = (id) => data.items.some((product) => product.id === id);
  const gone = data && !isPlaceholderData ? ids.filter((id) => !isSold(id)) : [];
  return (
    <div className="stack">
      {isError && <LoadFailure query={query} />}
      {gone.length > 0 && <GoneNotice gone={gone} />}
      {data && <KeptCards asked={asked} products={data.items} onShowToast={onShowToast} />}
      {!data && !isError && <ListSkeleton />}
    </div>
  );
}

/** The products, latest first. */
function KeptCards({ asked, products, onShowToast }) {
  const locale = useSelector(selectLocale);
  const addToCart = useAddToCart(onShowToast);
  const shown = asked.toReversed().flatMap((id) => products.filter((product) => product.id === id));
  return (
    <ul className="grid-products" aria-label="Kept for later">
      {shown.map((product) => (
        <ProductCard key={product.id} product={product} locale={locale} addToCart={addToCart} />
      ))}
    </ul>
  );
}

function GoneNotice({ gone }) {
  const dispatch = useDispatch();
  const text = gone.length === 1 ? 'One product that you kept is' : `${gone.length} products that you kept are`;
  return (
    <div className="notice" role="status" data-testid="kept-gone">
      <p>{text} no longer sold.</p>
      <button className="button button-small" type="button" onClick={() => gone.forEach((id) => dispatch(toggleKept(id)))}>
        Remove
      </button>
    </div>
  );
}

const NothingKept = () => (
  <div className="empty-state" data-testid="kept-empty">
    <h2>Nothing is kept for later</h2>
    <p>Press the heart on a product, and it is kept here.</p>
    <a className="button button-primary" href="/products">
      See the products
    </a>
  </div>
);
