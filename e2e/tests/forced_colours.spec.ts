// Forced colours replace all colours of the shop: each meaning of a colour also has a shape.
import { addToCart, expect, logIn, open, test } from './shop';

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' }));

test('a set heart has another shape than an unset one', async ({ page }) => {
  await open(page, '/products');
  const heart = page.getByTestId('wishlist-toggle').first();
  await expect(heart).toHaveAttribute('aria-pressed', 'false');
  const shape = () => heart.evaluate((heart) => heart.textContent!.trim() + getComputedStyle(heart, '::before').content);
  const before = await shape();
  await heart.click();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  const after = await shape();
  expect(before).toContain('♡');
  expect(after).toContain('♥');
});

test('completed steps of an order have a sign, not only a colour', async ({ page }) => {
  await open(page, '/login?next=/products');
  await logIn(page);
  await addToCart(page, 1);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await page.getByTestId('pay').click();
  await page.getByTestId('order-link').click();
  const steps = page.locator('.orders-steps li');
  await expect(steps).toHaveCount(3);
  const looks = await steps.evaluateAll((steps) =>
    steps.map((step) => ({
      done: step.getAttribute('data-done'),
      sign: getComputedStyle(step, '::before').content,
      line: getComputedStyle(step).borderTopStyle,
    })),
  );
  for (const { done, sign, line } of looks) {
    expect(sign.includes('✓')).toBe(done === 'true');
    expect(line).toBe(done === 'true' ? 'solid' : 'dashed');
  }
});

test('a disabled button is grey', async ({ page }) => {
  await open(page, '/product/p1');
  const less = page.getByRole('button', { name: 'One less' });
  await expect(less).toHaveAttribute('aria-disabled', 'true');
  const [off, on] = await Promise.all(
    [less, page.getByRole('button', { name: 'One more' })].map((button) => button.evaluate((button) => getComputedStyle(button).color)),
  );
  expect(off).not.toBe(on);
});

test('signs drawn with gradients stay visible', async ({ page }) => {
  await open(page, '/');
  for (const id of ['theme-toggle', 'nav-home']) {
    const drawn = await page.getByTestId(id).evaluate((sign) => getComputedStyle(sign, '::before').backgroundImage);
    expect(drawn, id).toContain('gradient');
  }
});
