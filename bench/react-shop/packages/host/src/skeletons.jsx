// Placeholders while a remote loads.

/** The number of cards that fill a first screen. */
const CARDS = Array.from({ length: 8 }, (_, index) => index);

export const PageSkeleton = () => (
  <div className="page stack" role="status" aria-busy="true" aria-label="Loading the page">
    <div className="skeleton skeleton-line short" />
    <div className="skeleton skeleton-block" />
    <div className="skeleton skeleton-block" />
  </div>
);

export const CardsSkeleton = () => (
  <div className="page stack" role="status" aria-busy="true" aria-label="Loading the products">
    <div className="skeleton skeleton-line short" />
    <ul className="grid-products" aria-hidden="true">
      {CARDS.map((card) => (
        <li key={card} className="product-card">
          <div className="picture skeleton" />
          <div className="skeleton skeleton-line" />
          <div className="skeleton skeleton-line short" />
        </li>
      ))}
    </ul>
  </div>
);
