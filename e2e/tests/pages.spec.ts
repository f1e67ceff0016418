// Every page, wide and narrow: no serious axe violation, no horizontal scroll, and a screenshot for review.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { REMOTE_PORT_BASE } from '../playwright.config';
import { caseOf, isWhole } from '../share';
import { addToCart, expect, hold, logIn, test, withoutRenderedHtml } from './shop';

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
  ['order', '/orders', 'order-detail', true],
  ['account', '/account', 'profile-name', true],
];

/** Wide and narrow, and the narrowest width that the page must fit. */
const sizes = [
  [1280, 900, 1600],
  [390, 844, 360],
];

/** Checks for serious axe violations and for horizontal overflow. */
async function examine(page: Page, width: number) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

for (const [row, [name, address, landmark, needsLogin]] of pages.entries()) {
  for (const [column, [width, height, alsoAt]] of sizes.entries()) {
    for (const [layer, colorScheme] of (['light', 'dark'] as const).entries()) {
      // In the gate, each page has both widths and both schemes.
      test(`${name} at ${width}, ${colorScheme}`, caseOf(2, row, column, layer), async ({ page, errors }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height });
        if (needsLogin) {
          await logIn(page);
          await addToCart(page, 2);
          if (name === 'payment' || name === 'orders' || name === 'order') {
            await page.getByTestId('nav-cart').click();
            await page.getByTestId('go-to-checkout').click();
            if (name !== 'payment') await page.getByTestId('pay').click();
            if (name === 'order') await page.getByTestId('order-link').click();
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
        await examine(page, width);
        if (colorScheme === 'light' || !isWhole) {
          await page.setViewportSize({ width: alsoAt, height });
          await examine(page, alsoAt);
        }
        if (name === 'not-found') errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
      });
    }
  }
}

/** Further states of pages: the steps to reach each, and its landmark. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  'login-code': async (page) => {
    await page.goto('/login');
    await page.getByTestId('login-phone').fill('+15550123');
    await page.getByTestId('login-submit').click();
    await expect(page.getByTestId('login-code')).toBeVisible();
  },
  'cart-empty': async (page) => {
    await logIn(page);
    await page.goto('/cart');
    await expect(page.getByTestId('cart-empty')).toBeVisible();
  },
  'orders-empty': async (page) => {
    await logIn(page);
    await page.goto('/orders');
    await expect(page.getByTestId('orders-empty')).toBeVisible();
  },
  'checkout-missing': async (page) => {
    await logIn(page);
    await page.goto('/checkout/payment');
    await expect(page.getByTestId('checkout-missing')).toBeVisible();
  },
  'remote-error': async (page) => {
    await withoutRenderedHtml(page);
    await page.route('**/remotes/products/remote.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto('/products');
    await expect(page.getByTestId('remote-error')).toBeVisible();
  },
  'mini-cart': async (page) => {
    await page.goto('/products');
    await addToCart(page, 2);
    await expect(page.getByTestId('toast')).toHaveCount(0, { timeout: 10_000 });
    await page.getByTestId('nav-cart').focus();
    await expect(page.getByTestId('mini-cart-line')).toHaveCount(2);
  },
  standalone: async (page) => {
    await page.goto(`http://localhost:${REMOTE_PORT_BASE + 2}`);
    await expect(page.getByTestId('product-card').first()).toBeVisible();
  },
};

