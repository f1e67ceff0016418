// A thousand mounts and unmounts (in the gate, some hundreds) leave nothing behind: no listener, no node, no memory, of wasm or of JavaScript. The
// suite fails without any single `on_cleanup` of the shop.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { times } from '../share';
import { root } from './own_server';
import { addToCart, expect, logIn, open, test, withConnection } from './shop';

// A trace of thousands of requests would be most of the work.
test.use({ trace: 'off' });

const WARM_UP = 300;
// Bytes that the engine takes late, for any number of mounts: code that it compiles anew. One leaked mount takes kilobytes.
const SETTLING = 40_000;
const MOUNTS = times(1_000, 300);
/** Mounts between garbage collections: the browser frees the callbacks that a host passes as props. */
const BATCH = 100;
const PAGE = 65_536;
/**
 * Heap growth allowed per mount, in bytes: the engine keeps feedback about code that runs often. It is up to 159 for products on a busy
 * machine; a leaked subscription takes some hundreds. With fewer mounts, feedback that is collected once weighs more in each.
 */
const HEAP = times(220, 400);
/** The same for React, whose code is larger; a leaked component takes thousands. */
const HEAP_OF_REACT = 450;

/** Place of a component: an address, or `hover` for the preview at the cart's link; and its landmark after the API has answered. */
type Place = [address: string, landmark: string];
interface Remote {
  name: string;
  places: Place[];
  /** Number of mounts, if not `MOUNTS`. */
  mounts?: number;
  /** Routes that federation.json gives to the remote. */
  routes?: { path: string; component: string }[];
}

const ADD_TO_CART = '/add/p1';
const REMOTES: Remote[] = [
  { name: 'auth', places: [['/login', 'login-phone']] },
  {
    name: 'cart',
    places: [
      ['/cart', 'cart-line'],
      ['hover', 'mini-cart'],
    ],
  },
  {
    name: 'products',
    places: [
      ['/products', 'add-to-cart'],
      ['/product/p1', 'add-to-cart'],
      [ADD_TO_CART, 'add-to-cart'],
      ['/product/p2', 'add-to-cart'],
    ],
    routes: [{ path: '/add/:productId', component: 'AddToCartButton' }],
  },
  // The address of an order exists only after the purchase.
  {
    name: 'orders',
    places: [
      ['/orders', 'order-row'],
      ['/checkout/payment', 'checkout-line'],
      ['an order', 'order-detail'],
    ],
  },
  { name: 'account', places: [['/account', 'profile-name']] },
  // React's own housekeeping takes time, so there are fewer mounts.
  { name: 'recently-viewed', places: [['/recently-viewed', 'recently-viewed']], mounts: 300 },
];

interface Memory {
  url: string;
  memory: WebAssembly.Memory;
}
declare global {
  interface Window {
    memories: Memory[];
    handoff?: [key: string, value: string];
    /** Running intervals. */
    intervals: Set<number>;
  }
}

