// One purchase, one order: in one tab or several, with lost answers, reloads, price changes and expired sessions.
import type { BrowserContext, Page } from '@playwright/test';
import { addToCart, expect, forgive, logIn, open, reload, state, test } from './shop';

const ORDERS = '**/api/orders';

const goToPayment = async (page: Page) => {
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line').first()).toBeVisible();
};

const cents = (text: string) => Number(text.replace(/[^\d]/g, ''));

interface Order {
  totalCents: number;
  lines: { quantity: number }[];
}

/** Orders on the server, newest first. */
const orders = (page: Page) => page.evaluate(async () => ((await window.__TARN__.request('GET', '/api/orders')) as { orders: Order[] }).orders);

/** Loses the answer to the next order after the server has placed it. */
async function loseTheAnswer(page: Page) {
  await page.route(ORDERS, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort();
    await page.unroute(ORDERS);
  });
}

/** A new tab after an order whose answer was lost together with the first tab. */
async function afterAnOrderWasLostWithItsTab(page: Page, context: BrowserContext) {
  await logIn(page);
  await addToCart(page, 1);
  await goToPayment(page);
  await loseTheAnswer(page);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toBeVisible();
  await page.close();
  return context.newPage();
}

/** Puts a price into the stored cart, as if the shopper had added the product long ago. */
async function storePrice(page: Page, priceCents: number) {
  const { productId } = (await state(page)).cart.lines[0];
  await page.evaluate(
    ({ productId, priceCents }) => window.__TARN__.store.dispatch({ type: 'cart/updatePrice', payload: { productId, priceCents } }),
    { productId, priceCents },
  );
}

test('M1: an order whose answer was lost with its tab is not placed again from a new tab', async ({ page, context, errors }) => {
  const next = await afterAnOrderWasLostWithItsTab(page, context);
  await open(next, '/cart');
  await expect(next.getByTestId('toast')).toContainText('was placed');
  await expect(next.getByTestId('cart-empty')).toBeVisible();
  expect(await orders(next)).toHaveLength(1);
  forgive(errors, /ERR_FAILED/);
});

test('M1: if the first query of the new tab fails, paying again finds the existing order', async ({ page, context, errors }) => {
  const next = await afterAnOrderWasLostWithItsTab(page, context);
  await next.route('**/api/purchases/**', (route) => route.abort());
  await open(next, '/cart');
  await goToPayment(next);
  await next.getByTestId('pay').click();
  await expect(next.getByTestId('order-row')).toHaveCount(1);
  await expect(next.getByTestId('cart-badge')).toHaveText('0');
  expect(await orders(next)).toHaveLength(1);
  forgive(errors, /ERR_FAILED/);
});

test('M1: if the first query of the new tab fails, it retries by itself', async ({ page, context, errors }) => {
  const next = await afterAnOrderWasLostWithItsTab(page, context);
  const refused = next.waitForEvent('requestfailed', (request) => request.url().includes('/api/purchases/'));
  await next.route('**/api/purchases/**', (route) => route.abort(), { times: 1 });
  await open(next, '/cart');
  await refused;
  await expect(next.getByTestId('toast')).toContainText('was placed');
  await expect(next.getByTestId('cart-empty')).toBeVisible();
  forgive(errors, /ERR_FAILED/);
});

test('M2: a payment page shows that another tab placed its purchase', async ({ page: a, context }) => {
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  const b = await context.newPage();
  await open(b, '/checkout/payment');
  await expect(b.getByTestId('checkout-line')).toHaveCount(1);
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('order-row')).toHaveCount(1);
  await expect(b.getByTestId('checkout-placed')).toBeVisible();
  await expect(b.getByTestId('cart-badge')).toHaveText('0');
  expect(await orders(a)).toHaveLength(1);
});

