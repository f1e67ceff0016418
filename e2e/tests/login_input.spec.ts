// The login with typed and pasted input of all kinds, and with a shop that is busy.
import type { Page } from '@playwright/test';
import { expect, open, somePhone, test } from './shop';

const ARABIC_INDIC = 0x660;
const PERSIAN = 0x6f0;
const FULL_WIDTH = 0xff10;

const inDigits = (zero: number, text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** Pastes as Ctrl+V does. */
async function paste(page: Page, field: string, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.getByTestId(field).focus();
  await page.keyboard.press('Control+V');
}

/** Requests a code with a pasted number, and returns the code. */
async function askForCode(page: Page, phone: string) {
  await open(page, '/login');
  await paste(page, 'login-phone', phone);
  await page.getByTestId('login-submit').click();
  return (await page.getByTestId('login-demo-code').innerText()).replace(/\D/g, '');
}

for (const [name, write] of [
  ['Arabic-Indic digits', (code: string) => inDigits(ARABIC_INDIC, code)],
  ['Persian digits', (code: string) => inDigits(PERSIAN, code)],
  ['full-width digits', (code: string) => inDigits(FULL_WIDTH, code)],
  ['spaces, dashes and direction marks', (code: string) => `\u200e${code.slice(0, 3)}\u202f-\u00a0${code.slice(3)}\u200f `],
  ['a message around it', (code: string) => `Your code is ${code}. It is good for 5 minutes.`],
] as const) {
  test(`a code pasted with ${name} logs in`, async ({ page }) => {
    const code = await askForCode(page, somePhone());
    await paste(page, 'login-code', write(code));
    await expect(page.getByTestId('login-code')).toHaveValue(code);
    await page.getByTestId('login-submit').click();
    await expect(page.getByTestId('nav-account')).toBeVisible();
  });
}

test('a code typed in Arabic-Indic digits logs in', async ({ page }) => {
  const code = await askForCode(page, somePhone());
  await page.getByTestId('login-code').pressSequentially(inDigits(ARABIC_INDIC, code));
  await expect(page.getByTestId('login-code')).toHaveValue(code);
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('nav-account')).toBeVisible();
});

for (const [name, typed, understood] of [
  ['with narrow spaces between direction marks', '\u202a+33\u202f6\u202f12\u202f34\u202f56\u202f78\u202c', '+33612345678'],
  ['with dots', '06.12.34.56.78', '0612345678'],
  ['with a slash', '0151/2345678', '01512345678'],
  ['of a link', 'tel:+49-151-2345678', '+491512345678'],
  ['with a trunk prefix', '+49 (0)151 2345678', '+491512345678'],
  ['in Arabic-Indic digits', '٠٠٤٩ ١٥١ ٢٣٤٥٦٧٨', '+491512345678'],
]) {
  test(`a number ${name} is understood as ${understood}`, async ({ page }) => {
    await askForCode(page, typed);
    await expect(page.getByTestId('login-sent-to')).toHaveText(understood);
  });
}

test('an impossible number is refused with a message, and stays for correction', async ({ page }) => {
  await open(page, '/login');
  await page.getByTestId('login-phone').fill('+0 call me');
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-error')).toContainText('7 to 15 digits');
  await expect(page.getByTestId('login-phone')).toHaveValue('+0 call me');
});

test('a rate limit is shown as a message on the page', async ({ page, errors }) => {
  const message = 'Too many codes were asked for from your network. Please try again in 10 minutes.';
  await page.route('**/api/auth/code', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'Retry-After': '600' },
      json: { error: { code: 'too_many_codes', message, retryAfterMs: 600_000 } },
    }),
  );
  await open(page, '/login');
  await page.getByTestId('login-phone').fill(somePhone());
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-error')).toHaveText(message);
  errors.length = 0;
});

test('the page retries by itself if the shop is busy', async ({ page, errors }) => {
  let asked = 0;
  await page.route('**/api/auth/code', (route) =>
    asked++ < 2
      ? route.fulfill({ status: 503, json: { error: { code: 'busy', message: 'The shop is very busy.', retryAfterMs: 50 } } })
      : route.continue(),
  );
  await open(page, '/login');
  await page.getByTestId('login-phone').fill(somePhone());
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-code')).toBeVisible();
  expect(asked).toBe(3);
  errors.length = 0;
});

for (const [way, hours] of [
  ['back', -1],
  ['forward', 1],
] as const) {
  test(`the wait for another code continues when the clock is set ${way}`, async ({ page }) => {
    await open(page, '/login');
    await page.getByTestId('login-phone').fill(somePhone());
    await page.getByTestId('login-submit').click();
    const wait = page.getByTestId('login-countdown');
    await expect(wait).toHaveText(/^New code in 0:(30|2\d)$/);
    await page.evaluate((ms) => {
      const { now } = Date;
      Date.now = () => now() + ms;
    }, hours * 3_600_000);
    const shown = await wait.innerText();
    await expect(wait).not.toHaveText(shown);
    await expect(wait).toHaveText(/^New code in 0:[12]\d$/);
  });
}

test('a device whose clock is a year off waits for another code as long as the shop requires', async ({ page }) => {
  await page.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() + 365 * 86_400_000;
  });
  await open(page, '/login');
  await page.getByTestId('login-phone').fill(somePhone());
  await page.getByTestId('login-submit').click();
  await expect(page.getByTestId('login-countdown')).toHaveText(/^New code in 0:(30|2\d)$/);
});
