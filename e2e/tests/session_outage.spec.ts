// While the session is unknown: the login is available, and one toast reports the outage.
import type { Page } from '@playwright/test';
import { expect, forgive, hold, logIn, open, path, somePhone, state, test } from './shop';

declare global {
  interface Window {
    /** Number of toasts about a failed query of the session. */
    outagesTold: number;
  }
}

const REFRESH = '**/api/auth/refresh';

/** Failed requests that these tests provoke. */
const PROVOKED = /status of (401|503)|ERR_/;

/** Logs in with the form of the open page. */
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
  test(`while the answer about the session ${fault}, the login reports it and logging in works`, async ({ page, errors }) => {
    await page.route(REFRESH, (route) => (answer ? route.fulfill(answer) : route.abort()));
    await open(page, '/login?next=/orders');
    await expect(page.getByTestId('login-unknown')).toContainText('cannot check right now');
    await logInHere(page, somePhone());
    await expect(page.getByTestId('orders-empty')).toBeVisible();
    expect(path(page)).toBe('/orders');
    await expect(page.getByTestId('nav-account')).toBeVisible();
    expect((await state(page)).user).toMatchObject({ status: 'ready', isLoggedIn: true });
    forgive(errors, PROVOKED);
  });
}

test('Try again queries the session at once, and keeps the typed number if there is none', async ({ page, errors }) => {
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
  forgive(errors, PROVOKED);
});

test('Try again continues if there is a session', async ({ page, errors }) => {
  await logIn(page);
  await page.route(REFRESH, (route) => route.abort());
  await open(page, '/login?next=/orders');
  await page.clock.install();
  await expect(page.getByTestId('login-unknown')).toBeVisible();
  await page.unroute(REFRESH);
  await page.getByTestId('login-check-again').click();
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  forgive(errors, PROVOKED);
});

/** Counts the toasts about the session; the returned function gives their number. */
async function countTold(page: Page) {
  await page.addInitScript(() => {
    window.outagesTold = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if ((node as Element).matches?.('[data-testid=toast]') && /could not check/.test(node.textContent!)) window.outagesTold++;
    }).observe(document, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => window.outagesTold);
}

/** Performs an action for which the page queries the session, and waits for the failure. */
async function askInVain(page: Page, act: () => Promise<unknown>) {
  const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/refresh'));
  await act();
  await failed;
  // The page's next request comes after the failure.
  await page.evaluate(() => fetch('/federation.json').then((answer) => answer.text()));
}

test('an outage is reported once, over any number of navigations', async ({ page, errors }) => {
  const told = await countTold(page);
  await page.route(REFRESH, (route) => route.abort());
  await open(page, '/products');
  await expect.poll(told).toBe(1);
  for (const link of ['nav-cart', 'nav-products', 'nav-home']) await askInVain(page, () => page.getByTestId(link).click());
  expect(await told()).toBe(1);
  forgive(errors, PROVOKED);
});

test('a second outage after a recovery is reported again', async ({ page, errors }) => {
  const told = await countTold(page);
  // The page queries only for the reasons of this test, not because of a timer.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.route(REFRESH, (route) => route.abort());
  await open(page, '/products');
  await expect.poll(told).toBe(1);
  await page.unroute(REFRESH);
  await page.getByTestId('nav-home').click();
  await expect.poll(async () => (await state(page)).user.status).toBe('ready');
  await page.route(REFRESH, (route) => route.abort());
  await askInVain(page, () => page.evaluate(() => void document.dispatchEvent(new Event('resume'))));
  await askInVain(page, () => page.getByTestId('nav-products').click());
  await expect.poll(told).toBe(2);
  forgive(errors, PROVOKED);
});
