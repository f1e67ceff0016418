// Every page, wide and narrow: no serious axe violation, no horizontal scroll, a picture for people to look at.
import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { addToCart, expect, logIn, test } from './shop';

mkdirSync('screenshots', { recursive: true });

const pages: [string, string, string, boolean][] = [
  ['home', '/', 'nav-home', false],
  ['login', '/login', 'login-phone', false],
  ['products', '/products', 'product-card', false],
  ['product', '/product/p7', 'product-detail', false],
  ['not-found', '/nowhere', 'not-found', false],
  ['cart', '/cart', 'cart-line', true],
  ['payment', '/checkout/payment', 'checkout-line', true],
  ['orders', '/orders', 'order-row', true],
  ['account', '/account', 'profile-name', true],
];

for (const [name, address, landmark, needsLogin] of pages) {
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name} at ${width}, ${colorScheme}`, async ({ page, errors }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height });
        if (needsLogin) {
          await logIn(page);
          await addToCart(page, 2);
          if (name === 'payment' || name === 'orders') {
            await page.getByTestId('nav-cart').click();
            await page.getByTestId('go-to-checkout').click();
            if (name === 'orders') await page.getByTestId('pay').click();
          } else {
            await page.getByTestId(name === 'cart' ? 'nav-cart' : 'nav-account').click();
          }
        } else {
          await page.goto(address);
        }
        await expect(page.getByTestId(landmark).first()).toBeVisible();
        await page.mouse.move(0, height - 1);
        await expect(page.getByTestId('toast')).toHaveCount(0, { timeout: 10_000 });
        await expect(page.locator('main [aria-busy="true"]:visible')).toHaveCount(0);
        await page.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        if (name === 'not-found') errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
      });
    }
  }
}

test('a slot fills without a layout shift', async ({ page }) => {
  await page.addInitScript(() => {
    (window as any).shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) if (!entry.hadRecentInput) (window as any).shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const address of ['/products', '/product/p7', '/login']) {
    await page.goto(address);
    await expect(page.locator('[data-testid="remote-slot"][data-status="ready"]')).toBeVisible();
    await expect(page.locator('main [aria-busy="true"]:visible')).toHaveCount(0);
    expect(await page.evaluate(() => (window as any).shift), address).toBeLessThan(0.1);
  }
});

test('the keyboard reaches everything, focus and title follow navigation', async ({ page }) => {
  await page.goto('/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to the content');
  await page.getByTestId('product-link').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expect(page.locator('#main')).toBeFocused();
  await expect(page).toHaveTitle(/Product/);
});

test('the theme follows the system until it is chosen, and then is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await expect.poll(theme).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(theme).toBe('light');
  await page.getByTestId('theme-toggle').click();
  await expect.poll(theme).toBe('dark');
  await page.reload();
  await expect.poll(theme).toBe('dark');
});
