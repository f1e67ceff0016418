// A walk through every page of a shop and its states, by test ids and addresses only.
import { setTimeout as sleep } from 'node:timers/promises';
import { at, fillInLogin, settle } from '../visit.mjs';

const NEVER = () => new Promise(() => {});
const OUTAGE = { status: 500, contentType: 'application/json', body: '{"error":{"code":"internal","message":"The shop has a problem."}}' };

/** The code of the products remote, in both shops. */
const CODE_OF_PRODUCTS = /\/products\/.*(\.js|\.wasm|remote\.json)$/;
const API_OF_PRODUCTS = '**/api/products**';

/**
 * The steps, in their order: a name and the function that goes there.
 */
export function steps(page, url) {
  const shows = (selector) => page.locator(selector).first().waitFor();
  const open = async (path, landmark) => {
    await page.goto(url + path);
    await shows(landmark);
  };
  const press = async (id, landmark) => {
    await page.click(`${at(id)} >> nth=0`);
    await shows(landmark);
  };
  const during = async (pattern, answer, act) => {
    await page.route(pattern, answer);
    await act();
    return () => page.unrouteAll({ behavior: 'ignoreErrors' });
  };

  return [
    ['/', () => open('/', '.hero')],
    ['/products while its code loads', () => during(CODE_OF_PRODUCTS, NEVER, () => press('nav-products', '[aria-busy=true]'))],
    ['/ again', () => open('/', '.hero')],
    ['/products while its data load', () => during(API_OF_PRODUCTS, NEVER, () => press('nav-products', '.skeleton-button'))],
    ['/ once more', () => open('/', '.hero')],
    [
      '/products in an outage',
      () =>
        during(
          API_OF_PRODUCTS,
          (route) => route.fulfill(OUTAGE),
          () => press('nav-products', at('retry')),
        ),
    ],
    ['/products', () => open('/products', at('product-card'))],
    ['/products, page 2', () => press('next-page', at('prev-page'))],
    ['/products?query=lamp', () => open('/products?query=lamp', at('product-card'))],
    ['/products?category=kitchen&sort=price-asc', () => open('/products?category=kitchen&sort=price-asc', at('product-card'))],
    ['/products?category=nothing', () => open('/products?category=nothing', at('product-card'))],
    ['/products?page=9', () => open('/products?page=9', at('product-card'))],
    ['/products?query=zzzz', () => open('/products?query=zzzz', at('products-empty'))],
    ['/products?kept=true, empty', () => open('/products?kept=true', at('kept-empty'))],
    [
      '/products, searched',
      async () => {
        await open('/products', at('product-card'));
        await page.fill(at('product-search'), 'wool');
        await page.waitForURL('**/products?query=wool');
      },
    ],
    [
      '/products with a heart',
      async () => {
        await open('/products', at('product-card'));
        await press('wishlist-toggle', `${at('kept-link')}:not([hidden])`);
      },
    ],
    ['/products?kept=true', () => press('kept-link', at('product-card'))],
    ['/product/p1', () => open('/product/p1', at('product-detail'))],
    [
      '/product/p1, three in the cart',
      async () => {
        await page.fill(at('product-quantity'), '3');
        await press('add-to-cart', at('toast'));
      },
    ],
    [
      '/product/p1, a wrong quantity',
      async () => {
        await page.fill(at('product-quantity'), 'many');
        await page.locator(at('toast')).waitFor({ state: 'detached' });
      },
    ],
    ['/product/none', () => open('/product/none', at('product-unknown'))],
    ['/nothing/here', () => open('/nothing/here', at('not-found'))],
    [
      'the mini cart',
      async () => {
        await open('/products', at('product-card'));
        for (const index of [1, 2, 3, 4]) await page.click(`${at('add-to-cart')} >> nth=${index}`);
        await page.hover(at('nav-cart'));
        await shows(at('mini-cart-line'));
      },
    ],
    ['/orders as a guest', () => open('/orders', at('login-phone'))],
    ['/login', () => open('/login', at('login-phone'))],
    [
      '/login, a wrong number',
      async () => {
        await page.fill(at('login-phone'), '1');
        await press('login-submit', at('login-error'));
      },
    ],
    ['/cart as a guest', () => open('/cart', at('login-phone'))],
    [
      '/cart after the login',
      async () => {
        await fillInLogin(page);
        await shows(at('cart-line'));
      },
    ],
    [
      '/cart, a wrong quantity',
      async () => {
        await page.locator(at('qty-input')).first().fill('none');
        await page.locator('.field-error').filter({ hasText: /./ }).first().waitFor();
      },
    ],
    ['/cart, a line removed', () => press('remove-line', at('cart-removed'))],
    ['/cart, the removal undone', () => press('cart-undo', at('cart-line'))],
    [
      '/cart, a line not selected',
      async () => {
        await page
          .locator(`${at('cart-line')} [type=checkbox]`)
          .first()
          .uncheck();
      },
    ],
    ['/orders, none', () => open('/orders', at('orders-empty'))],
    ['/account', () => open('/account', at('profile-name'))],
    [
      '/account, a name saved',
      async () => {
        await page.fill(at('profile-name'), 'Ada');
        await press('profile-save', at('toast'));
      },
    ],
    [
      '/account, a ticket',
      async () => {
        // "Saved" beside the profile ends with the next submission in our shop, and with the next edit of the profile in the other.
        await open('/account', at('profile-name'));
        await page.fill(at('ticket-subject'), 'A question');
        await press('ticket-open', at('ticket-row'));
      },
    ],
    [
      '/account, a message',
      async () => {
        await page.fill(at('chat-input'), 'Hello');
        await press('chat-send', `${at('chat-message')} >> nth=1`);
      },
    ],
    ['/checkout/payment, nothing', () => open('/checkout/payment', at('checkout-missing'))],
    [
      '/checkout/payment',
      async () => {
        await open('/cart', at('cart-line'));
        await press('go-to-checkout', at('checkout-line'));
      },
    ],
    ['/orders', () => press('pay', at('order-row'))],
    ['/orders/:id', () => press('order-link', at('order-detail'))],
    ['/orders/none', () => open('/orders/none', at('order-unknown'))],
    ['/cart, the rest', () => open('/cart', at('cart-line'))],
    [
      '/cart, empty',
      async () => {
        await press('remove-line', at('cart-empty'));
      },
    ],
    [
      '/ after the logout',
      async () => {
        await open('/account', at('logout'));
        await press('logout', '.hero');
        await shows(at('nav-login'));
      },
    ],
  ];
}

/** Goes to a step's page and waits until it stays as it is. Returns a function that ends the step. */
export async function take(page, [, go]) {
  // The pointer opens the mini cart.
  await page.mouse.move(0, 0);
  const end = await go();
  // A held request keeps the network busy.
  await Promise.race([settle(page), sleep(2000)]);
  return end ?? (() => {});
}
