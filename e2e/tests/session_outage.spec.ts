// While the shop cannot say whether the browser has a session: the login is offered, and the shopper is told once.
import type { Page } from '@playwright/test';
import { expect, hold, logIn, open, path, somePhone, state, test } from './shop';

const REFRESH = '**/api/auth/refresh';

/** What was provoked here is no failure of the page's. */
const forgive = (errors: string[]) => errors.splice(0, errors.length, ...errors.filter((error) => !/401|503|ERR_|Failed to load/.test(error)));

/** Logs in with the form that is on the page. */
async function logInHere(page: Page, phone: string) {
  await page.getByTestId('login-phone').fill(phone);
  await page.getByTestId('login-submit').click();
  const code = (await page.getByTestId('login-demo-code').innerText()).replace(/\D/g, '');
  await page.getByTestId('login-code').fill(code);
  await page.getByTestId('login-submit').click();
}

for (const [fault, answer] of [
  ['is lost', undefined],
  ['is a 503', { status: 503, body: 'busy' }],
  ['is the HTML of a captive portal', { status: 200, contentType: 'text/html', body: '<title>Log in to the hotel</title>' }],
] as const) {
  test(`while the answer about the session ${fault}, the login says so and logging in works`, async ({ page, errors }) => {
    await page.route(REFRESH, (route) => (answer ? route.fulfill(answer) : route.abort()));
    await open(page, '/login?next=/orders');
    await expect(page.getByTestId('login-unknown')).toContainText('cannot check right now');
    await logInHere(page, somePhone());
    await expect(page.getByTestId('orders-empty')).toBeVisible();
    expect(path(page)).toBe('/orders');
    await expect(page.getByTestId('nav-account')).toBeVisible();
    expect((await state(page)).user).toMatchObject({ status: 'ready', isLoggedIn: true });
    forgive(errors);
  });
}

test('Try again asks for the session at once, and keeps the number that is typed where there is none', async ({ page, errors }) => {
  await page.route(REFRESH, (route) => route.abort());
  await open(page, '/login');
  await page.getByTestId('login-phone').fill('+1555');
  await page.unroute(REFRESH);
  const release = await hold(page, REFRESH);
  await page.getByTestId('login-check-again').click();
  await expect(page.getByTestId('login-check-again')).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(page.getByTestId('login-unknown')).toHaveCount(0);
  await expect(page.getByTestId('login-phone')).toHaveValue('+1555');
  forgive(errors);
});

test('Try again leads on where there is a session', async ({ page, errors }) => {
  await logIn(page);
  await page.route(REFRESH, (route) => route.abort());
  await open(page, '/login?next=/orders');
  await page.clock.install();
  await expect(page.getByTestId('login-unknown')).toBeVisible();
  await page.unroute(REFRESH);
  await page.getByTestId('login-check-again').click();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  forgive(errors);
});

test('an outage is told once, however often the shopper goes to another page', async ({ page, errors }) => {
  const told = page.getByTestId('toast').filter({ hasText: 'could not check' });
  await page.addInitScript(() => {
    (window as any).told = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if ((node as Element).matches?.('[data-testid=toast]') && /could not check/.test(node.textContent!)) (window as any).told++;
    }).observe(document, { childList: true, subtree: true });
  });
  const failed = () => page.waitForEvent('requestfailed', (request) => request.url().endsWith('/refresh'));
  await page.route(REFRESH, (route) => route.abort());
  await open(page, '/products');
  await expect(told.first()).toBeVisible();
  for (const link of ['nav-cart', 'nav-products', 'nav-home']) {
    const again = failed();
    await page.getByTestId(link).click();
    await again;
  }
  // The page has heard of the last failure: what it asks for next comes after that.
  await page.evaluate(() => fetch('/federation.json').then((answer) => answer.text()));
  expect(await page.evaluate(() => (window as any).told)).toBe(1);
  forgive(errors);
});
