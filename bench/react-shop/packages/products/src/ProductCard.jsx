import { memo } from 'react';
import { money } from '@myapp/ui';
import { Heart } from './Heart.jsx';
import { onlyFewLeft } from './stock.js';

/** The card of a product in a list. A card is rendered again only for changed data of its product. */
export const ProductCard = memo(function ProductCard({ product, locale, addToCart, isInFirstRow = false }) {
  const { id, name, summary, image, priceCents, stock } = product;
  const fewLeft = onlyFewLeft(stock);
  return (
    <li className="product-card" data-testid="product-card" data-product={id}>
      <img className="picture" decoding="async" alt="" width="480" height="480" loading={isInFirstRow ? 'eager' : 'lazy'} src={image} />
      <Heart id={id} name={name} />
      <h2 className="product-card-name">
        <a data-testid="product-link" href={`/product/${id}`}>
          {name}
        </a>
      </h2>
      <p className="product-card-summary">{summary}</p>
      <div className="product-card-foot">
        <span className="price">{money(priceCents, locale)}</span>
        {fewLeft && <span className="badge badge-warn">{fewLeft}</span>}
        <button className="button button-small" type="button" data-testid="add-to-cart" disabled={stock === 0} onClick={() => addToCart(product, 1)}>
          {stock === 0 ? (
            'Sold out'
          ) : (
            <>
              Add<span className="visually-hidden">{` ${name} to cart`}</span>
            </>
          )}
        </button>
      </div>
    </li>
  );
});
