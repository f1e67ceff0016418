// Coming and going a thousand times leaves nothing behind: no listener, no node, no memory, of wasm or of JavaScript.
import type { CDPSession, Page } from '@playwright/test';
import { addToCart, expect, logIn, open, test } from './shop';

// What a trace keeps of thousands of requests would be most of the work.
test.use({ trace: 'off' });

const WARM_UP = 300;
const MOUNTS = 1_000;
/** After so many the garbage is collected: callbacks that a host passed as props are freed by the browser. */
const BATCH = 100;
const PAGE = 65_536;
/** How many bytes of JavaScript a mount may leave behind: what the engine learns about code it runs often. */
const HEAP = 150;

/** Which remote, where its components are, and what is there when the API has answered. */
const REMOTES = [
  { name: 'auth', addresses: ['/login'], landmark: 'login-phone' },
  { name: 'cart', addresses: ['/cart'], landmark: 'cart-line' },
  { name: 'products', addresses: ['/products', '/product/p1', '/product/p2'], landmark: 'add-to-cart' },
  { name: 'orders', addresses: ['/orders', '/checkout/payment'], landmark: 'order-row' },
  { name: 'account', addresses: ['/account'], landmark: 'profile-name' },
];

interface Memory {
  url: string;
  memory: WebAssembly.Memory;
}
declare global {
  interface Window {
    memories: Memory[];
    /** The intervals that run. */
    intervals: Set<number>;
  }
}

/** Notes the memory of each wasm instance, and the intervals. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    window.memories = [];
    window.intervals = new Set();
    const { setInterval, clearInterval } = window;
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

/** Comes and goes `count` times, mostly with a request under way; now and then when all is shown, or before anything is mounted. */
const comeAndGo = (page: Page, remote: (typeof REMOTES)[number], count: number) =>
  page.evaluate(
    async ({ name, addresses, landmark, count }) => {
      const link = document.body.appendChild(document.createElement('a'));
      const go = (address: string) => {
        link.href = address;
        link.click();
      };
      const turn = () => new Promise<void>((done) => {
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
        const address = addresses[index % addresses.length];
        go(address);
        await until('no slot', () => slot() !== null);
        if (index % 10 === 0) {
          go('/');
          await until('a slot', () => slot() === null);
          go(address);
        }
        await until('not mounted', () => slot()?.getAttribute('data-status') === 'ready');
        if (index % 20 === 0) {
          await until('nothing shown', () => find(landmark) !== null);
          if (name === 'auth') await askForCode();
        }
        go('/');
        await until('a slot', () => slot() === null);
      }
      link.remove();
    },
    { ...remote, count },
  );

/** What is there when nothing is mounted: the least of some looks, for answers are still coming in. */
async function leftovers(page: Page, cdp: CDPSession) {
  const looks = [];
  for (let times = 0; times < 4; times++) {
    await cdp.send('HeapProfiler.collectGarbage');
    // What was collected is cleaned up in tasks of its own.
    await page.waitForTimeout(100);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
    looks.push({ listeners: metric('JSEventListeners'), nodes: metric('Nodes'), heap: metric('JSHeapUsedSize') });
  }
  const least = (of: 'listeners' | 'nodes' | 'heap') => Math.min(...looks.map((look) => look[of]));
  const memories = await page.evaluate(() => window.memories.map(({ url, memory }) => [url, memory.buffer.byteLength] as const));
  const of = (app: string) => memories.filter(([url]) => url.includes(`/${app}_bg.wasm`)).map(([, bytes]) => bytes / PAGE);
  const intervals = await page.evaluate(() => window.intervals.size);
  return { listeners: least('listeners'), nodes: least('nodes'), heap: least('heap'), intervals, of };
}

for (const remote of REMOTES) {
  test(`${remote.name} comes and goes ${MOUNTS} times, and leaves nothing behind`, async ({ page }) => {
    test.setTimeout(180_000);
    await watch(page);
    if (remote.name !== 'auth') {
      await logIn(page);
      await addToCart(page, 2);
    }
    if (remote.name === 'orders') {
      await page.getByTestId('nav-cart').click();
      await page.getByTestId('go-to-checkout').click();
      await page.getByTestId('pay').click();
      await page.getByTestId('order-row').waitFor();
    }
    await open(page, '/');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const run = async (count: number) => {
      for (let done = 0; done < count; done += BATCH) {
        await comeAndGo(page, remote, BATCH);
        await cdp.send('HeapProfiler.collectGarbage');
      }
      return leftovers(page, cdp);
    };
    const before = await run(WARM_UP);
    const after = await run(MOUNTS);
    const { mounts } = await page.evaluate(
      (name) => __FEDERATION__.remotes().find((one) => one.name === name) as Federation.RemoteInfo,
      remote.name,
    );
    expect(mounts).toBe(0);
    expect(after.listeners, 'event listeners').toBeLessThanOrEqual(before.listeners);
    expect(after.intervals, 'intervals').toBeLessThanOrEqual(before.intervals);
    expect(after.nodes, 'nodes').toBeLessThanOrEqual(before.nodes);
    const grown = (app: string) => {
      const [pages, ...more] = after.of(app);
      expect(more, `one instance of ${app}`).toEqual([]);
      return pages - before.of(app)[0];
    };
    // A page more is 65 bytes of each mount; a subscription that is left takes some hundreds.
    expect(grown(remote.name), `pages of ${remote.name}`).toBeLessThanOrEqual(1);
    expect(grown('host'), 'pages of the host').toBeLessThanOrEqual(1);
    expect(after.heap - before.heap, 'bytes of JavaScript').toBeLessThan(HEAP * MOUNTS);
  });
}
