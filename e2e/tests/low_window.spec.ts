// A window of 1280 by 720 at 400 % zoom: 320 by 180 CSS pixels. A toast must not cover the next control.
import { addToCart, expect, logIn, open, test } from './shop';

test.use({ viewport: { width: 320, height: 180 } });

/** Controls that a toast covers while they have the focus, or at every scroll position. */
const covered = () => {
  const toast = document.querySelector('[data-testid=toast]')!;
  const isUnder = (control: Element) => {
    const [a, b] = [control.getBoundingClientRect(), toast.getBoundingClientRect()];
    return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  };
  const controls = [
    ...document.querySelectorAll<HTMLElement>('#main a[href], #main button, #main input, .site-header a, .site-header button, .site-footer a'),
  ];
  const seen = controls.filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 100);
  return seen
    .filter((control) => {
      control.focus();
      return isUnder(control);
    })
    .map((control) => control.getAttribute('data-testid') ?? control.textContent);
};

test('in a low window no toast covers the focused control', async ({ page, errors }) => {
  await page.clock.install();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/login?next=/cart');
  await logIn(page);
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await expect(page.getByTestId('toast')).toHaveCount(1);
  expect(await page.evaluate(covered)).toEqual([]);
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('pay')).toBeVisible();
  await expect(page.getByTestId('toast')).toHaveCount(1);
  expect(await page.evaluate(covered)).toEqual([]);
  expect(errors).toEqual([]);
});

test('in a low window a toast leaves most of the page visible, and can be dismissed', async ({ page }) => {
  await page.clock.install();
  await open(page, '/products');
  await addToCart(page, 2);
  const shown = page.getByTestId('toast').filter({ visible: true });
  await expect(shown).toHaveCount(1);
  expect((await shown.boundingBox())!.height).toBeLessThanOrEqual(48);
  await shown.getByRole('button').click();
  await page.getByTestId('toast').getByRole('button').click();
  await expect(page.getByTestId('toast')).toHaveCount(0);
});

test('a message stays while the pointer or the focus is on it', async ({ page }) => {
  await page.clock.install();
  await open(page, '/products');
  await addToCart(page, 1);
  await page.getByTestId('toast').getByRole('button').focus();
  await page.clock.runFor(20_000);
  await expect(page.getByTestId('toast')).toHaveCount(1);
  await page.getByTestId('toast').getByRole('button').blur();
  await page.clock.runFor(20_000);
  await expect(page.getByTestId('toast')).toHaveCount(0);
});
