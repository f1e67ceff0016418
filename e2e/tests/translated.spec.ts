// Foreign changes of the DOM: browsers translate the page, extensions insert and remove elements. The page keeps working, and nothing throws.
import { addToCart, expect, logIn, open, path, test } from './shop';

/** Wraps every text, including later ones, as Chromium's translation does: it replaces the text node. */
function translatePage(keepsNodes: boolean) {
  const isText = (node: Node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? '');
  const wrap = (text: Node) => {
    if (!text.parentElement || text.parentElement.closest('font, script, style, noscript')) return;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    const parent = text.parentNode!;
    const translated = keepsNodes ? text : document.createTextNode(text.nodeValue!);
    parent.replaceChild(outer, text);
    outer.append(inner);
    inner.append(translated);
  };
  const translate = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Node[] = isText(root) ? [root] : [];
    while (walker.nextNode()) if (isText(walker.currentNode)) texts.push(walker.currentNode);
    texts.forEach(wrap);
  };
  const start = () => {
    document.documentElement.classList.add('translated-ltr');
    translate(document.body);
    new MutationObserver((records) => {
      for (const record of records) {
        if (record.type === 'characterData') translate(record.target);
        record.addedNodes.forEach((node) => node.isConnected && translate(node));
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  };
  start();
}

for (const [how, keepsNodes] of [
  ['is replaced', false],
  ['is moved', true],
] as const) {
  test(`a translated page works if each text node ${how}: cart, quantity, payment, orders`, async ({ page }) => {
    await logIn(page);
    await page.evaluate(translatePage, keepsNodes);
    await addToCart(page, 2);
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    await addToCart(page, 1);
    await expect(page.getByTestId('cart-badge')).toHaveText('3');
    await page.getByTestId('nav-cart').click();
    await expect(page.getByTestId('cart-line')).toHaveCount(2);
    const total = await page.getByTestId('cart-total').innerText();
    await page.getByTestId('qty-input').first().fill('7');
    await expect(page.getByTestId('cart-badge')).toHaveText('8');
    await expect(page.getByTestId('cart-total')).not.toHaveText(total);
    await page.getByTestId('remove-line').last().click();
    await expect(page.getByTestId('cart-line')).toHaveCount(1);
    await expect(page.getByTestId('cart-badge')).toHaveText('7');
    const due = await page.getByTestId('cart-total').innerText();
    await page.getByTestId('go-to-checkout').click();
    await expect(page.getByTestId('checkout-total')).toHaveText(due);
    await page.getByTestId('pay').click();
    await expect(page.getByTestId('order-row')).toHaveCount(1);
    await expect(page.getByTestId('cart-badge')).toHaveText('0');
    for (const link of ['nav-home', 'nav-products', 'nav-orders', 'nav-cart', 'nav-account']) await page.getByTestId(link).first().click();
    await page.goBack();
    await expect.poll(() => path(page)).toBe('/cart');
    await expect(page.getByTestId('cart-empty')).toBeVisible();
    await page.getByTestId('theme-toggle').click();
  });
}

test('a translated list follows search, sorting and paging', async ({ page }) => {
  await open(page, '/products');
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await page.evaluate(translatePage, false);
  const first = page.getByTestId('product-link').first();
  await page.getByTestId('product-sort').selectOption({ index: 2 });
  const name = await first.innerText();
  await page.getByTestId('next-page').click();
  await expect(first).not.toHaveText(name);
  await expect(page.getByTestId('product-count')).toContainText('page 2');
  await first.click();
  await expect(page.getByTestId('product-detail')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('product-card').first()).toBeVisible();
});

test('elements inserted by an extension among rows and into texts disturb nothing', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  await page.evaluate(() => {
    const foreign = () => Object.assign(document.createElement('foreign-widget'), { className: 'x' });
    for (const line of document.querySelectorAll('[data-testid=cart-line]')) line.before(foreign());
    for (const input of document.querySelectorAll('input')) input.after(foreign());
    document.querySelector('[data-testid=cart-total]')!.append(foreign());
    document.querySelector('[data-testid=cart-badge]')!.prepend(foreign());
    document.body.prepend(foreign());
    document.querySelector('main')!.prepend(foreign());
  });
  const second = page.getByTestId('qty-input').nth(1);
  await second.fill('5');
  await expect(page.getByTestId('cart-badge')).toHaveText('7');
  await expect(second).toBeFocused();
  await page.getByTestId('remove-line').first().click();
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  await expect(page.getByTestId('cart-badge')).toHaveText('6');
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});

test('elements removed or wrapped by an extension stop nothing', async ({ page }) => {
  await logIn(page);
  await addToCart(page, 3);
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll('[data-testid=cart-line]');
    first.remove();
    const wrapper = document.createElement('div');
    second.replaceWith(wrapper);
    wrapper.append(second);
    document.querySelector('footer')!.remove();
    document.querySelector('title')!.remove();
  });
  await page.getByTestId('qty-input').last().fill('4');
  await expect(page.getByTestId('cart-badge')).toHaveText('6');
  await page.getByTestId('nav-products').click();
  await expect(page.getByTestId('product-card')).toHaveCount(24);
  await expect.poll(() => page.title()).toContain('Products');
  await page.getByTestId('nav-cart').click();
  await expect(page.getByTestId('cart-line')).toHaveCount(3);
  // The content element itself.
  await page.evaluate(() => document.querySelector('main')!.remove());
  await page.getByTestId('nav-home').click();
  await expect.poll(() => path(page)).toBe('/');
});
