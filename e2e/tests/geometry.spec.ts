// Every page at every size of window and type: no horizontal scroll, no overlapping controls, and large enough targets.
import { runs } from '../share';
import { addToCart, expect, logIn, open, test } from './shop';
import type { CDPSession, Page } from '@playwright/test';

/** Window and default type in CSS pixels. 320 by 256 is a window of 1280 by 1024 at 400 % zoom. */
const SIZES = [280, 320, 340, 375, 390]
  .flatMap((width) => [16, 20, 32].map((type) => ({ width, height: 740, type })))
  .concat({ width: 320, height: 256, type: 16 }, { width: 1280, height: 800, type: 16 }, { width: 1280, height: 800, type: 32 });

/** Layout faults of the page, in words. */
const faults = () => {
  const found: string[] = [];
  const view = document.documentElement;
  if (view.scrollWidth > view.clientWidth) found.push(`scrolls sideways: ${view.scrollWidth} in ${view.clientWidth}`);
  const name = (element: Element) => {
    const text = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    return `<${element.localName} ${element.getAttribute('data-testid') ?? element.className}> "${text.slice(0, 30)}"`;
  };
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const controls = [...document.querySelectorAll('a[href], button, input, select, textarea')].filter(
    (control) => isSeen(control) && !control.matches('.skip-link'),
  );
  scrollTo(0, 0);
  const boxes = controls.map((control) => ({ control, rects: [...control.getClientRects()].filter(({ width }) => width > 1) }));
  for (const [index, { control, rects }] of boxes.entries()) {
    for (const rect of rects) {
      if (rect.left < -1 || rect.right > view.clientWidth + 1) found.push(`${name(control)} is outside of the window`);
      for (const other of boxes.slice(index + 1)) {
        if (control.contains(other.control) || other.control.contains(control)) continue;
        const isOver = other.rects.some(
          (box) =>
            Math.min(rect.right, box.right) - Math.max(rect.left, box.left) > 1 &&
            Math.min(rect.bottom, box.bottom) - Math.max(rect.top, box.top) > 1,
        );
        // The heart of a card covers its picture, which is no control.
        if (isOver) found.push(`${name(control)} and ${name(other.control)} overlap`);
      }
    }
    // The element that receives the press for the control: its label, or the card that its link is stretched over.
    const stretched = getComputedStyle(control, '::after').position === 'absolute' ? (control as HTMLElement).offsetParent : null;
    const target = stretched ?? control.closest('label') ?? control;
    const isInText =
      control.localName === 'a' &&
      control.parentElement!.textContent!.trim() !== control.textContent!.trim() &&
      getComputedStyle(control).display === 'inline';
    const { height, width } = target.getBoundingClientRect();
    if (!isInText && (height < 24 || width < 24)) found.push(`${name(control)} is ${Math.round(width)} by ${Math.round(height)}`);
  }
  for (const control of controls) {
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const rect = [...control.getClientRects()].find(({ width }) => width > 1)!;
    const hit = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
    const isReached = hit && (control.contains(hit) || hit.closest('label')?.contains(control));
    if (!isReached) found.push(`${name(control)} is under ${hit ? name(hit) : 'nothing'}`);
  }
  for (const element of document.querySelectorAll('h1, h2, h3, a[href], button')) {
    const text = element.textContent!.trim();
    if (!isSeen(element) || text.length < 4) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top / 4)));
    if (text.length / lines.size < 3) found.push(`${name(element)} is broken into ${lines.size} lines`);
  }
  scrollTo(0, 0);
  return found;
};

async function expectUsableAtEverySize(page: Page, where: string) {
  const browser: CDPSession = await page.context().newCDPSession(page);
  const found: Record<string, string[]> = {};
  // The sizes are ordered by width and type, so every second one covers each width and each type.
  for (const { width, height, type } of SIZES.filter((_, index) => runs(2, index))) {
    await page.setViewportSize({ width, height });
    await browser.send('Page.setFontSizes', { fontSizes: { standard: type } });
    await expect.poll(() => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))).toBe(type);
    const wrong = await page.evaluate(faults);
    if (wrong.length) found[`${where} at ${width}x${height}, type ${type}`] = wrong;
  }
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
  await page.setViewportSize({ width: 1280, height: 800 });
  await browser.detach();
  expect.soft(found).toEqual({});
}

test('the pages of a guest can be read and used at every size of window and type', async ({ page, errors }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/');
  await expectUsableAtEverySize(page, '/');
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expectUsableAtEverySize(page, '/products');
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expectUsableAtEverySize(page, '/product/p1');
  await open(page, '/nowhere');
  await expect(page.getByTestId('not-found')).toBeVisible();
  await expectUsableAtEverySize(page, 'not found');
  await open(page, '/login');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await expectUsableAtEverySize(page, '/login');
  await page.getByTestId('login-phone').fill('+15550107788');
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-code')).toBeVisible();
  await expectUsableAtEverySize(page, '/login, the code');
  // The server answers unknown addresses with 404.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
});

test('the pages of a shopper can be read and used at every size of window and type', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/login?next=%2Fcart');
  await logIn(page);
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  await expectUsableAtEverySize(page, '/cart, empty');
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  await page.mouse.move(0, 0);
  await page.getByTestId('remove-line').last().click();
  await expect(page.getByTestId('cart-removed')).toBeVisible();
  // Toasts cover the page for some seconds.
  await expect(page.getByTestId('toast')).toHaveCount(0);
  await expectUsableAtEverySize(page, '/cart');
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('pay')).toBeVisible();
  await expectUsableAtEverySize(page, '/checkout/payment');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('toast')).toHaveCount(0);
  await expectUsableAtEverySize(page, '/orders');
  await page.getByTestId('order-link').click();
  await expect(page.getByTestId('order-detail')).toBeVisible();
  await expectUsableAtEverySize(page, '/orders/:id');
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('chat-input')).toBeVisible();
  await expectUsableAtEverySize(page, '/account');
});

test('in forced colours every control has a border and a visible focus', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  const bare = await page.evaluate(() => {
    const buttons = [...document.querySelectorAll('button, .button')].filter((button) => button.checkVisibility());
    return buttons.filter((button) => parseFloat(getComputedStyle(button).borderTopWidth) < 1).map((button) => button.outerHTML);
  });
  expect(bare).toEqual([]);
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe('none');
  }
});

test('a page is printed without its controls, in dark ink on white', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page, '/product/p1');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expect(page.getByTestId('nav-products')).toBeHidden();
  await expect(page.getByTestId('nav-cart')).toBeHidden();
  await expect(page.getByTestId('theme-toggle')).toBeHidden();
  await expect(page.locator('.site-footer')).toBeHidden();
  const [ink, paper] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor].map((color) =>
      color
        .match(/\d+/g)!
        .slice(0, 3)
        .reduce((sum, part) => sum + Number(part), 0),
    );
  });
  expect(ink).toBeLessThan(200);
  expect(paper).toBeGreaterThan(600);
});
