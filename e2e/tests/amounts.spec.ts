// Unit prices and line totals are distinct, on the screen and to screen readers.
import type { Locator, Page } from '@playwright/test';
import { addToCart, expect, logIn, open, test } from './shop';

async function expectClearAmounts(line: Locator) {
  const said = (await line.innerText()).replace(/\s+/g, ' ');
  const heard = (await line.evaluate((line) => line.textContent!)).replace(/\s+/g, ' ');
  const [, each] = said.match(/(\$[\d.,]+) each/)!;
  const total = (await line.locator('.line-price').innerText()).match(/\$[\d.,]+/)![0];
  expect(Number(total.slice(1))).toBeCloseTo(Number(each.slice(1)) * 3, 2);
  // "3 × $204.00" reads as if one piece cost 204.
  expect(said).not.toMatch(/×\s*\$/);
  expect(heard).toContain(`Together ${total}`);
}

async function threeOfOne(page: Page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/login?next=/products');
  await logIn(page);
  for (let piece = 0; piece < 3; piece++) await addToCart(page, 1);
}

test('unit price and line total are distinct in preview, cart, payment and order', async ({ page }) => {
  await threeOfOne(page);
  await page.getByTestId('nav-cart').hover();
  await expectClearAmounts(page.getByTestId('mini-cart-line'));
  await page.getByTestId('nav-cart').click();
  await expectClearAmounts(page.getByTestId('cart-line'));
  await page.getByTestId('go-to-checkout').click();
  await expectClearAmounts(page.getByTestId('checkout-line'));
  await expect(page.getByTestId('checkout-line').locator('.line-quantity')).toHaveText('Quantity: 3');
  await page.getByTestId('pay').click();
  await page.getByTestId('order-link').click();
  await expectClearAmounts(page.getByTestId('order-line'));
});

/** Distance to the left neighbour on the same height, in px; a price in a row of its own has no neighbour. */
const roomBeforePrice = (line: Element) => {
  const rects = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter(({ width }) => width > 1);
  };
  const prices = rects(line.querySelector('.line-price')!);
  const names = [...line.querySelectorAll('.line-name, .line-quantity')].flatMap(rects);
  const beside = names.filter((name) => prices.some((price) => name.top < price.bottom && price.top < name.bottom && name.left < price.left));
  return Math.min(...beside.map((name) => Math.min(...prices.map((price) => price.left)) - name.right), 99);
};

test('at 280 px a name has room beside its picture, and the price does not touch it', async ({ page }) => {
  await threeOfOne(page);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  for (const [id, next] of [
    ['checkout-line', 'pay'],
    ['order-line', undefined],
  ] as const) {
    const line = page.getByTestId(id);
    await expect(line).toBeVisible();
    for (const width of [280, 320, 390]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await line.evaluate(roomBeforePrice), `${id} at ${width}`).toBeGreaterThanOrEqual(8);
      expect((await line.locator('.line-name').boundingBox())!.width, `${id} at ${width}`).toBeGreaterThan(110);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    if (next) {
      await page.getByTestId(next).click();
      await page.getByTestId('order-link').click();
    }
  }
});
