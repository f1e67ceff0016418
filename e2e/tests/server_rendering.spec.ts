// Pages that the server has rendered: what they have without scripts, and how the apps take them over.
import { expect, forgive, test } from './shop';

/** The page as the server sends it. */
const html = async (request: import('@playwright/test').APIRequestContext, address: string) => {
  const answer = await request.get(address);
  return { answer, text: await answer.text() };
};

const json = (text: string) => JSON.parse(/id="tarn-data">([^<]*)</.exec(text)?.[1] ?? 'null');

test('the server sends the shell, the remote in its slot, the head and the data', async ({ request }) => {
  const { answer, text } = await html(request, '/products');
  expect(answer.status()).toBe(200);
  expect(text).toContain('<title>Products · Tarn</title>');
  expect(text).toMatch(/<link rel="canonical" href="http:\/\/localhost:\d+\/products">/);
  expect(text).toContain('data-testid="nav-cart"');
  expect(text).toMatch(/<section[^>]*data-remote="products"[^>]*data-rendered="server"/);
  expect(text.match(/data-testid="product-card"/g)).toHaveLength(24);
  expect(json(text).answers['/api/products'].items).toHaveLength(24);
});

test('a page is fit for shared caches and for links in other places', async ({ request }) => {
  const { answer, text } = await html(request, '/product/p1');
  const { name, image } = json(text).answers['/api/products/p1'];
  const property = (named: string) => new RegExp(`<meta property="${named}" content="([^"]*)">`).exec(text)?.[1];
  expect(property('og:title')).toBe(`${name} · Tarn`);
  expect(property('og:url')).toMatch(/\/product\/p1$/);
  expect(property('og:image')).toContain(image);
  expect(answer.headers()['cache-control']).toMatch(/^public, .*s-maxage=\d+/);
  expect(answer.headers()['set-cookie']).toBeUndefined();
});

test('a page with data of a user comes with a skeleton', async ({ request }) => {
  for (const [address, remote] of [
    ['/cart', 'cart'],
    ['/orders', 'orders'],
    ['/account', 'account'],
  ]) {
    const { text } = await html(request, address);
    const slot = new RegExp(`<section[^>]*data-remote="${remote}"[^>]*>`).exec(text)?.[0];
    expect(slot, address).toContain('aria-busy="true"');
    expect(slot, address).not.toContain('data-rendered');
  }
});

test('search, category, sort and page are rendered', async ({ request }) => {
  const whole = await html(request, '/products');
  const second = await html(request, '/products?page=2');
  const names = (text: string) => [...text.matchAll(/data-testid="product-link"[^>]*>([^<]*)</g)].map(([, name]) => name);
  expect(names(second.text)).not.toEqual(names(whole.text));
  const kitchen = await html(request, '/products?category=kitchen');
  expect(names(kitchen.text).length).toBeLessThan(24);
  expect(Object.keys(json(kitchen.text).answers)).toEqual(['/api/products?category=kitchen']);
});

test('a product has its own head, and an unknown one is not found', async ({ request }) => {
  const { text } = await html(request, '/product/p1');
  const { name, summary } = json(text).answers['/api/products/p1'];
  expect(text).toContain(`<title>${name} · Tarn</title>`);
  expect(text).toContain(summary);
  const ld = JSON.parse(/<script type="application\/ld\+json">([^<]*)</.exec(text)?.[1] ?? 'null');
  expect(ld).toMatchObject({ '@type': 'Product', name, offers: { '@type': 'Offer', priceCurrency: 'USD' } });

  const unknown = await html(request, '/product/nothing');
  expect(unknown.answer.status()).toBe(404);
  expect(unknown.text).toContain('There is no such product');
  const nowhere = await html(request, '/nowhere');
  expect(nowhere.answer.status()).toBe(404);
  expect(nowhere.text).toContain('This page does not exist');
});

for (const address of [
  '/',
  '/products',
  '/products?page=2',
  '/products?category=kitchen&sort=price',
  '/product/p1',
  '/cart',
  '/orders',
  '/account',
  '/login',
  '/nowhere',
  '/product/nothing',
]) {
  test(`${address}: the apps keep what the server has sent`, async ({ page, errors }) => {
    await page.goto(address);
    await page.waitForFunction(() => window.__TARN__?.ready);
    await expect(page.locator('[data-testid=remote-slot][data-status=loading]')).toHaveCount(0);
    expect(await page.evaluate(() => window.__TARN__.metrics().viewMismatches)).toBe(0);
    forgive(errors, /status of 404/);
  });
}

test('nodes of the server stay, with what a script has set on them', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route('**/*.wasm*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/products', { waitUntil: 'domcontentloaded' });
  const card = page.getByTestId('product-card').first();
  await expect(card).toBeVisible();
  await card.evaluate((element) => Object.assign(element, { mark: 'server' }));
  release();
  await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');
  expect(await card.evaluate((element: Element & { mark?: string }) => element.mark)).toBe('server');
  expect(await page.evaluate(() => window.__TARN__.metrics().viewMismatches)).toBe(0);
  await card.getByTestId('add-to-cart').click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
});

test('the data of the page are not asked for again', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/products');
  await expect(page.locator('[data-remote=products]')).toHaveAttribute('data-status', 'ready');
  expect(asked.filter((path) => path === '/api/products')).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('home, lists, search and products can be read and walked', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'See all products' }).click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await page.getByTestId('next-page').click();
    await expect(page).toHaveURL(/page=2/);
    await page.getByTestId('product-link').first().click();
    await expect(page.getByTestId('product-detail')).toBeVisible();
    await page.goto('/products');
    await page.getByTestId('product-search').fill('lamp');
    await page.getByTestId('product-search').press('Enter');
    await expect(page).toHaveURL(/lamp/);
    await expect(page.getByTestId('product-card').first()).toContainText(/lamp/i);
  });

  test('a page has its styles inside', async ({ page }) => {
    await page.route('**/*.css', (route) => route.abort());
    await page.goto('/products');
    // One of the host's rules and one of the remote's.
    await expect(page.locator('.grid-products')).toHaveCSS('display', 'grid');
    await expect(page.locator('.products-toolbar')).toHaveCSS('display', 'grid');
  });

  test('the order and the category of the address are chosen, and another order can be', async ({ page }) => {
    await page.goto('/products?category=desk&sort=price-asc');
    await expect(page.getByTestId('product-category')).toHaveValue('desk');
    await expect(page.getByTestId('product-sort')).toHaveValue('price-asc');
    await page.getByTestId('product-sort').selectOption('name');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/category=desk&sort=name/);
    await expect(page.getByTestId('product-card')).toHaveCount(8);
  });

  test('a page beyond the last one has a way back', async ({ page }) => {
    await page.goto('/products?page=99');
    await expect(page.getByText('Nothing can be shown here')).toBeInViewport();
    await expect(page.getByText('needs JavaScript')).toBeHidden();
    await page.getByRole('link', { name: 'Show all products' }).click();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
  });

  test('the theme is the system’s', async ({ page }) => {
    const background = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/products');
    expect(await background()).toBe('rgb(20, 25, 23)');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background()).toBe('rgb(247, 245, 240)');
  });

  for (const address of ['/cart', '/orders', '/account', '/checkout/payment']) {
    test(`${address} says what it needs`, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText('needs JavaScript')).toBeVisible();
    });
  }
});
