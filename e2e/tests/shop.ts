// The shop as a shopper uses it, through addresses and test ids only.
import { expect, test as base, type Page } from '@playwright/test';

const VIOLATION = 'policy violated: ';

export const test = base.extend<{ errors: string[]; violations: string[] }>({
  // Every test fails on a violation of the content security policy in any of its tabs, unless it provokes one and empties this list. It is separate
  // from `errors`, which tests empty for other reasons.
  violations: [
    async ({ context }, use) => {
      const violations: string[] = [];
      context.on('console', (message) => {
        const text = message.text();
        if (text.startsWith(VIOLATION)) violations.push(text.slice(VIOLATION.length));
        else if (message.type() === 'error' && text.includes('Content Security Policy')) violations.push(text);
      });
      await context.addInitScript((prefix) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
          console.debug(`${prefix}${effectiveDirective} ${blockedURI} ${sample}`.trim()),
        );
      }, VIOLATION);
      await use(violations);
      expect(violations, 'the content security policy was violated').toEqual([]);
    },
    { auto: true },
  ],
  // Every test fails on an error that the page reports, unless the test provokes it.
  errors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      // In every tab.
      context.on('weberror', (error) => errors.push(error.error().message));
      context.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await use(errors);
      expect(errors, 'the page reported errors').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Removes the errors that a test provokes. */
export const forgive = (errors: string[], provoked: RegExp) => errors.splice(0, errors.length, ...errors.filter((error) => !provoked.test(error)));

// A navigation of Playwright ends before the page's own module has run.
const registryIsThere = (page: Page) => page.waitForFunction(() => '__TARN__' in window);

/** Opens an address of the shop. */
export async function open(page: Page, address: string) {
  await page.goto(address);
  await registryIsThere(page);
}

/** Reloads the page. */
export async function reload(page: Page) {
  await page.reload();
  await registryIsThere(page);
}

/** Holds requests back from now on, of one method if given; the returned function releases them. */
export async function hold(page: Page, address: string | RegExp, method?: string): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    if (method && route.request().method() !== method) return route.fallback();
    await held;
    // The page may have cancelled it in the meantime.
    await route.continue().catch(() => {});
  });
  return release;
}

/** Holds the apps of the next pages back; the returned function starts them and waits until they have taken the page over. */
export async function holdApps(page: Page): Promise<() => Promise<void>> {
  const release = await hold(page, /host\.js|\.wasm/);
  return async () => {
    await expect(page.locator('html')).toHaveAttribute('data-rendered');
    release();
    await expect(page.locator('html')).not.toHaveAttribute('data-rendered');
    await expect(page.locator('main [data-testid=remote-slot]:not([data-status=ready])')).toHaveCount(0);
  };
}

/** Opens a page that the server has rendered, and holds its apps back; the returned function starts them. */
export async function openHeld(page: Page, address: string): Promise<() => Promise<void>> {
  const start = await holdApps(page);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return start;
}

/**
 * Pages as they come when no renderer works: without HTML of the apps, and without data. The browser renders everything and asks the API itself, so a test
 * can answer in place of the API.
 */
export const withoutRenderedHtml = (page: Page) =>
  page.route('**', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    const html = await response.text();
    const body = html
      .replace(/<!--\[-->.*<!--\]--><template id="tarn-content-end"><\/template>/s, '')
      .replace(/<script type="application\/json" id="tarn-data">.*?<\/script>/s, '')
      .replace(/<link [^>]*data-rendered-for=[^>]*>|<style data-rendered-for=.*?<\/style>/gs, '')
      .replace(/<link rel="expect"[^>]*>/, '')
      .replace(' data-rendered', '');
    await route.fulfill({ response, body });
  });

/** Sets the page's network information from its next load on. With `saveData`, idle time fetches nothing. */
export const withConnection = (page: Page, connection: { saveData: boolean; effectiveType?: string }) =>
  page.addInitScript((connection) => Object.defineProperty(navigator, 'connection', { value: connection }), connection);

let phones = 0;

/** A phone number per shopper, so that parallel tests do not share an account. */
export const somePhone = () => `+1555${String(Date.now()).slice(-6)}${String((process.pid % 90) + 10)}${phones++ % 10}`.slice(0, 14);

export async function logIn(page: Page, phone = somePhone()) {
  if (new URL(page.url()).pathname !== '/login') await open(page, '/login');
  await page.getByTestId('login-phone').fill(phone);
  await page.getByTestId('login-submit').click();
  const code = (await page.getByTestId('login-demo-code').innerText()).replace(/\D/g, '');
  await page.getByTestId('login-code').fill(code);
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('nav-account')).toBeVisible();
  return phone;
}

/** Logs in and keeps a product, then shows /account, where products is not loaded. */
export async function logInAndKeepAProduct(page: Page) {
  await logIn(page);
  await page.getByTestId('nav-products').click();
  await page.getByTestId('wishlist-toggle').first().click();
  // The write is debounced.
  await page.waitForFunction(() => /"p\d/.test(localStorage['shop.wishlist']));
  await open(page, '/account');
  await expect(page.getByTestId('wishlist-count')).toHaveText('1');
}

export async function addToCart(page: Page, count: number) {
  if (new URL(page.url()).pathname !== '/products') await page.getByTestId('nav-products').click();
  for (let index = 0; index < count; index++) await page.getByTestId('add-to-cart').nth(index).click();
}

export const path = (page: Page) => new URL(page.url()).pathname;

/** The state of `window.__TARN__.store`. */
export const state = (page: Page) => page.evaluate(() => window.__TARN__.store.getState());
