export const NotFound = () => (
  <div>
    <div className="page not-found" data-testid="not-found">
      <h1 className="page-title">This page does not exist</h1>
      <p className="page-lead">The address may be mistyped, or the page has moved.</p>
      <p className="row">
        <a className="button button-primary" href="/products">
          See the products
        </a>
        <a className="button" href="/">
          Back to the start
        </a>
      </p>
    </div>
  </div>
);
