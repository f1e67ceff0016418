// RxJS over the page's store.
import { distinctUntilChanged, from, map } from 'rxjs';

const { store } = window.__TARN__;

export function watchCart() {
  const seen: number[] = [];
  const subscription = from(store)
    .pipe(
      map((state) => state.cart.lines.length),
      distinctUntilChanged(),
    )
    .subscribe((lines) => seen.push(lines));
  const add = (productId: string) => store.dispatch({ type: 'cart/addToCart', payload: { productId, name: 'Rx', priceCents: 5, quantity: 1 } });
  add('rx1');
  add('rx1');
  add('rx2');
  subscription.unsubscribe();
  add('rx3');
  return seen;
}
