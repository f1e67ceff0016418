// Names, sentences and numbers from outside may have no break opportunity: no page becomes wider, and no texts overlap.
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, open, test, withoutRenderedHtml } from './shop';

// Requests in flight at the end of a test are not failures of that test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const LONG = 'Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz';
const WIDTHS = [280, 390, 1280];

/** Fields of the API with text of people or other systems. */
const FIELDS = ['name', 'summary', 'description', 'categoryName', 'subject', 'text', 'email', 'phone'];

function withLongWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLongWords);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (typeof inner === 'string' && FIELDS.includes(key)) return [key, LONG];
    // The number of an order, which is in the address of its page.
    if (key === 'id' && 'placedAt' in value) return [key, inner + LONG];
    return [key, withLongWords(inner)];
  });
  return Object.fromEntries(entries);
}

const lengthenAll = (page: Page) =>
  page.route('**/api/**', async (route) => {
    const answer = await route.fetch({ url: route.request().url().replace(LONG, '') });
    const isJson = answer.headers()['content-type']?.includes('json');
    await route.fulfill(isJson ? { response: answer, json: withLongWords(await answer.json()) } : { response: answer });
  });

/** Layout faults of texts with the long word, in words. */
const faults = (long: string) => {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} in ${clientWidth}`);
  const texts: { text: string; rects: DOMRect[]; parent: Element }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!;
    const isCut = getComputedStyle(parent).textOverflow === 'ellipsis';
    if (isCut || parent.closest('.visually-hidden, .skip-link, .toasts, option, .mini-cart-panel') || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    if (rects.length) texts.push({ text: node.textContent!, rects, parent });
  }
  const longOnes = texts.filter(({ text }) => text.includes(long));
  for (const one of longOnes) {
    const what = `<${one.parent.localName} class="${one.parent.className}"> ${one.text.slice(0, 20)}`;
    if (one.rects.some(({ left, right }) => left < -1 || right > clientWidth + 1)) found.push(`${what} is outside of the window`);
    for (const other of texts) {
      const isOver =
        one !== other &&
        one.rects.some((a) =>
          other.rects.some(
            (b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3,
          ),
        );
      if (isOver) found.push(`${what} lies over "${other.text.trim().slice(0, 20)}"`);
    }
  }
  return { found, longOnes: longOnes.length };
};

async function expectRoomForLongWords(page: Page, where: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    const { found, longOnes } = await page.evaluate(faults, LONG);
    expect.soft(found, `${where} at ${width}`).toEqual([]);
    expect.soft(longOnes, `${where} shows the long word`).toBeGreaterThan(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('an unbreakable word widens no page of the shop', async ({ page, errors }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await withoutRenderedHtml(page);
  await lengthenAll(page);
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expectRoomForLongWords(page, 'the list');
  await open(page, `/products?query=${LONG}`);
  await expect(page.getByTestId('product-count')).toContainText(LONG);
  await expectRoomForLongWords(page, 'a search');
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expectRoomForLongWords(page, 'a product');
  await open(page, '/login?next=/cart');
  await page.getByTestId('login-phone').fill(`+1555${String(Date.now()).slice(-8)}`);
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-sent-to')).toHaveText(LONG);
  await expectRoomForLongWords(page, 'the code');
  await page.getByTestId('login-code').fill((await page.getByTestId('login-demo-code').innerText()).replace(/\D/g, ''));
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  await page.getByTestId('remove-line').last().click();
  await expect(page.getByTestId('cart-removed')).toContainText(LONG);
  await page.mouse.move(0, 300);
  await expectRoomForLongWords(page, 'the cart');
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('pay')).toBeVisible();
  await expectRoomForLongWords(page, 'the payment');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expectRoomForLongWords(page, 'the orders');
  await page.getByTestId('order-link').click();
  await expect(page.getByTestId('order-detail')).toBeVisible();
  await expectRoomForLongWords(page, 'an order');
  await page.getByTestId('nav-account').click();
  await page.getByTestId('ticket-subject').fill('Returns');
  await page.getByTestId('ticket-open').click();
  await expect(page.getByTestId('ticket-row')).toHaveCount(1);
  await page.getByTestId('chat-input').fill('Hello');
  await page.getByTestId('chat-send').click();
  await expect(page.getByTestId('chat-message').nth(1)).toContainText(LONG);
  await expectRoomForLongWords(page, 'the account');
  // The server knows the address only without the long number.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
});

test('a refused payment with long names keeps its buttons in the window', async ({ page, errors }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await withoutRenderedHtml(page);
  await lengthenAll(page);
  await open(page, '/login?next=/cart');
  await logIn(page);
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  const productId = await page.getByTestId('checkout-line').getAttribute('data-product');
  const differences = [{ productId, name: LONG, kind: 'stock', available: 0, priceCents: 100, shownPriceCents: 100 }];
  await page.route('**/api/orders', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 409, json: { error: { code: 'order_differs', message: 'The shop has changed.', differences } } })
      : route.fallback(),
  );
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toBeVisible();
  await expectRoomForLongWords(page, 'a refused payment');
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('409')));
});

test('a message with a long word fits into a narrow window', async ({ page }) => {
  await page.setViewportSize({ width: 280, height: 740 });
  await withoutRenderedHtml(page);
  await lengthenAll(page);
  await open(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  const toast = page.getByTestId('toast');
  await expect(toast).toContainText(LONG);
  const [box, button] = [await toast.boundingBox(), await toast.getByRole('button').boundingBox()];
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(280);
  expect(button!.x + button!.width).toBeLessThanOrEqual(box!.x + box!.width);
});

test('the preview of the cart has room for a long name', async ({ page }) => {
  await withoutRenderedHtml(page);
  await lengthenAll(page);
  await open(page, '/products');
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').hover();
  const price = page.getByTestId('mini-cart-line').locator('.line-price');
  await expect(price).toBeVisible();
  const { panel, inner } = await page.getByTestId('mini-cart').evaluate((mini) => ({
    panel: mini.getBoundingClientRect().right,
    inner: Math.max(...[...mini.querySelectorAll('*')].map((element) => element.getBoundingClientRect().right)),
  }));
  expect(inner).toBeLessThanOrEqual(panel + 1);
});
