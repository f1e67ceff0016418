// Coming and going a thousand times leaves nothing behind: no listener, no node, no memory, of wasm or of JavaScript.
import type { CDPSession, Page } from '@playwright/test';
import { addToCart, expect, logIn, open, test } from './shop';

// What a trace keeps of thousands of requests would be most of the work.
test.use({ trace: 'off' });

const WARM_UP = 300;
const MOUNTS = 1_000;
/** After so many the garbage is collected: callbacks that a host passed as props are freed by the browser. */
const BATCH = 100;

/** Which remote, where its components are, and what is there when the API has answered. */
const REMOTES = [
  { name: 'auth', addresses: ['/login'], landmark: 'login-phone' },
  { name: 'cart', addresses: ['/cart'], landmark: 'cart-line' },
  { name: 'products', addresses: ['/products', '/product/p1'], landmark: 'add-to-cart' },
  { name: 'orders', addresses: ['/orders', '/checkout/payment'], landmark: 'orders-empty' },
  { name: 'account', addresses: ['/account'], landmark: 'profile-name' },
];

interface Memory {
  url: string;
  memory: WebAssembly.Memory;
}
declare global {
  interface Window {
    memories: Memory[];
  }
}

/** Notes the memory of each wasm instance. */
const watchMemories = (page: Page) =>
  page.addInitScript(() => {
    window.memories = [];
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

/** Comes and goes `count` times, in three ways: when all is shown, with a request under way, and before anything is mounted. */
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
        if (index % 4 === 0) await until('nothing shown', () => slot()?.querySelector(`[data-testid="${landmark}"]`) !== null);
        go('/');
        await until('a slot', () => slot() === null);
      }
      link.remove();
    },
    { ...remote, count },
  );

async function leftovers(page: Page, cdp: CDPSession) {
  for (let times = 0; times < 3; times++) {
    await cdp.send('HeapProfiler.collectGarbage');
    // What was collected is cleaned up in tasks of their own.
    await page.waitForTimeout(50);
  }
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
  const memories = await page.evaluate(() => window.memories.map(({ url, memory }) => [url, memory.buffer.byteLength] as const));
  return {
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    heap: metric('JSHeapUsedSize'),
    wasm: Object.fromEntries(memories.map(([url, bytes]) => [/[a-z]+(?=_bg\.wasm)/.exec(url)?.[0] ?? url, bytes / 65_536])),
  };
}

for (const remote of REMOTES) {
  test(`${remote.name} comes and goes ${MOUNTS} times, and leaves nothing behind`, async ({ page }) => {
    test.setTimeout(180_000);
    await watchMemories(page);
    if (remote.name !== 'auth') {
      await logIn(page);
      await addToCart(page, 2);
    }
    await open(page, '/');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const start = Date.now();
    for (let done = 0; done < WARM_UP + MOUNTS; done += BATCH) {
      await comeAndGo(page, remote, BATCH);
      console.log(remote.name, done + BATCH, Date.now() - start, JSON.stringify(await leftovers(page, cdp)));
    }
  });
}
