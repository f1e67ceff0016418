// Input methods compose words from several key presses: a field reacts to the confirmed word, not to its parts.
import { expect, logIn, open, test } from './shop';

test('a search waits until the word is confirmed', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  const browser = await page.context().newCDPSession(page);
  await page.getByTestId('product-search').focus();
  await page.clock.install();
  for (const text of ['l', 'la', 'lam']) {
    await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await expect(page.getByTestId('product-search')).toHaveValue('lam');
  await page.clock.fastForward(5_000);
  expect(new URL(page.url()).search).toBe('');
  await browser.send('Input.insertText', { text: 'lamp' });
  await page.clock.fastForward(1_000);
  await expect(page).toHaveURL('/products?query=lamp');
});

test('the key that confirms a word submits nothing', async ({ page }) => {
  await open(page, '/login?next=%2Faccount');
  await logIn(page);
  const input = page.getByTestId('chat-input');
  await input.fill('こんにちは');
  let sent = 0;
  page.on('request', (request) => (sent += Number(request.method() === 'POST' && request.url().includes('/chat'))));
  await input.evaluate((field: HTMLInputElement) => {
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    field.form!.requestSubmit();
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'こんにちは' }));
    // Safari sends the keydown after the end of the composition.
    field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Enter', keyCode: 229 } as KeyboardEventInit));
    field.form!.requestSubmit();
  });
  await expect(input).toHaveValue('こんにちは');
  expect(sent).toBe(0);
  await input.press('Enter');
  await expect(page.getByTestId('chat-message').filter({ hasText: 'こんにちは' })).toBeVisible();
});

test('a press on Send sends during a composition, as on phones', async ({ page }) => {
  await open(page, '/login?next=%2Faccount');
  await logIn(page);
  const input = page.getByTestId('chat-input');
  await input.fill('hello');
  await input.evaluate((field) => {
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Unidentified', keyCode: 229 } as KeyboardEventInit));
  });
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByTestId('chat-message').filter({ hasText: 'hello' }).first()).toBeVisible();
});

test('a code in composition is not reformatted', async ({ page }) => {
  await open(page, '/login');
  await page.getByTestId('login-phone').fill('+15550107766');
  await page.getByTestId('login-submit').click();
  const code = page.getByTestId('login-code');
  await expect(code).toBeFocused();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Input.imeSetComposition', { text: '1 2 3', selectionStart: 5, selectionEnd: 5 });
  await expect(code).toHaveValue('1 2 3');
  await browser.send('Input.insertText', { text: '1 2 3' });
  await expect(code).toHaveValue('123');
});
