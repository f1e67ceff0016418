import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { Dispatch } from 'redux';
import { type Product, useProducts } from './product';
import { selectViewed } from './slice';
import { newlyViewed, onNavigation } from './viewed';

/** An address of the shop, below its base path. */
const inPage = (path: string) => window.__TARN__.basePath + path.slice(1);

const useStoreDispatch = useDispatch.withTypes<Dispatch<Federation.Action>>();
const useState = useSelector.withTypes<Federation.State>();

/** The page: viewed products, each with its quantity in the cart and a button to add one. */
export function RecentlyViewed({ onShowToast }: Federation.Props) {
  const dispatch = useStoreDispatch();
  const products = useProducts(useState(selectViewed));

  useEffect(() => {
    const look = () => {
      const viewed = newlyViewed();
      // Notifies subscribers, here and in other remotes, once for all.
      window.__TARN__.batch(() => {
        for (const productId of viewed) dispatch({ type: 'recentlyViewed/viewed', payload: { productId } });
      });
    };
    look();
    return onNavigation(look);
  }, [dispatch]);

  return (
    <section className="page" data-testid="recently-viewed">
      <header className="page-head">
        <h1 className="page-title">Recently viewed</h1>
        {products && products.length > 0 && (
          <button className="button button-small" type="button" onClick={() => dispatch({ type: 'recentlyViewed/forget' })}>
            Forget these
          </button>
        )}
      </header>
      {products === undefined && <Skeleton />}
      {products?.length === 0 && (
        <div className="empty-state" data-testid="recently-viewed-empty">
          <p>The products that you look at are kept here.</p>
          <a className="button" href={inPage('/products')}>
            Look around
          </a>
        </div>
      )}
      <ul className="recently-viewed">
        {products?.map((product) => (
          <Card key={product.id} product={product} onShowToast={onShowToast} />
        ))}
      </ul>
    </section>
  );
}

/** Until the products are there. A server sends it as well: the history is known only in the browser. */
const Skeleton = () => (
  <div role="status" aria-busy="true" aria-label="Loading the products" data-testid="recently-viewed-loading">
    <div className="skeleton skeleton-block" />
  </div>
);

function Card({ product, onShowToast }: { product: Product; onShowToast: Federation.Props['onShowToast'] }) {
  const dispatch = useStoreDispatch();
  const locale = useState((state) => state.context.locale);
  const quantity = useState((state) => state.cart.lines.find((line) => line.productId === product.id)?.quantity ?? 0);
  const price = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(product.priceCents / 100);

  const add = () => {
    const { id: productId, name, priceCents, image } = product;
    try {
      dispatch({ type: 'cart/addToCart', payload: { productId, name, priceCents, image, quantity: 1 } });
      onShowToast?.(`${name} is in your cart`);
    } catch (error) {
      onShowToast?.((error as Error).message);
    }
  };

  return (
    <li className="product-card" data-testid="recently-viewed-product">
      <img className="picture" src={product.image && inPage(product.image)} alt="" width="320" height="320" loading="lazy" />
      <h2 className="product-card-name">
        <a href={inPage(`/product/${encodeURIComponent(product.id)}`)}>{product.name}</a>
      </h2>
      <div className="product-card-foot">
        <span className="price">{price}</span>
        {quantity > 0 && (
          <span className="badge badge-good" data-testid="recently-viewed-in-cart">
            {quantity} in cart
          </span>
        )}
        <button className="button button-small" type="button" data-testid="recently-viewed-add" disabled={product.stock === 0} onClick={add}>
          Add to cart<span className="visually-hidden">: {product.name}</span>
        </button>
      </div>
    </li>
  );
}
