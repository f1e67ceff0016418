import { useState } from 'react';
import { MAX_QUANTITY, selectLocale, useSelector } from '@myapp/store';
import { money } from '@myapp/ui';
import { QuantityProblem, QuantityStepper } from './QuantityStepper.jsx';
import { onlyFewLeft } from './stock.js';

/** The details of a product, with the button that adds it to the cart. */
export function ProductFacts({ product, addToCart }) {
  const { id, name, summary, description, image, category, categoryName, priceCents, stock } = product;
  const locale = useSelector(selectLocale);
  const [quantity, setQuantity] = useState(1); // NaN while the field contains anything else
  // Another product begins with one piece.
  const [shownId, setShownId] = useState(id);
  if (shownId !== id) {
    setShownId(id);
    setQuantity(1);
  }
  const most = Math.min(stock, MAX_QUANTITY);
  return (
    <article className="products-detail" data-testid="product-detail" data-product={id}>
      <img className="picture" fetchPriority="high" alt="" width="720" height="720" src={image} />
      <div className="stack">
        <div>
          <p className="eyebrow">{categoryName}</p>
          <h1 className="page-title">{name}</h1>
          <p className="page-lead">{summary}</p>
        </div>
        <p className="row">
          <span className="price" data-testid="product-price">
            {money(priceCents, locale)}
          </span>
          <StockBadge stock={stock} />
        </p>
        <div>
          <div className="row">
            <QuantityStepper key={id} quantity={quantity} most={most} onChange={setQuantity} />
            <AddButton product={product} quantity={Math.min(quantity, most)} addToCart={addToCart} />
          </div>
          <QuantityProblem quantity={quantity} most={most} />
        </div>
        <p>{description}</p>
        <dl className="products-facts">
          <div>
            <dt>Category</dt>
            <dd>
              <a href={`/products?category=${category}`}>{categoryName}</a>
            </dd>
          </div>
          <div>
            <dt>Pieces left</dt>
            <dd data-testid="product-stock">{stock}</dd>
          </div>
        </dl>
      </div>
    </article>
  );
}

function AddButton({ product, quantity, addToCart }) {
  const add = () => {
    if (Number.isNaN(quantity)) document.getElementById('product-quantity').focus();
    else addToCart(product, quantity);
  };
  return (
    <button className="button button-primary" type="button" data-testid="add-to-cart" disabled={product.stock === 0} onClick={add}>
      {product.stock === 0 ? 'Sold out' : 'Add to cart'}
    </button>
  );
}

function StockBadge({ stock }) {
  if (stock === 0) return <span className="badge badge-bad">Sold out</span>;
  const fewLeft = onlyFewLeft(stock);
  return <span className={fewLeft ? 'badge badge-warn' : 'badge badge-good'}>{fewLeft ?? 'In stock'}</span>;
}

export const FactsSkeleton = () => (
  <div className="products-detail" role="status" aria-busy="true" aria-label="Loading the product">
    <div className="picture skeleton" />
    <div className="stack">
      <div className="skeleton-line title" />
      <div className="skeleton-line short" />
      <span className="skeleton-button" />
      <div>
        <div className="skeleton-line" />
        <div className="skeleton-line" />
        <div className="skeleton-line" />
      </div>
    </div>
  </div>
);
