// A browser that lacks, denies or misreports a capability: the shop works in this one tab.
import type { Page } from '@playwright/test';
import { addToCart, expect, logIn, test } from './shop';

const bridge = (page: Page) => page.evaluate(() => window.__TARN__.bridge());

/** Imitates a browser that blocks all site data: each access to a denied member throws. */
const deny = (page: Page, names: string[]) =>
  page.addInitScript((names) => {
    const denied = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of names) {
      const isConstructor = name === 'BroadcastChannel';
      Object.defineProperty(window, name, isConstructor ? { value: denied } : { get: denied });
    }
  }, names);

const works = async (page: Page) => {
  await logIn(page);
  // Without a reload: without storage, each load starts from an empty cart.
  await addToCart(page, 1);
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.getByTestId('go-to-checkout').click();
  await expect(page.getByTestId('checkout-line')).toHaveCount(1);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  await page.getByTestId('nav-products').click();
};

test('channels and storage that throw: the shop works in this one tab', async ({ page }) => {
  await deny(page, ['BroadcastChannel', 'localStorage', 'sessionStorage']);
  await works(page);
  expect((await bridge(page)).enabled).toBe(false);
});

test('a browser without channels, locks or beacons, and with wrong network information', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'BroadcastChannel');
    Object.defineProperty(navigator, 'locks', { value: undefined });
    Object.defineProperty(navigator, 'sendBeacon', { value: () => false });
    Object.defineProperty(navigator, 'onLine', { value: false });
  });
  const events = page.waitForRequest((request) => request.url().endsWith('/api/events'));
  await works(page);
  expect((await bridge(page)).enabled).toBe(false);
  await events;
});

for (const [what, lie] of [
  ['drops writes', () => (Storage.prototype.setItem = () => {})],
  [
    'is full',
    () =>
      (Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      }),
  ],
  [
    'cannot be read',
    () =>
      (Storage.prototype.getItem = () => {
        throw new DOMException('denied', 'SecurityError');
      }),
  ],
] as const) {
  test(`storage that ${what}: a purchase succeeds`, async ({ page }) => {
    await page.addInitScript(lie as () => void);
    await works(page);
  });
}

for (const [what, lose] of [
  ['media queries', () => void Reflect.deleteProperty(window, 'matchMedia')],
  ['a console', () => void Reflect.deleteProperty(window, 'console')],
  ['console methods other than log', () => void Object.assign(window, { console: { log() {} } })],
  ['a writable console', () => void Object.defineProperty(window, 'console', { value: Object.freeze({ log() {} }), writable: true })],
] as [string, () => void][]) {
  test(`a browser without ${what}`, async ({ page }) => {
    await page.addInitScript(lose);
    await works(page);
    // A refused dispatch also writes to the console.
    const refused = await page.evaluate(() => {
      try {
        window.__TARN__.store.dispatch({ type: 'nobody/knows' } as never);
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(refused).toContain('nobody/knows');
  });
}

for (const years of [-20, 20]) {
  test(`a clock that is ${years} years off neither logs out nor causes endless requests`, async ({ page }) => {
    await page.addInitScript(
      (ms) => {
        const { now } = Date;
        Date.now = () => now() + ms;
      },
      years * 365 * 86_400_000,
    );
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/api/') && asked.push(request.url()));
    await works(page);
    await page.getByTestId('nav-orders').click();
    await expect(page.getByTestId('order-row')).toHaveCount(1);
    expect(asked.filter((url) => url.endsWith('/refresh')).length).toBeLessThanOrEqual(2);
  });
}