test('M2: tabs without a bridge place one order', async ({ page: a, context, errors }) => {
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  const b = await context.newPage();
  // Otherwise the server could tell this tab the result of the purchase.
  await b.route('**/api/purchases/*', (route) => route.abort());
  await open(b, '/checkout/payment');
  await expect(b.getByTestId('pay')).toBeVisible();
  for (const page of [a, b]) {
    // federation.json opens the bridge, which can be closed only after that.
    await expect.poll(() => page.evaluate(() => window.__TARN__.bridge().enabled)).toBe(true);
    await page.evaluate(() => window.__TARN__.bridge(false));
  }
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('order-row')).toHaveCount(1);
  // A fresh page reads the stored cart once more by itself; after that only a press does.
  const told = b.getByTestId('checkout-elsewhere').or(b.getByTestId('checkout-placed'));
  await expect(async () => {
    if (!(await told.isVisible())) await b.getByTestId('pay').click({ timeout: 1_000 });
    await expect(told).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await reload(b);
  await expect(b.getByTestId('checkout-missing')).toBeVisible();
  expect(await orders(a)).toHaveLength(1);
  forgive(errors, /ERR_FAILED/);
});

/** Two tabs of a shopper in a browser without channels: the first on the payment page, the second on the cart. */
async function withoutChannels(a: Page, b: Page) {
  for (const page of [a, b]) await page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await logIn(a);
  await addToCart(a, 2);
  await goToPayment(a);
  await open(b, '/cart');
  await expect(b.getByTestId('cart-line')).toHaveCount(2);
}

test('M2: without channels, a cart whose purchase was paid in another tab cannot be paid again', async ({ page: a, context }) => {
  const b = await context.newPage();
  await withoutChannels(a, b);
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('order-row')).toHaveCount(1);
  await expect(b.getByTestId('cart-empty')).toBeVisible();
  await reload(a);
  await expect(a.getByTestId('cart-badge')).toHaveText('0');
});

test('M3: without channels, a payment page follows changes of the cart in another tab', async ({ page: a, context }) => {
  const b = await context.newPage();
  await withoutChannels(a, b);
  await b.getByTestId('remove-line').first().click();
  await expect(a.getByTestId('checkout-line')).toHaveCount(1);
  await expect(a.getByTestId('checkout-changed')).toBeVisible();
  await a.getByTestId('pay').click();
  expect(await orders(a)).toHaveLength(0);
});

test('without channels, a tab with slow timers does not overwrite newer changes of another tab', async ({ page: a, context }) => {
  const b = await context.newPage();
  // Browsers throttle the timers of hidden tabs like this.
  await b.addInitScript(() => {
    const { setTimeout } = window;
    Object.assign(window, { setTimeout: (work: () => void, ms = 0) => setTimeout(work, Math.max(ms, 1_500)) });
  });
  for (const page of [a, b]) await page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await open(a, '/products');
  await a.getByTestId('wishlist-toggle').first().click();
  await expect.poll(() => a.evaluate(() => localStorage['shop.wishlist'])).toContain('p1');
  await open(b, '/products');
  await expect(b.getByTestId('wishlist-toggle').first()).toHaveAttribute('aria-pressed', 'true');
  await addToCart(a, 1);
  await expect(b.getByTestId('cart-badge')).toHaveText('1');
  const written = b.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done))));
  await addToCart(a, 2);
  await expect(a.getByTestId('cart-badge')).toHaveText('3');
  await written;
  for (const page of [a, b]) await expect(page.getByTestId('cart-badge')).toHaveText('3');
  await reload(a);
  await expect(a.getByTestId('cart-badge')).toHaveText('3');
});

test('M2: without channels, a tab without a known user drops a cart bought in another tab', async ({ page: a, context, errors }) => {
  const b = await context.newPage();
  for (const page of [a, b]) await page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  await b.route('**/api/auth/refresh', (route) => route.abort());
  await open(b, '/products');
  await expect(b.getByTestId('cart-badge')).toHaveText('1');
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('order-row')).toHaveCount(1);
  await expect(b.getByTestId('cart-badge')).toHaveText('0');
  forgive(errors, /ERR_FAILED/);
});

test('without channels, a logout in another tab applies here', async ({ page: a, context }) => {
  const b = await context.newPage();
  await withoutChannels(a, b);
  await b.getByTestId('nav-account').click();
  await b.getByTestId('logout').click();
  await expect(a.getByTestId('nav-login')).toBeVisible();
  await expect(a.getByTestId('cart-badge')).toHaveText('0');
});

test("a tab that missed another login orders nothing for the new user, and shows the new user's cart", async ({ page: a, context, errors }) => {
  // No storage event reaches it either.
  await a.addInitScript(() => {
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type: string, ...rest: unknown[]) {
      if (type !== 'storage') addEventListener.call(this, type, ...(rest as [EventListener]));
    };
  });
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  const b = await context.newPage();
  await open(b, '/products');
  for (const page of [a, b]) {
    await expect.poll(() => page.evaluate(() => window.__TARN__.bridge().enabled)).toBe(true);
    await page.evaluate(() => window.__TARN__.bridge(false));
  }
  await b.getByTestId('nav-account').click();
  await b.getByTestId('logout').click();
  await expect(b.getByTestId('nav-login')).toBeVisible();
  await logIn(b);
  await addToCart(b, 3);
  // The write of the cart is debounced.
  await expect.poll(() => b.evaluate(() => JSON.parse(localStorage['shop.cart'] ?? 'null')?.state.lines.length)).toBe(3);
  // The first user's access token has expired.
  await a.route(ORDERS, (route) => route.fulfill({ status: 401, json: { error: { code: 'token_expired', message: 'Expired.' } } }), { times: 1 });
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('cart-badge')).toHaveText('3');
  expect(await orders(a)).toHaveLength(0);
  expect(await orders(b)).toHaveLength(0);
  await reload(b);
  await expect(b.getByTestId('cart-badge')).toHaveText('3');
  forgive(errors, /401/);
});

