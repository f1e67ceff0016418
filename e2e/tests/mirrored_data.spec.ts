// Tickets, chat and profile have one source, the query cache. The page's owner mirrors them into the store for every remote.
import type { Page } from '@playwright/test';
import { expect, hold, logIn, open, state, test } from './shop';

const remotes = (page: Page) => page.evaluate(() => __TARN__.remotes().map(({ name, mounts }) => ({ name, mounts })));
const tickets = async (page: Page) => (await state(page)).support.tickets.map(({ subject, status }: Federation.Ticket) => [subject, status]);
const bridgeIsOpen = (page: Page) => expect.poll(() => page.evaluate(() => __TARN__.bridge().enabled)).toBe(true);

test('a ticket opened in another tab reaches the store of a page without account', async ({ page, context }) => {
  await logIn(page);
  await open(page, '/cart');
  await bridgeIsOpen(page);
  const other = await context.newPage();
  await open(other, '/account');
  await bridgeIsOpen(other);
  await other.getByTestId('ticket-subject').fill('Where is my parcel?');
  await other.getByTestId('ticket-open').click();
  await expect(other.getByTestId('ticket-row')).toHaveCount(1);
  await expect.poll(() => tickets(page)).toEqual([['Where is my parcel?', 'open']]);
  await other.getByTestId('ticket-close').click();
  await expect.poll(() => tickets(page)).toEqual([['Where is my parcel?', 'closed']]);
  expect((await remotes(page)).find(({ name }) => name === 'account')?.mounts).toBe(0);
});

test('earlier messages and tickets are in the store of the next page, and account may not write them', async ({ page }) => {
  await logIn(page);
  await open(page, '/cart');
  await page.evaluate(async () => {
    // Before, the request would have no token, and the client would repeat it.
    await __TARN__.ready;
    await __TARN__.mutate('POST', '/api/tickets', { subject: 'Early' }, { headers: { 'Idempotency-Key': 'mirrored-1' } });
    await __TARN__.mutate('POST', '/api/chat', { text: 'Hello' }, { headers: { 'Idempotency-Key': 'mirrored-2' } });
  });
  await open(page, '/products');
  await expect.poll(() => tickets(page)).toEqual([['Early', 'open']]);
  await expect.poll(async () => (await state(page)).chat.messages.map(({ from }: Federation.ChatMessage) => from)).toEqual(['me', 'shop']);
  const refused = await page.evaluate(() => {
    try {
      __TARN__.storeOf('account').dispatch({ type: 'support/setTickets', payload: { tickets: [] } });
    } catch (error) {
      return String(error);
    }
  });
  expect(refused).toContain('FED-012');
});

test('a name saved in another tab is shown on a page without account, and nothing is fetched twice', async ({ page, context }) => {
  await logIn(page);
  // The page of the login asks, too.
  await page.goto('about:blank');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, '/cart');
  await bridgeIsOpen(page);
  await expect.poll(() => asked.filter((path) => /tickets|chat|profile/.test(path)).sort()).toEqual(['/api/chat', '/api/tickets']);
  const other = await context.newPage();
  await open(other, '/account');
  await bridgeIsOpen(other);
  await other.getByTestId('profile-name').fill('Ada Lovelace');
  await other.getByTestId('profile-save').click();
  await expect(page.getByTestId('login-state')).toHaveText('Ada Lovelace');
  expect(asked.filter((path) => /tickets|chat/.test(path)).sort()).toEqual(['/api/chat', '/api/tickets']);
});

test('a logout ends the mirror: the store is cleared, and a guest fetches nothing', async ({ page }) => {
  await logIn(page);
  await page.getByTestId('nav-account').click();
  await page.getByTestId('chat-input').fill('hello');
  await page.getByTestId('chat-input').press('Enter');
  await expect.poll(async () => (await state(page)).chat.messages.length).toBe(2);
  await page.getByTestId('logout').click();
  await expect(page.getByTestId('nav-login')).toBeVisible();
  expect((await state(page)).chat.messages).toEqual([]);
  expect(
    await page.evaluate(() =>
      __TARN__
        .queries()
        .map(({ key }) => key[0])
        .filter((name) => name !== 'products'),
    ),
  ).toEqual([]);
});

test('the content of the page comes before what the mirror asks for', async ({ page }) => {
  await logIn(page);
  // The page of the login asks, too.
  await page.goto('about:blank');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const release = await hold(page, /remotes\/cart\/.*\.wasm/);
  await open(page, '/cart');
  await expect.poll(() => asked.some((path) => path.endsWith('cart_bg.wasm'))).toBe(true);
  await page.evaluate(() => __TARN__.ready);
  await page.waitForTimeout(1_000);
  expect(asked.filter((path) => /tickets|chat/.test(path))).toEqual([]);
  release();
  await expect.poll(() => asked.filter((path) => /tickets|chat/.test(path)).sort()).toEqual(['/api/chat', '/api/tickets']);
});
