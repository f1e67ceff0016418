// Unsaved text on the account page when the session ends.
import type { BrowserContext, Page } from '@playwright/test';
import { expect, forgive, logIn, open, path, reload, test } from './shop';

const kept = (page: Page) => page.evaluate(() => sessionStorage['account.unsaved']);

/** Failed requests that these tests provoke. */
const PROVOKED = /status of 40[01]|ERR_/;

async function typeEverywhere(page: Page) {
  await page.getByTestId('nav-account').click();
  await page.getByTestId('profile-name').fill('Ada Lov');
  await page.getByTestId('ticket-subject').fill('The lid is');
  await page.getByTestId('chat-input').fill('When do you ship?');
}

/** The session ends, and sending the chat message reveals it. */
async function expire(context: BrowserContext, page: Page) {
  await context.clearCookies({ name: /refresh/ });
  const refused = { status: 401, json: { error: { code: 'token_expired', message: 'Expired.' } } };
  await page.route('**/api/chat', (route) => route.fulfill(refused));
  await page.getByTestId('chat-send').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await page.unroute('**/api/chat');
}

test('typed text survives an expired session and the next login', async ({ page, context, errors }) => {
  const phone = await logIn(page);
  await typeEverywhere(page);
  await expire(context, page);
  await logIn(page, phone);
  await expect.poll(() => path(page)).toBe('/account');
  await expect(page.getByTestId('profile-name')).toHaveValue('Ada Lov');
  await expect(page.getByTestId('ticket-subject')).toHaveValue('The lid is');
  await expect(page.getByTestId('chat-input')).toHaveValue('When do you ship?');
  // Saved text is no longer kept as a draft.
  await page.getByTestId('profile-save').click();
  await expect(page.getByTestId('profile-saved')).toHaveText('Saved');
  await page.getByTestId('ticket-open').click();
  await expect(page.getByTestId('ticket-row')).toHaveCount(1);
  await page.getByTestId('chat-send').click();
  await expect(page.getByTestId('chat-input')).toHaveValue('');
  await expect.poll(() => kept(page)).not.toMatch(/Ada|lid|ship/);
  await reload(page);
  await expect(page.getByTestId('profile-name')).toHaveValue('Ada Lov');
  await expect(page.getByTestId('ticket-subject')).toHaveValue('');
  forgive(errors, PROVOKED);
});

test('another user does not see text typed before the session expired', async ({ page, context, errors }) => {
  await logIn(page);
  await typeEverywhere(page);
  await expire(context, page);
  expect(await kept(page)).toContain('The lid is');
  await logIn(page);
  await expect.poll(() => path(page)).toBe('/account');
  await expect(page.getByTestId('profile-phone')).not.toBeEmpty();
  for (const field of ['profile-name', 'ticket-subject', 'chat-input']) await expect(page.getByTestId(field)).toHaveValue('');
  expect(await kept(page)).toBeUndefined();
  forgive(errors, PROVOKED);
});

test('a logout deletes typed text, and a late answer restores nothing', async ({ page, context, errors }) => {
  const phone = await logIn(page);
  await typeEverywhere(page);
  const other = await context.newPage();
  await open(other, '/');
  await expect(other.getByTestId('nav-account')).toBeVisible();
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/tickets', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await held;
    await route.fulfill({ status: 400, json: { error: { code: 'invalid', message: 'Not now.' } } });
  });
  await page.getByTestId('ticket-open').click();
  expect(await kept(page)).toContain('The lid is');
  await other.getByTestId('nav-account').click();
  await other.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  const answered = page.waitForResponse('**/api/tickets');
  answer();
  await answered;
  await logIn(page, phone);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('ticket-subject')).toHaveValue('');
  expect((await kept(page)) ?? '').not.toContain('lid');
  forgive(errors, PROVOKED);
});

test('a ticket or message sent again after a lost answer is stored once', async ({ page, errors }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await expect(page.getByTestId('tickets-empty')).toBeVisible();
  /** The server processes it, and its answer is lost. */
  const loseAnswer = (path: string) =>
    page.route(path, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort();
      await page.unroute(path);
    });
  const heard = () => page.waitForResponse((response) => response.request().method() === 'POST' && response.status() === 201);
  await loseAnswer('**/api/tickets');
  await page.getByTestId('ticket-subject').fill('The lid is missing');
  await page.getByTestId('ticket-open').click();
  await expect(page.getByTestId('ticket-open')).not.toHaveAttribute('aria-busy');
  await expect(page.getByTestId('ticket-subject')).toHaveValue('The lid is missing');
  const opened = heard();
  await page.getByTestId('ticket-open').click();
  await opened;
  await expect(page.getByTestId('ticket-subject')).toHaveValue('');
  await loseAnswer('**/api/chat');
  await page.getByTestId('chat-input').fill('When do you ship?');
  const lost = page.waitForEvent('requestfailed');
  await page.getByTestId('chat-input').press('Enter');
  await lost;
  await expect(page.getByTestId('chat-send')).not.toHaveAttribute('aria-busy');
  await expect(page.getByTestId('chat-input')).toHaveValue('When do you ship?');
  const said = heard();
  await page.getByTestId('chat-input').press('Enter');
  await said;
  await expect(page.getByTestId('chat-message')).toHaveCount(2);
  await reload(page);
  await expect(page.getByTestId('ticket-row')).toHaveCount(1);
  await expect(page.getByTestId('chat-message')).toHaveCount(2);
  forgive(errors, PROVOKED);
});
