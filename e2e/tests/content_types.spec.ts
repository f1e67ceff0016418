// Servers with wrong content types. Files verified by their hash load anyway; for a file that the browser refuses, the error names the server as the
// cause.
import { expect, open, test } from './shop';

const serveAs = (page: import('@playwright/test').Page, address: string, type: string | null) =>
  page.route(address, async (route) => {
    const response = await route.fetch();
    const { 'content-type': _, ...headers } = response.headers();
    await route.fulfill({ response, headers: type === null ? headers : { ...headers, 'content-type': type } });
  });

for (const type of ['application/octet-stream', 'application/wasm; charset=utf-8', 'text/plain', 'text/html', null]) {
  test(`wasm with ${type ?? 'no content type'} starts, with one warning per file`, async ({ page }) => {
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await serveAs(page, '**/*.wasm*', type);
    await open(page, '/login');
    await expect(page.getByTestId('login-phone')).toBeVisible();
    const named = (file: string) => warnings.filter((warning) => warning.includes(file) && warning.includes(`Content-Type: ${type}`));
    expect(named('host_bg.wasm')).toHaveLength(1);
    expect(named('auth_bg.wasm')).toHaveLength(1);
  });
}

for (const [file, pattern, type, needed] of [
  ['script', '**/remotes/auth/*/auth.js*', 'text/plain', 'text/javascript'],
  ['style sheet', '**/remotes/auth/*/auth.css*', 'application/octet-stream', 'text/css'],
]) {
  test(`a remote’s ${file} with ${type} is reported as a fault of the server, with its header`, async ({ page, errors }) => {
    await serveAs(page, pattern, type);
    await open(page, '/login');
    const failure = page.locator('main').getByTestId('remote-error');
    await expect(failure).toContainText('FED-006', { timeout: 15_000 });
    await expect(failure).toContainText(`Content-Type: ${type}`);
    await expect(failure).toContainText(needed);
    errors.length = 0;
  });
}