for (const [name, goThere] of Object.entries(states)) {
  test(`${name}, wide and light, narrow and dark`, async ({ page, errors }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await goThere(page);
    await expect(page.locator('main [aria-busy="true"]:visible')).toHaveCount(0);
    for (const [[width, height], colorScheme] of [
      [sizes[0], 'light'],
      [sizes[1], 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png`, fullPage: true });
      await examine(page, width);
    }
    if (name === 'remote-error') errors.splice(0, errors.length, ...errors.filter((error) => !/404|FED-001/.test(error)));
  });
}

test('a slot fills without a layout shift', async ({ page }) => {
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { hadRecentInput: boolean; value: number })[])
        if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const fills = async (address: string) => {
    await page.goto(address);
    await expect(page.locator('[data-testid="remote-slot"][data-status="ready"]')).toBeVisible();
    await expect(page.locator('main [aria-busy="true"]:visible')).toHaveCount(0);
    expect(await page.evaluate(() => window.shift), address).toBeLessThan(0.1);
  };
  for (const address of ['/products', '/product/p7', '/login']) await fills(address);
  await logIn(page);
  await addToCart(page, 2);
  const lines = await page.evaluate(() => window.__TARN__.store.getState().cart.lines);
  await page.getByTestId('nav-cart').click();
  await page.getByTestId('go-to-checkout').click();
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await addToCart(page, 2);
  await page.waitForTimeout(400);
  for (const address of ['/cart', '/orders', '/account']) await fills(address);
  await page.evaluate((lines) => sessionStorage.setItem('shop.checkout', JSON.stringify({ schema: 1, lines })), lines);
  await fills('/checkout/payment');
  await expect(page.getByTestId('checkout-line')).toHaveCount(2);
});

test('reduced motion turns animations off', async ({ page }) => {
  await withoutRenderedHtml(page);
  const release = await hold(page, '**/products_bg.wasm');
  const moving = () => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  await page.goto('/products');
  await expect(page.locator('main .skeleton').first()).toBeVisible();
  await expect.poll(moving).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
  release();
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('toast')).toBeVisible();
  expect(await moving()).toBe(0);
});

test('the keyboard reaches everything, focus and title follow navigation', async ({ page }) => {
  await page.goto('/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  /** Presses Tab until this control has the focus; each stop on the way has a visible focus. */
  const tabTo = async (testId: string, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    for (let stops = 0; stops < 60; stops += 1) {
      await page.keyboard.press(key);
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        // The link of a card draws the outline around the whole card.
        const outline = [null, '::after'].some((part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
          return outlineStyle !== 'none' && outlineWidth !== '0px';
        });
        return { id: element.dataset.testid, html: element.outerHTML.slice(0, 80), outline };
      });
      expect(focus.outline, `the focus is to be seen on ${focus.html}`).toBe(true);
      if (focus.id === testId) return;
    }
    throw new Error(`${testId} is not reached within 60 stops`);
  };
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to the content');
  await tabTo('product-search');
  await tabTo('product-link');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expect(page.locator('#main')).toBeFocused();
  await expect(page).toHaveTitle(/kettle · Tarn$/);
  await tabTo('add-to-cart');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await tabTo('nav-cart', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await expect(page).toHaveTitle(/Log in/);
});

test('the mini cart opens on focus, and Escape closes it', async ({ page }) => {
  await page.goto('/products');
  await addToCart(page, 1);
  await expect(page.getByTestId('mini-cart')).toHaveCount(0);
  await page.getByTestId('nav-cart').focus();
  await expect(page.getByTestId('mini-cart-line')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('mini-cart'), 'while the focus is within').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('mini-cart')).toHaveCount(0);
  await page.getByTestId('nav-products').focus();
  await page.getByTestId('nav-cart').focus();
  await expect(page.getByTestId('mini-cart')).toBeVisible();
  await page.getByTestId('nav-products').focus();
  await expect(page.getByTestId('mini-cart')).toHaveCount(0);
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('money and dates are written as Germans do', async ({ page }) => {
    await logIn(page);
    await addToCart(page, 1);
    await page.getByTestId('nav-cart').click();
    const total = (await page.getByTestId('cart-total').innerText()).replace(/\s/g, ' ');
    expect(total).toMatch(/^\d+,\d\d \S+$/);
    await page.getByTestId('go-to-checkout').click();
    await page.getByTestId('pay').click();
    await expect(page.getByTestId('order-row').locator('p')).toContainText(/^\d{1,2}\.\d{1,2}\.\d{4}\b/);
  });
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
