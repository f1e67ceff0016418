// Usage: node check.mjs [base URL]. Checks the whole contract of README.md; exits non-zero at the first breach.
import assert from 'node:assert/strict';
import { launch } from '../browser.mjs';

const base = process.argv[2] ?? 'http://127.0.0.1:4173';
const browser = await launch();
const page = await browser.newPage();
page.setDefaultTimeout(5000);
const errors = [];
page.on('pageerror', ({ message }) => errors.push(message));
page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

const get = (id) => page.getByTestId(id);
const text = async (id) => (await get(id).textContent()).trim();
const path = () => new URL(page.url()).pathname;
const shows = (id) => get(id).first().waitFor();

await page.goto(`${base}/products`);
await shows('product-card');
assert.equal(await get('product-card').count(), 24);
assert.equal(await text('cart-badge'), '0');
for (const index of [3, 4, 3]) await get('add-to-cart').nth(index).click();
assert.equal(await text('cart-badge'), '3');
await shows('toast');

await get('nav-cart').click(); // a guest is redirected to the login
await shows('login-phone');
assert.equal(path(), '/login');
await get('login-phone').fill('5550100');
await get('login-code').fill('123456');
await get('login-submit').click();
await shows('nav-account');

await get('nav-cart').click();
await shows('cart-line');
assert.equal(await get('cart-line').count(), 2);
await get('qty-input').first().fill('5');
assert.equal(await text('cart-badge'), '6');
assert.equal(await text('cart-total'), '$385.25');
await page.waitForTimeout(1500);
await page.reload();
await shows('cart-line');
assert.equal(await text('cart-badge'), '6');
await get('remove-line').nth(1).click();
assert.equal(await text('cart-badge'), '5');

await get('go-to-checkout').click();
await shows('checkout-line');
assert.equal(await text('checkout-total'), '$370.00');
await get('pay').click();
await shows('order-row');
assert.equal(path(), '/orders');
assert.equal(await text('cart-badge'), '0');

await get('nav-account').click();
await get('profile-name').fill('Ada');
await get('profile-save').click();
assert.equal(await text('login-state'), 'Ada');
await get('logout').click();
await shows('nav-login');

await page.goto(`${base}/product/p7`);
await shows('product-detail');
await get('add-to-cart').click();
assert.equal(await text('cart-badge'), '1');
await get('nav-home').click();
await shows('mini-cart');
await page.goto(`${base}/cart`); // directly to a page that requires a login
await shows('login-phone');

assert.deepEqual(errors, []);
console.log('the contract holds');
await browser.close();
