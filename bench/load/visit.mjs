// Visits to a shop, through addresses and test ids only.
import { setTimeout as sleep } from 'node:timers/promises';
import { record } from './network.mjs';
import { insidePage } from './page.js';

export const at = (id) => `[data-testid="${id}"]`;
export const LINES = 3;

/** A timeout that even a busy machine meets. */
const PATIENCE_MS = 120_000;

/** Throttled by Chromium: the network to 1.6 Mbit/s with 150 ms added to each request, the main thread to a quarter. Threads
 * that compile wasm are not slowed. */
export const SPEEDS = {
  'full speed': {},
  throttled: {
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 },
  },
};

/** Cross-origin isolation gives performance.now() a resolution of 5 µs, and allows measuring the memory of the whole page. */
const isolate = (context) =>
  context.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['content-encoding']; // the body is already decoded
    delete headers['content-length'];
    headers['cross-origin-opener-policy'] = 'same-origin';
    headers['cross-origin-embedder-policy'] = 'require-corp';
    headers['cross-origin-resource-policy'] = 'same-origin';
    await route.fulfill({ response, headers });
  });

/** The browser's setting to save data: the shops then fetch nothing in idle time. */
const saveData = () => Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } });

/** A page in its own context with empty caches. Fails if the page reports an error. */
export async function withPage(browser, { state, scenario, speed = {}, isolated = false, savesData = false, viewport }, use) {
  const context = await browser.newContext({ storageState: state?.local, viewport });
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    if (isolated) await isolate(context);
    await context.addInitScript(insidePage, { saved: state?.session, scenario });
    if (savesData) await context.addInitScript(saveData);
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    page.on('console', (message) => message.type() === 'error' && errors.push(new Error(message.text())));
    const cdp = await context.newCDPSession(page);
    const network = await record(cdp);
    if (speed.network) await cdp.send('Network.emulateNetworkConditions', speed.network);
    if (speed.cpu) await cdp.send('Emulation.setCPUThrottlingRate', { rate: speed.cpu });
    const result = await use(page, { cdp, network });
    if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
    return result;
  } finally {
    await context.close();
  }
}

/** Opens an address of the shop, and waits until the page has loaded completely. */
export async function goTo(page, url, landmark) {
  await page.goto(url);
  await page.waitForSelector(at(landmark));
  await settle(page);
}

export async function settle(page) {
  await page.waitForLoadState('networkidle');
  await sleep(300);
}

let phones = 0;

/** Fills in the form: the phone first, then the code, which the shop shows for demonstration. */
export async function fillInLogin(page) {
  await page.fill(at('login-phone'), String(5_550_000 + phones++));
  await page.click(at('login-submit'));
  const code = page.locator(at('login-code'));
  await code.waitFor();
  await code.fill((await page.innerText(at('login-demo-code'))).replace(/\D/g, ''));
  await page.click(at('login-submit'));
  await page.waitForSelector(at('nav-account'));
  await code.waitFor({ state: 'detached' });
}

export async function addToCart(page, count) {
  for (let index = 0; index < count; index++) await page.click(`${at('add-to-cart')} >> nth=${index}`);
}

/** Logs in and fills the cart by clicking, then saves the stored data of the page, including cookies. Repeated for every
 * context, because a server with rotating refresh tokens accepts each token only once. */
export const logIn = (browser, shop) =>
  withPage(browser, {}, async (page) => {
    await page.goto(`${shop.url}/login`);
    await fillInLogin(page);
    await page.click(at('nav-products'));
    await addToCart(page, LINES);
    await sleep(1500);
    return { local: await page.context().storageState(), session: await page.evaluate(() => ({ ...sessionStorage })) };
  });
