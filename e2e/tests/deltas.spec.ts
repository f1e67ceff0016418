// Compression Dictionary Transport (RFC 9842): downloads of a browser that has the host or the previous build.
import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { ownServer, root } from './own_server';
import { redeployCart } from './redeploy';
import { expect, test, withConnection } from './shop';

const port = 4395;
const shop = `http://localhost:${port}`;

interface Download {
  path: string;
  encoding: string;
  bytes: number;
}

/** Downloads over the network; the browser's cache causes none. */
async function downloads(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const paths = new Map<string, string>();
  const encodings = new Map<string, string>();
  const cached = new Set<string>();
  const done: Download[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => paths.set(requestId, new URL(request.url).pathname));
  session.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  session.on('Network.responseReceived', ({ requestId, response }) => response.fromDiskCache && cached.add(requestId));
  session.on('Network.responseReceivedExtraInfo', ({ requestId, headers }) => {
    const name = Object.keys(headers).find((header) => header.toLowerCase() === 'content-encoding');
    encodings.set(requestId, name ? headers[name] : '');
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (cached.has(requestId)) return;
    done.push({ path: paths.get(requestId) ?? '', encoding: encodings.get(requestId) ?? '', bytes: encodedDataLength });
  });
  return async (act: () => Promise<void>) => {
    done.length = 0;
    await act();
    return (ending: string) => done.filter(({ path }) => path.endsWith(ending));
  };
}

/** A browser stores a dictionary some time after the download; no event reports that. */
const untilStored = (page: Page) => page.waitForTimeout(1500);

/** Appends a custom section without effect: its id, its length, the length of its name, the name. */
const withSection = (wasm: Buffer) => Buffer.concat([wasm, Buffer.from([0, 5, 4, ...Buffer.from('next')])]);

test('the host is the dictionary of a remote, and a build the dictionary of the next build', async ({ page }) => {
  const server = await ownServer(port, () => {});
  try {
    // Idle time fetches nothing, because the order of downloads matters here.
    await withConnection(page, { saveData: true });
    const during = await downloads(page);
    const visit = (address: string, landmark: string) =>
      during(async () => {
        await page.goto(`${shop}${address}`);
        await page.getByTestId(landmark).waitFor();
        await untilStored(page);
      });
    const start = await visit('/', 'nav-home');
    expect(start('/host_bg.wasm')).toMatchObject([{ encoding: 'br' }]);

    // A guest's cart redirects to the login, but the cart has loaded by then.
    const cart = await visit('/cart', 'login-phone');
    const [wasm] = cart('/cart_bg.wasm');
    expect(wasm.encoding).toBe('dcz');
    expect(wasm.bytes).toBeLessThan(49_000);
    const [glue] = cart('/cart.js');
    expect(glue.encoding).toBe('dcz');
    expect(glue.bytes).toBeLessThan(4_000);

    const again = await visit('/cart', 'login-phone');
    expect(again('_bg.wasm'), 'cached files are used, whatever dictionary is offered now').toEqual([]);

    const redeployed = redeployCart(server.dist, { wasm: withSection });
    const { status, stderr } = spawnSync('cargo', ['xtask', 'deltas', server.dist], { cwd: root, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const next = (await visit('/cart', 'login-phone'))('_bg.wasm');
    expect(next).toMatchObject([{ path: redeployed, encoding: 'dcz' }]);
    expect(next[0].bytes).toBeLessThan(1_500);
  } finally {
    await server.stop();
  }
});
