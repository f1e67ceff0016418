// A remote written in JavaScript only, whose source is a test's. It replaces a remote of the shop.
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { withoutRenderedHtml } from './shop';

/** The module's behaviour on mount, and the recorded calls. */
interface Told {
  calls: string[];
  mounting(element: HTMLElement): unknown;
}
declare global {
  interface Window {
    told: Told;
  }
}

export const MODULE = `
const { told } = window;
export function mount(element, component, props) {
  told.calls.push('mount ' + component + ' ' + props.productId);
  element.append('half');
  return told.mounting(element);
}
export function update(handle, props) {
  told.calls.push('update ' + handle.name + ' ' + props.productId);
}
export function unmount(handle) {
  told.calls.push('unmount ' + handle.name);
}
`;

/** Serves it in place of products. */
export async function serve(page: Page, module = MODULE) {
  const manifest = {
    schema: 1,
    name: 'products',
    version: '1.0.0',
    buildId: 'x',
    exposes: ['ProductDetail'],
    entry: { js: 'x/products.js' },
    integrity: { 'x/products.js': `sha384-${createHash('sha384').update(module).digest('base64')}` },
  };
  await withoutRenderedHtml(page);
  await page.route('**/remotes/products/remote.json', (route) => route.fulfill({ json: manifest }));
  await page.route('**/remotes/products/x/products.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: module }));
}

export const calls = (page: Page) => page.evaluate(() => window.told.calls);

/** Navigates as a link does. */
export const go = (page: Page, address: string) =>
  page.evaluate((address) => {
    const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: address }));
    link.click();
    link.remove();
  }, address);