/** Records the memory of each wasm instance, and the intervals. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    window.memories = [];
    window.intervals = new Set();
    const { setInterval, clearInterval } = window;
    // The handoff from cart to payment, which the payment takes once.
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (this === sessionStorage && key === 'shop.checkout') window.handoff = [key, value];
      setItem.call(this, key, value);
    };
    window.setInterval = ((...parts: Parameters<typeof setInterval>) => {
      const id = setInterval(...parts);
      window.intervals.add(id);
      return id;
    }) as typeof setInterval;
    window.clearInterval = (id) => {
      window.intervals.delete(id as number);
      clearInterval(id);
    };
    const urls = new WeakMap<object, string>();
    const { compileStreaming, instantiate, instantiateStreaming } = WebAssembly;
    const note = (instance: WebAssembly.Instance, url: string) => {
      const memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
      if (memory) window.memories.push({ url, memory: memory as WebAssembly.Memory });
    };
    WebAssembly.compileStreaming = async (source) => {
      const response = await source;
      const module = await compileStreaming(response);
      urls.set(module, response.url);
      return module;
    };
    WebAssembly.instantiate = (async (source: WebAssembly.Module, imports: WebAssembly.Imports) => {
      const made: unknown = await instantiate(source, imports);
      if (made instanceof WebAssembly.Instance) note(made, urls.get(source) ?? '');
      return made;
    }) as typeof instantiate;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const response = await source;
      const made = await instantiateStreaming(response, imports);
      note(made.instance, response.url);
      return made;
    };
  });

/** Mounts and unmounts `count` times, mostly during a request; sometimes after everything is shown, or before anything is mounted. */
const comeAndGo = (page: Page, { name, places }: Remote, count: number, handoff: Window['handoff']) =>
  page.evaluate(
    async ({ name, places, count, handoff }) => {
      const link = document.body.appendChild(document.createElement('a'));
      const follow = (address: string) => {
        if (handoff) sessionStorage.setItem(...handoff);
        link.href = address;
        link.click();
      };
      const area = document.querySelector('.cart-area') as HTMLElement;
      const go = (address: string) => (address === 'hover' ? area.dispatchEvent(new MouseEvent('mouseenter')) : follow(address));
      const leave = (address: string) => (address === 'hover' ? area.dispatchEvent(new MouseEvent('mouseleave')) : follow('/'));
      const turn = () =>
        new Promise<void>((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            done();
          };
          port2.postMessage(0);
        });
      const until = async (what: string, holds: () => boolean) => {
        const start = performance.now();
        while (!holds()) {
          if (performance.now() - start > 5_000) throw new Error(`${what} at ${location.pathname}`);
          await turn();
        }
      };
      const slot = () => document.querySelector(`[data-remote="${name}"]`);
      const find = (id: string) => slot()?.querySelector<HTMLInputElement>(`[data-testid="${id}"]`) ?? null;
      const askForCode = async () => {
        const phone = find('login-phone') as HTMLInputElement;
        phone.value = `+1555${String(Math.random()).slice(2, 9)}`;
        phone.dispatchEvent(new Event('input', { bubbles: true }));
        find('login-submit')?.click();
        await until('no code asked for', () => find('login-code') !== null);
      };
      for (let index = 0; index < count; index++) {
        const [address, landmark] = places[index % places.length];
        go(address);
        await until('no slot', () => slot() !== null);
        if (index % 10 === 0) {
          leave(address);
          await until('a slot', () => slot() === null);
          go(address);
        }
        await until('not mounted', () => slot()?.getAttribute('data-status') === 'ready');
        // Visits the places in turn.
        if (Math.floor(index / places.length) % 20 === 0) {
          await until('nothing shown', () => find(landmark) !== null);
          if (name === 'auth') await askForCode();
        }
        leave(address);
        await until('a slot', () => slot() === null);
      }
      link.remove();
    },
    { name, places, count, handoff },
  );

/** Counts with nothing mounted: the minimum of several samples, because answers still arrive. */
async function leftovers(page: Page, cdp: CDPSession) {
  const looks: { listeners: number; nodes: number; heap: number }[] = [];
  for (let times = 0; times < 4; times++) {
    await cdp.send('HeapProfiler.collectGarbage');
    // Finalizers run in tasks of their own after the collection.
    await page.waitForTimeout(100);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
    looks.push({ listeners: metric('JSEventListeners'), nodes: metric('Nodes'), heap: metric('JSHeapUsedSize') });
  }
  const least = (of: 'listeners' | 'nodes' | 'heap') => Math.min(...looks.map((look) => look[of]));
  const memories = await page.evaluate(() => window.memories.map(({ url, memory }) => [url, memory.buffer.byteLength] as const));
  const of = (app: string) => memories.filter(([url]) => url.includes(`/${app}_bg.wasm`)).map(([, bytes]) => bytes / PAGE);
  const intervals = await page.evaluate(() => window.intervals.size);
  const store = await page.evaluate(() => __TARN__.metrics());
  return { listeners: least('listeners'), nodes: least('nodes'), heap: least('heap'), intervals, store, of };
}

