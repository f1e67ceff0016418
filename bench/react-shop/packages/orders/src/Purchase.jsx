import { countPieces, selectLocale, useSelector } from '@myapp/store';
import { money, pieces, Thumb } from '@myapp/ui';

/** The lines and the total of a purchase or an order. `name` is the prefix of ids; the children are shown below the total. */
export function Purchase({ name, label, lines, totalCents, children }) {
  const locale = useSelector(selectLocale);
  const total = money(totalCents, locale);
  return (
    <div className="with-aside">
      <ul className="line-list" aria-label={label}>
        {lines.map((line) => (
          <LineRow key={line.productId} line={line} testId={`${name}-line`} locale={locale} />
        ))}
      </ul>
      <aside className="summary" aria-labelledby={`${name}-summary`}>
        <h2 id={`${name}-summary`}>Summary</h2>
        <dl>
          <div>
            <dt>Subtotal ({pieces(countPieces(lines))})</dt>
            <dd>{total}</dd>
          </div>
          <div>
            <dt>Shipping</dt>
            <dd>Free</dd>
          </div>
          <div className="summary-total">
            <dt>Total</dt>
            <dd data-testid={`${name}-total`}>{total}</dd>
          </div>
        </dl>
        {children}
      </aside>
    </div>
  );
}

const LineRow = ({ line: { productId, name, image, priceCents, quantity }, testId, locale }) => (
  <li className="line" data-testid={testId} data-product={productId}>
    <Thumb image={image} />
    <div className="line-name">
      <a href={`/product/${productId}`}>{name}</a>
      <p className="line-meta">{money(priceCents, locale)} each</p>
    </div>
    <span className="line-quantity">Quantity: {quantity}</span>
    <span className="line-price">
      <span className="visually-hidden">Together </span>
      {money(priceCents * quantity, locale)}
    </span>
  </li>
);
