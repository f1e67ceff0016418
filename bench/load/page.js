// `window.measure`: code inside a measured page, before any other script.

/** Passed to `addInitScript`, so it uses no outer variable. */
export function insidePage({ saved, scenario }) {
  const all = (id) => document.querySelectorAll(`[data-testid="${id}"]`);
  const find = (id) => document.querySelector(`[data-testid="${id}"]`);
  const text = (id) => find(id)?.textContent.trim();

  // The first moment at which `condition` holds, checked after every change of the document.
  const when = (condition) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(check);
      observer.observe(document, { subtree: true, childList: true, characterData: true });
      check();
      function check() {
        if (!condition()) return;
        observer.disconnect();
        resolve(performance.now());
      }
    });

  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });

  // The moment after the next frame that shows the element, if one is named. React may stream content into a hidden element and move it later.
  const painted = async (id) => {
    do await new Promise(requestAnimationFrame);
    while (id && !find(id)?.checkVisibility());
    await task();
    return performance.now();
  };

  const setQuantity = (value) => {
    const input = find('qty-input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value); // bypasses React's own setter
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
  };

  // Acts once per frame until the badge changes, so that a page shown before it is interactive is timed correctly.
  const answered = async (act) => {
    const before = text('cart-badge');
    let at;
    when(() => text('cart-badge') !== before).then((time) => (at = time));
    for (let attempt = 0; at === undefined; attempt++) {
      act(attempt);
      await painted();
    }
    return at;
  };

  const scenarios = {
    products: async () => {
      await when(() => all('product-card').length === 24 && all('add-to-cart').length === 24);
      const visible = await painted('add-to-cart');
      return { visible, interactive: await answered(() => find('add-to-cart').click()) };
    },
    cart: async () => {
      await when(() => all('cart-line').length === 3 && text('cart-total'));
      const visible = await painted('cart-line');
      return { visible, interactive: await answered((attempt) => setQuantity(String(7 + (attempt % 2)))) };
    },
    // The place of the first add-to-cart as soon as it is visible. A press of the mouse follows from outside.
    button: async () => {
      await when(() => find('add-to-cart'));
      await painted('add-to-cart');
      const { x, y, width, height } = find('add-to-cart').getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
  };

  // The first press of the mouse, and when the badge shows it.
  const early = { clicked: null, badge: null, hits: false };
  const watchEarlyClick = () => {
    const seen = ({ isTrusted, target }) => {
      if (!isTrusted || early.clicked !== null) return;
      early.clicked = performance.now();
      early.hits = target.closest('[data-testid="add-to-cart"]') !== null;
    };
    addEventListener('click', seen, true);
    when(() => text('cart-badge') === '1').then((time) => {
      early.badge = time;
    });
  };
  if (scenario === 'button') watchEarlyClick();

  // The largest paint so far, and the sum of all layout shifts.
  const paints = { largestPaint: 0, layoutShift: 0 };
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', ({ startTime }) => {
    paints.largestPaint = startTime;
  });
  observe('layout-shift', ({ value }) => {
    paints.layoutShift += value;
  });

  // From the click on a link until the landmark is in the document.
  const follow = async (link, landmark) => {
    const start = performance.now();
    find(link).click();
    return (await when(() => find(landmark))) - start;
  };

  // Chromium's heap figures exclude linear memories of WebAssembly, which are added here. A waterfall of requests does not show the compilation and
  // start of wasm.
  const memories = new Set();
  const wasm = [];
  const keepMemories = (...owners) => {
    for (const value of owners.flatMap((owner) => Object.values(owner ?? {}))) {
      if (value instanceof WebAssembly.Memory) memories.add(value);
      else if (value?.constructor === Object) keepMemories(value);
    }
  };
  for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) {
    const act = WebAssembly[name];
    WebAssembly[name] = (source, imports) => {
      const from = performance.now();
      const result = act.call(WebAssembly, source, imports);
      result.then(
        (result) => {
          wasm.push({ what: name, from, to: performance.now() });
          keepMemories((result.instance ?? result).exports, imports);
        },
        () => {},
      );
      return result;
    };
  }
  for (const name of ['Instance', 'Memory']) {
    WebAssembly[name] = new Proxy(WebAssembly[name], {
      construct(target, values) {
        const made = new target(...values);
        if (name === 'Memory') memories.add(made);
        else keepMemories(made.exports, values[1]);
        return made;
      },
    });
  }

  window.measure = {
    follow,
    wasm,
    early,
    earlyClick: () => ({ ...early, last: text('cart-badge') }),
    paints: () => paints,
    wasmBytes: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    // Paced: one click per frame, as with a person. Otherwise the next click follows in the next task, with warm caches.
    clicks: async (count, paced) => {
      const buttons = all('add-to-cart');
      const times = [];
      for (let i = 0; i < count; i++) {
        await (paced ? painted() : task());
        const before = text('cart-badge');
        const start = performance.now();
        const seen = when(() => text('cart-badge') !== before);
        buttons[i % buttons.length].click();
        times.push(((await seen) - start) * 1000);
      }
      return times;
    },
    cycles: async (count) => {
      for (let i = 0; i < count; i++) {
        await follow('nav-cart', 'cart-line');
        await painted();
        await follow('nav-products', 'product-card');
        await painted();
      }
    },
  };

  if (saved && !sessionStorage.length) for (const [key, value] of Object.entries(saved)) sessionStorage.setItem(key, value);
  if (scenario) {
    scenarios[scenario]().then((times) => console.debug(`measured ${JSON.stringify({ ...times, wasm, origin: performance.timeOrigin })}`));
  }
}
