// Presses of buttons that the server has rendered, before their app has started.
import { expect, hold, test } from './shop';

test('presses before the start are repeated once each, and the button shows that it waits', async ({ page }) => {
  const release = await hold(page, /\.wasm/);
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const card = page.getByTestId('product-card').first();
  const add = card.getByTestId('add-to-cart');
  await expect(add).toBeVisible();
  for (let press = 0; press < 3; press++) await add.click();
  await expect(add).toHaveAttribute('data-waiting', '');
  await expect(add).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  release();
  await expect(page.getByTestId('cart-badge')).toHaveText('3');
  await expect(page.getByTestId('toast').first()).toBeVisible();
  await expect(add).not.toHaveAttribute('data-waiting');
  await expect(add).not.toHaveAttribute('aria-busy');
  await page.waitForTimeout(300);
  await expect(page.getByTestId('cart-badge')).toHaveText('3');
});

test('presses of several buttons keep their order, by keyboard, too', async ({ page }) => {
  const release = await hold(page, /\.wasm/);
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const [first, second] = [0, 1].map((place) => page.getByTestId('product-card').nth(place).getByTestId('add-to-cart'));
  await second.click();
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('theme-toggle').click();
  const dark = await page.getByTestId('theme-toggle').getAttribute('aria-pressed');
  release();
  await expect(page.getByTestId('cart-badge')).toHaveText('2');
  await expect(page.getByTestId('theme-toggle')).not.toHaveAttribute('aria-pressed', dark ?? '');
  const lines = await page.evaluate(() => window.__TARN__.store.getState().cart.lines.map(({ productId }) => productId));
  const ids = await Promise.all(
    [1, 0].map((place) => page.getByTestId('product-card').nth(place).getByTestId('product-link').first().getAttribute('href')),
  );
  expect(lines.map((id) => `/product/${id}`)).toEqual(ids);
});

test('links lead on and the search submits before the start', async ({ page }) => {
  await page.route(/\.wasm/, () => {});
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  await page.getByTestId('product-search').fill('kettle');
  await page.getByTestId('product-search').press('Enter');
  await expect(page).toHaveURL(/query=kettle/);
  await expect(page.getByTestId('product-card').first()).toContainText(/kettle/i);
  await page.getByTestId('product-link').first().click();
  await expect(page.getByTestId('product-detail')).toBeVisible();
});

test('what was typed before the start stays', async ({ page }) => {
  const release = await hold(page, /\.wasm/);
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const search = page.getByTestId('product-search');
  await search.fill('lamp');
  await expect(search).toBeFocused();
  release();
  await expect(page).toHaveURL(/query=lamp/);
  await expect(search).toHaveValue('lamp');
  await expect(search).toBeFocused();
});

test('the wait ends with a remote that cannot start', async ({ page, errors }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route(/products[^/]*\.wasm/, async (route) => {
    await held;
    await route.abort();
  });
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const add = page.getByTestId('product-card').first().getByTestId('add-to-cart');
  await add.click();
  await expect(add).toHaveAttribute('data-waiting', '');
  release();
  await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'failed');
  await expect(page.locator('[data-waiting]')).toHaveCount(0);
  errors.length = 0;
});

test('a host that cannot start leaves no button waiting, and other buttons of the page work', async ({ page, errors }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route(/host_bg\.wasm/, async (route) => {
    await held;
    await route.abort();
  });
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  await page.getByTestId('theme-toggle').click();
  await expect(page.getByTestId('theme-toggle')).toHaveAttribute('data-waiting', '');
  release();
  await expect(page.getByRole('alert')).toContainText('could not be started');
  await expect(page.locator('[data-waiting]')).toHaveCount(0);
  // Such as the button of the notice about a panic.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<button id="notice" type="button">Reload</button>');
    document.getElementById('notice')!.onclick = ({ target }) => ((target as HTMLElement).textContent = 'pressed');
  });
  await page.locator('#notice').click();
  await expect(page.locator('#notice')).toHaveText('pressed');
  errors.length = 0;
});
