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

test('ten quick presses are ten, and none is lost', async ({ page }) => {
  const release = await hold(page, /\.wasm/);
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const add = page.getByTestId('product-card').first().getByTestId('add-to-cart');
  await add.click({ clickCount: 10 });
  release();
  await expect(page.getByTestId('cart-badge')).toHaveText('10');
  expect(await page.evaluate(() => ({ ...window.__PRELOAD__.earlyPresses }))).toMatchObject({ kept: 10, repeated: 10 });
});

test('the product that a page is about can be put into the cart before the start', async ({ page }) => {
  const release = await hold(page, /\.wasm/);
  await page.goto('/product/p1', { waitUntil: 'domcontentloaded' });
  const add = page.getByTestId('product-detail').getByTestId('add-to-cart');
  await add.click();
  await expect(add).toHaveAttribute('data-waiting', '');
  release();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  await expect(page.locator('[data-waiting]')).toHaveCount(0);
});

test('a press with a key held down is the browser’s', async ({ page }) => {
  const release = await hold(page, /\.wasm/);
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const add = page.getByTestId('product-card').first().getByTestId('add-to-cart');
  await add.click({ modifiers: ['Alt'] });
  await expect(add).not.toHaveAttribute('data-waiting');
  release();
  await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
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

test('the wait ends when the host cannot start, and the page can still be read', async ({ page, errors }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route(/host[^/]*\.wasm/, async (route) => {
    await held;
    await route.abort();
  });
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const buttons = [page.getByTestId('theme-toggle'), page.getByTestId('product-card').first().getByTestId('add-to-cart')];
  for (const button of buttons) {
    await button.click();
    await expect(button).toHaveAttribute('data-waiting', '');
  }
  release();
  await expect(page.getByRole('alert')).toContainText('could not be started');
  await expect(page.locator('[data-waiting], button[aria-busy=true]')).toHaveCount(0);
  await buttons[1].click();
  await expect(page.locator('[data-waiting]')).toHaveCount(0);
  // Such as the button of the notice about a panic.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<button id="notice" type="button">Reload</button>');
    document.getElementById('notice')!.onclick = ({ target }) => ((target as HTMLElement).textContent = 'pressed');
  });
  await page.locator('#notice').click();
  await expect(page.locator('#notice')).toHaveText('pressed');
  await page.getByTestId('product-link').first().click();
  await expect(page.getByTestId('product-detail')).toBeVisible();
  errors.length = 0;
});

test('the wait ends when the host refuses to start', async ({ page, errors }) => {
  await page.addInitScript(() => Object.defineProperty(window, '__TARN__', { value: { protocol: 99 } }));
  const release = await hold(page, /host_bg\.wasm/);
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const button = page.getByTestId('product-card').first().getByTestId('add-to-cart');
  await button.click();
  await expect(button).toHaveAttribute('data-waiting', '');
  release();
  await expect(page.getByRole('alert')).toContainText('could not be started');
  await expect(page.locator('[data-waiting], button[aria-busy=true]')).toHaveCount(0);
  errors.length = 0;
});

test('buttons of other scripts work before the start', async ({ page }) => {
  await page.route(/\.wasm/, () => {});
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  await page.evaluate(() => {
    const banner = document.createElement('button');
    banner.textContent = 'Close the banner';
    banner.onclick = () => banner.remove();
    document.body.append(banner);
  });
  const banner = page.getByRole('button', { name: 'Close the banner' });
  await banner.click();
  await expect(banner).toHaveCount(0);
});