/** Gives the remotes their own routes, and serves the example's remote without deploying it. */
async function prepare(page: Page, { name, routes }: Remote) {
  const example = join(root, 'examples/recently-viewed');
  await page.route('**/federation.json', async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    if (name === 'recently-viewed') Object.assign(config.remotes, JSON.parse(readFileSync(join(example, 'federation-entry.json'), 'utf8')));
    if (routes) config.remotes[name].routes = routes;
    await route.fulfill({ response, json: config });
  });
  if (name !== 'recently-viewed') return;
  expect(existsSync(join(example, 'dist/remote.json')), '`npm ci && npm run build` in examples/recently-viewed').toBe(true);
  await page.route('**/remotes/recently-viewed/**', (route) => {
    const [, file] = new URL(route.request().url()).pathname.split('/remotes/recently-viewed/');
    return route.fulfill({ path: join(example, 'dist', file) });
  });
}

/** Places an order and begins another checkout. Returns the order's address and the payment's handoff. */
async function order(page: Page) {
  const toCheckout = async () => {
    await page.getByTestId('nav-cart').click();
    await page.getByTestId('go-to-checkout').click();
    await page.getByTestId('checkout-line').first().waitFor();
  };
  await toCheckout();
  await page.getByTestId('pay').click();
  const address = await page.getByTestId('order-row').locator('a').first().getAttribute('href');
  await addToCart(page, 1);
  await toCheckout();
  return { address: address as string, handoff: await page.evaluate(() => window.handoff) };
}

for (const remote of REMOTES) {
  const { name, mounts: MANY = MOUNTS } = remote;
  test(`${name} is mounted ${MANY} times and leaves nothing behind`, async ({ page }) => {
    test.setTimeout(180_000);
    // Idle time fetches nothing: a remote fetched between two samples would count as a leak.
    await withConnection(page, { saveData: true });
    await watch(page);
    await prepare(page, remote);
    if (name !== 'auth') {
      await logIn(page);
      await addToCart(page, 2);
    }
    const places = remote.places.slice();
    let handoff: Window['handoff'];
    if (name === 'orders') {
      const placed = await order(page);
      places[2] = [placed.address, 'order-detail'];
      handoff = placed.handoff;
      expect(handoff).toBeDefined();
    }
    await open(page, '/');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const run = async (count: number) => {
      for (let done = 0; done < count; done += BATCH) {
        await comeAndGo(page, { ...remote, places }, BATCH, handoff);
        await cdp.send('HeapProfiler.collectGarbage');
      }
      return leftovers(page, cdp);
    };
    const before = await run(Math.min(WARM_UP, MANY));
    const after = await run(MANY);
    const { mounts } = await page.evaluate((name) => __TARN__.remotes().find((one) => one.name === name) as Federation.RemoteInfo, name);
    expect(mounts).toBe(0);
    expect(after.listeners, 'event listeners').toBeLessThanOrEqual(before.listeners);
    expect(after.intervals, 'intervals').toBeLessThanOrEqual(before.intervals);
    expect(after.nodes, 'nodes').toBeLessThanOrEqual(before.nodes);
    expect(after.store.replicas, 'replicas').toBe(before.store.replicas);
    expect(after.store.listeners, 'listeners of the store').toBe(before.store.listeners);
    expect(after.store.resyncs, 'resyncs').toBe(0);
    const grown = (app: string) => {
      const [pages, ...more] = after.of(app);
      expect(more, `one instance of ${app}`).toEqual([]);
      return pages - before.of(app)[0];
    };
    // One page more is 65 bytes per mount; a leaked subscription takes some hundreds.
    if (name !== 'recently-viewed') expect(grown(name), `pages of ${name}`).toBeLessThanOrEqual(1);
    expect(grown('host'), 'pages of the host').toBeLessThanOrEqual(1);
    const perMount = name === 'recently-viewed' ? HEAP_OF_REACT : HEAP;
    expect(after.heap - before.heap, 'bytes of JavaScript').toBeLessThan(SETTLING + perMount * MANY);
  });
}
