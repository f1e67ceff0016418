// Focus and scroll position: a new page starts at its top with the focus on its content, and Back restores the old position.
import { go, serve } from './javascript_remote';
import { expect, open, test } from './shop';

test('a page begins at its top with the focus on its content, and Back leads to where the shopper was', async ({ page }) => {
  const place = () => page.evaluate(() => Math.round(scrollY));
  // Browsers restore the scroll position at different times; the page must not interfere with any of them.
  await page.addInitScript(() => {
    const { scrollTo } = window;
    window.scrolls = 0;
    window.scrollTo = ((...to: [number, number]) => {
      window.scrolls++;
      scrollTo(...to);
    }) as typeof scrollTo;
  });
  const scrolls = () => page.evaluate(() => window.scrolls);
  let moves = 0;
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  for (const product of [18, 12]) {
    const link = page.getByTestId('product-link').nth(product);
    await link.scrollIntoViewIfNeeded();
    const before = await place();
    expect(before).toBeGreaterThan(100);
    await link.click();
    await expect(page.getByTestId('product-detail')).toBeVisible();
    await expect.poll(place).toBe(0);
    moves++;
    await expect(page.locator('#main')).toBeFocused();
    await page.goBack();
    await expect(page.getByTestId('product-card')).toHaveCount(24);
    await expect.poll(place).toBe(before);
    await expect(page.locator('#main')).toBeFocused();
    expect(await scrolls()).toBe(moves);
  }
  // The component stays and gets other props: the focused element remains, but the focus still moves to the content.
  await page.getByTestId('product-link').first().click();
  const name = page.locator('main h1');
  const first = await name.innerText();
  await page.locator('#main').evaluate((main) => main.insertAdjacentHTML('beforeend', '<a href="/product/p9" id="next">Next</a>'));
  await page.locator('#next').focus();
  await page.keyboard.press('Enter');
  await expect(name).not.toHaveText(first);
  await expect(page.locator('#main')).toBeFocused();
});

test('a focus that a remote sets on mount is kept', async ({ page }) => {
  await serve(page);
  await page.addInitScript(() => {
    window.told = {
      calls: [],
      mounting: (element) => {
        element.innerHTML = '<input aria-label="Quantity" id="wanted">';
        element.querySelector('input')!.focus();
        return { name: 'focused' };
      },
    };
  });
  await open(page, '/product/p1');
  await expect(page.locator('#wanted')).toBeFocused();
  await go(page, '/login');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  await expect(page.locator('#main')).toBeFocused();
  // Its code is loaded by now, so it mounts before the next frame.
  await go(page, '/product/p1');
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  await expect(page.locator('#wanted')).toBeFocused();
});
