// Props as plain data, in any language on either side.
import type { Page } from '@playwright/test';
import { expect, open, test } from './shop';

declare global {
  interface Window {
    /** Subjects of pages that were mounted by hand. */
    subjects: Record<string, unknown>[];
  }
}

/** Mounts a component of a remote as a JavaScript host would; returns the thrown error. */
const mount = (page: Page, remote: string, component: string, props: Record<string, unknown>) =>
  page.evaluate(
    async ({ remote, component, props }) => {
      const { url } = __TARN__.remotes().find(({ name }) => name === remote)!;
      const { entry } = await (await fetch(url!)).json();
      const module: Federation.Remote = await import(new URL(entry.js, url!).href);
      const element = document.body.appendChild(document.createElement('div'));
      element.id = 'mounted-by-hand';
      window.subjects = [];
      try {
        module.mount(element, component, {
          handleNavigate: () => {},
          onSubject: (subject: Record<string, unknown>) => window.subjects.push(subject),
          ...props,
        });
      } catch (error) {
        return String(error);
      }
    },
    { remote, component, props },
  );

test('a struct reaches JavaScript as a plain object', async ({ page }) => {
  await open(page, '/product/p1');
  const title = await page.getByTestId('product-detail').getByRole('heading').innerText();
  // The host in Rust applies it.
  await expect(page).toHaveTitle(`${title} · Tarn`);
  await expect(page.locator('meta[name="description"]')).not.toHaveAttribute('content', '');
  expect(await mount(page, 'products', 'ProductDetail', { productId: 'p1' })).toBeUndefined();
  await expect.poll(() => page.evaluate(() => window.subjects)).toEqual([{ title, description: expect.stringMatching(/\w+/) }]);
});

test('an enum is a string, and an unknown one is refused with the prop and the known values', async ({ page }) => {
  await open(page, '/login');
  await expect(page.getByTestId('login-phone')).toBeVisible();
  expect(await mount(page, 'auth', 'OTPVerify', { sessionProblem: 'waiting' })).toBeUndefined();
  await expect(page.locator('#mounted-by-hand').getByTestId('login-phone')).toBeVisible();
  const refused = await mount(page, 'auth', 'OTPVerify', { sessionProblem: 'garden' });
  for (const part of ['FED-011', '"OTPVerify"', '"sessionProblem"', 'sessionProblem: "garden" is none of waiting, checking'])
    expect(refused).toContain(part);
});
