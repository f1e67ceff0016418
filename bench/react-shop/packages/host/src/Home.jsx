const CATEGORIES = [
  ['kitchen', 'Kitchen'],
  ['desk', 'Desk'],
  ['lighting', 'Lighting'],
  ['textiles', 'Textiles'],
  ['garden', 'Garden'],
  ['outdoor', 'Outdoor'],
];

export const Home = () => (
  <div className="page home">
    <section className="hero">
      <h1>Things for home, desk and hill</h1>
      <p className="page-lead">Forty-eight plain, well-made things that are kept for years.</p>
      <a className="button button-primary" href="/products">
        See all products
      </a>
    </section>
    <section aria-labelledby="categories">
      <h2 id="categories">Categories</h2>
      <ul className="category-tiles">
        {CATEGORIES.map(([slug, name]) => (
          <li key={slug}>
            <a href={`/products?category=${slug}`} data-category={slug}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  </div>
);