test('M2: two tabs that pay at the same moment place one order', async ({ page: a, context }) => {
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  const b = await context.newPage();
  await open(b, '/checkout/payment');
  await expect(b.getByTestId('pay')).toBeVisible();
  // Both presses happen before either tab renders again.
  const press = (page: Page) => page.getByTestId('pay').evaluate((button: HTMLElement) => button.click());
  await Promise.all([press(a), press(b)]);
  await expect(a.getByTestId('cart-badge')).toHaveText('0');
  await expect(b.getByTestId('cart-badge')).toHaveText('0');
  expect(await orders(a)).toHaveLength(1);
});

test('M3: a payment page follows the cart, and a press on a changed cart asks first', async ({ page: a, context }) => {
  await logIn(a);
  await addToCart(a, 2);
  await goToPayment(a);
  const b = await context.newPage();
  await open(b, '/cart');
  await b.getByTestId('qty-input').first().fill('3');
  await expect(a.getByTestId('checkout-changed')).toBeVisible();
  await b.getByTestId('remove-line').last().click();
  await expect(a.getByTestId('checkout-line')).toHaveCount(1);
  const total = await a.getByTestId('checkout-total').innerText();
  await expect(a.getByTestId('pay')).toHaveText(`Pay ${total}`);
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('checkout-changed')).toContainText('Nothing was ordered yet');
  expect(await orders(a)).toHaveLength(0);
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('order-row')).toHaveCount(1);
  const [order] = await orders(a);
  expect(order.totalCents).toBe(cents(total));
  expect(order.lines).toMatchObject([{ quantity: 3 }]);
});

test('M3: a payment page without remaining lines orders nothing', async ({ page: a, context }) => {
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  const b = await context.newPage();
  await open(b, '/cart');
  await b.getByTestId('remove-line').click();
  await expect(a.getByTestId('checkout-missing')).toBeVisible();
  await expect(a.getByTestId('pay')).toHaveCount(0);
});

test('M3: lines removed and added again elsewhere need a confirmation', async ({ page: a, context }) => {
  await logIn(a);
  await addToCart(a, 1);
  await goToPayment(a);
  const { productId } = (await state(a)).cart.lines[0];
  const b = await context.newPage();
  await open(b, '/cart');
  await b.getByTestId('remove-line').click();
  await expect(a.getByTestId('checkout-missing')).toBeVisible();
  await open(b, `/product/${productId}`);
  await b.getByTestId('product-quantity').fill('7');
  await b.getByTestId('add-to-cart').click();
  await expect(a.getByTestId('checkout-changed')).toBeVisible();
  await a.getByTestId('pay').click();
  await expect(a.getByTestId('checkout-changed')).toBeVisible();
  expect(await orders(a)).toHaveLength(0);
});

test('M4: a price above the one on the button is shown, and only a second press pays it', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 1);
  const { priceCents } = (await state(page)).cart.lines[0];
  await storePrice(page, 100);
  await goToPayment(page);
  await expect(page.getByTestId('pay')).toHaveText('Pay $1.00');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-difference')).toContainText('$1.00');
  expect(await orders(page)).toHaveLength(0);
  expect(cents(await page.getByTestId('pay').innerText())).toBe(priceCents);
  expect(cents(await page.getByTestId('checkout-total').innerText())).toBe(priceCents);
  expect((await state(page)).cart.lines[0].priceCents).toBe(priceCents);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  expect((await orders(page))[0].totalCents).toBe(priceCents);
  forgive(errors, /409/);
});

test('M4: a lower price is accepted, and a toast reports it', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 1);
  const { priceCents } = (await state(page)).cart.lines[0];
  await storePrice(page, priceCents + 500);
  await goToPayment(page);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('toast').filter({ hasText: 'A price was lower' })).toBeVisible();
  expect((await orders(page))[0].totalCents).toBe(priceCents);
});

