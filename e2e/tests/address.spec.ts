// Links and the address: the page handles its own links, the browser all others.
import { expect, logIn, open, path, state, test } from './shop';

test('a link changes the address without a reload, Back returns, and the same link again is no new entry', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await page.getByTestId('nav-products').click();
  await page.getByTestId('product-card').first().waitFor();
  await page.getByTestId('nav-products').click();
  expect(await entries()).toBe(before + 1);
  await page.goBack();
  await expect(page).toHaveTitle(/^Tarn,/);
  await page.goForward();
  await expect(page).toHaveTitle(/^Products/);
  expect(await page.evaluate(() => window.sameDocument)).toBe(true);
});

test('a link in a shadow root and one with an escaped address are followed like any other', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(() => {
    const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    root.innerHTML = '<a href="/nowhere%20at%20all?x=1#there"><b>there</b></a>';
    Object.assign(window, { sameDocument: true });
  });
  await page.getByText('there', { exact: true }).click();
  await expect(page.getByTestId('not-found')).toBeVisible();
  expect(page.url()).toMatch(/\/nowhere%20at%20all\?x=1#there$/);
  expect(await page.evaluate(() => window.sameDocument)).toBe(true);
});

test('links out of the page are left to the browser', async ({ page }) => {
  await open(page, '/');
  const followed = await page.evaluate(() => {
    const isFollowed = (attributes: string, click: MouseEventInit = {}) => {
      const place = document.body.appendChild(document.createElement('div'));
      place.innerHTML = `<a ${attributes}>link</a>`;
      let followed = false;
      // Runs after the page's own listener and cancels the real navigation.
      const last = (event: Event) => {
        followed = event.defaultPrevented;
        event.preventDefault();
      };
      window.addEventListener('click', last, { once: true });
      place.firstChild!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, ...click }));
      return followed;
    };
    return {
      elsewhere: isFollowed('href="https://example.com/cart"'),
      window: isFollowed('href="/cart" target="_blank"'),
      download: isFollowed('href="/cart" download'),
      withControl: isFollowed('href="/cart"', { ctrlKey: true }),
      middle: isFollowed('href="/cart"', { button: 1 }),
      within: isFollowed('href="#main"'),
      none: isFollowed(''),
      plain: isFollowed('href="/cart"'),
    };
  });
  expect(followed).toEqual({
    elsewhere: false,
    window: false,
    download: false,
    withControl: false,
    middle: false,
    within: false,
    none: false,
    plain: true,
  });
  await expect.poll(() => path(page)).not.toBe('/');
});

test('a link to the page that two steps Back have left is a new entry', async ({ page }) => {
  await open(page, '/');
  await page.locator('[data-category=desk]').click();
  await page.getByTestId('product-card').first().waitFor();
  await page.getByTestId('nav-products').click();
  await expect(page).toHaveURL('/products');
  await page.evaluate(() => history.go(-2));
  await expect(page).toHaveTitle(/^Tarn,/);
  await page.getByTestId('nav-products').click();
  await expect(page).toHaveURL('/products');
  await expect(page).toHaveTitle(/^Products/);
  await page.goBack();
  await expect(page).toHaveTitle(/^Tarn,/);
});

test('where the browser refuses an entry of the history, the page stays and works on', async ({ page, errors }) => {
  await open(page, '/');
  await page.evaluate(() => {
    history.pushState = () => {
      throw new DOMException('too many changes', 'SecurityError');
    };
  });
  await page.getByTestId('nav-products').click();
  await expect.poll(() => errors.length).toBe(1);
  expect(errors.pop()).toContain('too many changes');
  expect(path(page)).toBe('/');
  await page.evaluate(() => void Reflect.deleteProperty(history, 'pushState'));
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card').first()).toBeVisible();
});

test('escapes of a link stay as they are', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(() => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = '/nowhere/%2541?x=%2526#%2523';
    link.click();
  });
  await expect(page.getByTestId('not-found')).toBeVisible();
  expect(page.url()).toMatch(/\/nowhere\/%2541\?x=%2526#%2523$/);
});

test('Back skips a completed login', async ({ page }) => {
  await open(page, '/');
  await page.getByTestId('nav-products').click();
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await logIn(page);
  await expect(page.getByTestId('cart-empty')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('product-card').first()).toBeVisible();
  expect(path(page)).toBe('/products');
  await page.goBack();
  await expect(page).toHaveTitle(/^Tarn,/);
});

test('the login link of the header leads back to where it was used', async ({ page }) => {
  await open(page, '/product/p7?from=a%20friend');
  const link = page.getByTestId('nav-login');
  await expect(link).toHaveAttribute('href', `/login?next=${encodeURIComponent('/product/p7?from=a%20friend')}`);
  await link.click();
  await expect(page.getByTestId('login-phone')).toBeVisible();
  // On the login page, repeated clicks keep the return address.
  await link.click();
  await logIn(page);
  await expect(page.getByTestId('product-detail')).toBeVisible();
  expect(page.url()).toMatch(/\/product\/p7\?from=a%20friend$/);
  await page.goBack();
  await expect.poll(() => page.url()).toMatch(/product|blank/);
  expect((await state(page)).user.isLoggedIn).toBe(true);
});

test('a page of a remote has its own title from the start', async ({ page, errors }) => {
  await page.route('**/federation.json', async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    list.remotes.products.routes = [
      { path: '/look/:productId', component: 'ProductDetail', title: 'A closer look' },
      { path: '/stare/:productId', component: 'ProductDetail' },
    ];
    await route.fulfill({ response: answer, json: list });
  });
  await open(page, '/look/p7');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expect(page).toHaveTitle('A closer look · Tarn');
  await page.getByTestId('nav-products').click();
  await expect(page).toHaveTitle('Products · Tarn');
  const go = (address: string) =>
    page.evaluate((address) => {
      document.body.insertAdjacentHTML('beforeend', `<a href="${address}" id="go"></a>`);
      document.getElementById('go')!.click();
      document.getElementById('go')!.remove();
    }, address);
  await go('/stare/p7');
  await expect(page).toHaveTitle('products · Tarn');
  await go('/nowhere');
  await expect(page).toHaveTitle('Page not found · Tarn');
  await go('/look/p7');
  await expect(page).toHaveTitle('A closer look · Tarn');
  // The server knows the routes of its own federation.json, not of the changed one.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('404')));
});

test('a product has one address: upper case in its id redirects, on the server and within the page', async ({ page }) => {
  await open(page, '/product/P1?from=mail#reviews');
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expect(page).toHaveURL(/\/product\/p1\?from=mail#reviews$/);
  const name = await page.title();
  await open(page, '/products');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const entries = await page.evaluate(() => history.length);
  await page.evaluate(() => history.pushState(null, '', '/product/P1?from=page'));
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await expect(page).toHaveURL(/\/product\/p1\?from=page$/);
  await expect(page).toHaveTitle(name);
  expect(await page.evaluate(() => [window.sameDocument, history.length])).toEqual([true, entries + 1]);
});
