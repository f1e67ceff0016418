/** The number of products on a full page. */
const CARDS = Array.from({ length: 24 }, (_, index) => index);

export const ListSkeleton = () => (
  <>
    <p className="only-without-scripts">
      Nothing can be shown here at the moment. <a href="/products">Show all products</a>
    </p>
    <div role="status" aria-busy="true" aria-label="Loading the products">
      <ul className="grid-products" aria-hidden="true">
        {CARDS.map((card) => (
          <CardSkeleton key={card} />
        ))}
      </ul>
    </div>
  </>
);

const CardSkeleton = () => (
  <li className="product-card">
    <div className="picture skeleton" />
    <h2 className="product-card-name skeleton">{'\u00a0'}</h2>
    <div className="product-card-summary">
      <div className="skeleton-line short" />
    </div>
    <div className="product-card-foot">
      <span className="skeleton-button" />
      <span className="skeleton-button" />
    </div>
  </li>
);