for (const [how, leave] of Object.entries<(page: Page) => Promise<unknown>>({
  'a reload': (page) => reload(page),
  'Back and Forward': async (page) => {
    await page.goBack();
    await expect(page.getByTestId('go-to-checkout')).toBeVisible();
    await page.goForward();
  },
})) {
  test(`M6: the purchase continues after ${how}`, async ({ page }) => {
    await logIn(page);
    await addToCart(page, 2);
    await goToPayment(page);
    const total = await page.getByTestId('checkout-total').innerText();
    await leave(page);
    await expect(page.getByTestId('checkout-line')).toHaveCount(2);
    await expect(page.getByTestId('checkout-total')).toHaveText(total);
    expect(await page.evaluate(() => sessionStorage.getItem('shop.checkout'))).toBeNull();
    await page.getByTestId('pay').click();
    await expect(page.getByTestId('order-row')).toHaveCount(1);
  });
}

test('M6: the purchase continues in a fresh tab, with the selected lines', async ({ page, context }) => {
  await logIn(page);
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('cart-line').nth(1).getByRole('checkbox').uncheck();
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await page.close();
  const next = await context.newPage();
  await open(next, '/checkout/payment');
  await expect(next.getByTestId('checkout-line')).toHaveCount(2);
});

/** Replaces the lines of the cart, as if an earlier state of the shop had offered them. */
const putIntoCart = (page: Page, lines: Federation.CartLine[]) =>
  page.evaluate((lines) => window.__TARN__.store.dispatch({ type: 'cart/replaceCart', payload: { lines } }), lines);

test('M7: a refusal names the product that is no longer sold, and offers to remove it', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 2);
  const { lines } = (await state(page)).cart;
  await putIntoCart(page, [...lines, { ...lines[0], productId: 'retired', name: 'Old Lantern' }]);
  await goToPayment(page);
  await page.getByTestId('pay').click();
  const gone = page.getByTestId('pay-difference');
  await expect(gone).toContainText('Old Lantern is no longer sold');
  await gone.getByTestId('pay-accept').click();
  await expect(gone).toHaveCount(0);
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  forgive(errors, /404/);
});

interface Product {
  id: string;
  name: string;
  priceCents: number;
  image: string;
  stock: number;
}

/** A line of one piece more than the stock of the scarcest product. */
async function oneTooMany(page: Page) {
  const { items: products } = (await page.evaluate(() => window.__TARN__.request('GET', '/api/products'))) as { items: Product[] };
  const scarce = products.reduce((least, one) => (one.stock > 0 && one.stock < least.stock ? one : least));
  const { id: productId, name, priceCents, image, stock } = scarce;
  return { stock, line: { productId, name, priceCents, image, quantity: stock + 1 } };
}

test('M7: a refusal lists each unavailable product and offers the remaining pieces', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 1);
  const { stock, line } = await oneTooMany(page);
  await putIntoCart(page, [line, { ...line, productId: 'retired', name: 'Old Lantern' }]);
  await goToPayment(page);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-difference')).toHaveCount(2);
  const accept = page.getByTestId('pay-difference').filter({ hasText: line.name }).getByTestId('pay-accept');
  await expect(accept).toHaveText(`Buy ${stock}`);
  await accept.click();
  await expect(page.getByTestId('pay-difference')).toHaveCount(1);
  expect((await state(page)).cart.lines[0].quantity).toBe(stock);
  forgive(errors, /40[49]/);
});

test('M7: accepting a refusal for stock accepts no price: a higher one needs a confirmation', async ({ page, errors }) => {
  await logIn(page);
  await addToCart(page, 1);
  const { stock, line } = await oneTooMany(page);
  const remembered = line.priceCents - 100;
  await putIntoCart(page, [{ ...line, priceCents: remembered }]);
  await goToPayment(page);
  await page.getByTestId('pay').click();
  // The refusal is about pieces, not about the price.
  await page.getByTestId('pay-difference').getByTestId('pay-accept').click();
  await expect(page.getByTestId('pay-difference')).toHaveCount(0);
  expect(cents(await page.getByTestId('checkout-total').innerText())).toBe(line.priceCents * stock);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('checkout-changed')).toContainText('Nothing was ordered yet');
  expect(await orders(page)).toHaveLength(0);
  // Not bought, because the other tests share the stock.
  forgive(errors, /409/);
});

test('M8: the cart takes 999 pieces of a product, and reports an attempt to add one more', async ({ page }) => {
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  const [line] = (await state(page)).cart.lines;
  const add = (quantity: number) =>
    page.evaluate(
      (payload) => {
        try {
          return window.__TARN__.store.dispatch({ type: 'cart/addToCart', payload }) && '';
        } catch (error) {
          return (error as Error).message;
        }
      },
      { ...line, quantity },
    );
  expect(await add(998)).toBe('');
  expect(await add(1)).toContain('999');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('toast').filter({ hasText: '999' })).toBeVisible();
  await expect(page.getByTestId('cart-badge')).toHaveText('999');
});
