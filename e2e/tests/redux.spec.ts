// The Redux face: window.__TARN__.store with real clients from npm, and the promises of Redux 5.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveClient } from './clients';
import { root } from './own_server';
import { addToCart, expect, open, test } from './shop';

/** Removes the errors that this test provokes. */
const expected = (errors: string[], ...patterns: RegExp[]) => {
  expect(errors.length, errors.join('\n')).toBe(patterns.length);
  patterns.forEach((pattern, index) => expect(errors[index]).toMatch(pattern));
  errors.length = 0;
};

const openReady = async (page: Page, path = '/') => {
  await open(page, path);
  await page.evaluate(() => __TARN__.ready);
};

test.describe('clients from npm', () => {
  test('a react-redux widget reads and writes the cart beside the remotes in Rust', async ({ page }) => {
    const client = await serveClient(page, 'react_widget.tsx');
    await openReady(page, '/products');
    await page.evaluate(async (client) => {
      const place = Object.assign(document.createElement('aside'), { id: 'react' });
      document.body.prepend(place);
      const widget = await import(client);
      Object.assign(window, { renders: widget.renders, end: widget.show(place) });
    }, client);
    const lines = page.getByTestId('react-lines');
    await expect(lines).toHaveText('');

    // React writes, Rust reads.
    await page.getByTestId('react-add').click();
    await page.getByTestId('react-add').click();
    await expect(lines).toHaveText('react:2');
    await expect(page.getByTestId('cart-badge')).toHaveText('2');
    // A remote in Rust writes, React reads.
    await addToCart(page, 1);
    await expect(lines).toHaveText(/^react:2 \S+:1$/);
    await expect(page.getByTestId('react-total')).toHaveText('3');
    await expect(page.getByTestId('react-external')).toHaveText('2');
    // The host writes: only subscribers of that slice render.
    const renders = () => page.evaluate(() => ({ ...window.renders }));
    const before = await renders();
    await page.getByTestId('theme-toggle').click();
    await expect(page.getByTestId('react-theme')).toHaveText('dark');
    const after = await renders();
    expect(after.theme - before.theme).toBe(1);
    expect(after.cart).toBe(before.cart);

    await page.getByTestId('react-clear').click();
    await expect(page.getByTestId('cart-badge')).toHaveText('0');
    await page.evaluate(() => window.end());
    await expect(lines).toHaveCount(0);
  });

  test('useSyncExternalStore settles under a hundred dispatches', async ({ page }) => {
    const client = await serveClient(page, 'react_widget.tsx');
    await openReady(page);
    await page.evaluate(async (client) => {
      const place = document.body.appendChild(document.createElement('aside'));
      const widget = await import(client);
      widget.show(place);
      Object.assign(window, { renders: widget.renders });
    }, client);
    await expect(page.getByTestId('react-external')).toHaveText('0');
    await page.evaluate(() => {
      for (let index = 0; index < 100; index++) {
        const payload = { productId: `p${index}`, name: 'Mug', priceCents: 5, quantity: 1 };
        __TARN__.store.dispatch({ type: 'cart/addToCart', payload });
      }
    });
    await expect(page.getByTestId('react-external')).toHaveText('100');
    // "Maximum update depth exceeded" would be among the reported errors, which fail each test.
    const renders = await page.evaluate(() => window.renders.external);
    expect(renders).toBeLessThanOrEqual(105);
  });

  test('selectors of Redux Toolkit recompute only when their slice has changed', async ({ page }) => {
    const client = await serveClient(page, 'toolkit.ts');
    await openReady(page);
    const seen = await page.evaluate(async (client) => (await import(client)).recomputations(), client);
    expect(seen).toEqual({ same: true, pieces: 3, count: 2 });
  });

  test('a slice of Redux Toolkit runs in the page unchanged', async ({ page }) => {
    const client = await serveClient(page, 'toolkit.ts');
    await openReady(page);
    const seen = await page.evaluate(async (client) => (await import(client)).slice(), client);
    expect(seen).toEqual({
      texts: ['one'],
      others: true,
      partKept: true,
      touchedKept: true,
      cleared: 0,
      tornDown: 1,
      gone: false,
    });
  });

  test('RxJS accepts the store as an observable', async ({ page }) => {
    const client = await serveClient(page, 'rx.ts');
    await openReady(page);
    expect(await page.evaluate(async (client) => (await import(client)).watchCart(), client)).toEqual([0, 1, 2]);
  });

  test('enhancers, bound action creators and combined reducers of Redux work with it', async ({ page }) => {
    const client = await serveClient(page, 'redux_itself.ts');
    await openReady(page);
    expect(await page.evaluate(async (client) => (await import(client)).bound(), client)).toEqual({
      seen: ['context/setTheme'],
      returned: { type: 'context/setTheme', payload: { theme: 'dark' } },
      theme: 'dark',
      plain: true,
      copied: 'function',
    });
    expect(await page.evaluate(async (client) => (await import(client)).combined(), client)).toEqual({ count: 1, name: 'nobody' });
  });
});

test.describe('the ten rules', () => {
  test('1 and 2: a plain object of four closures that work detached', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { store } = __TARN__;
      const { dispatch, getState, subscribe, replaceReducer } = store;
      let heard = 0;
      const unsubscribe = subscribe(() => (heard += 1));
      dispatch({ type: 'context/setTheme', payload: { theme: 'dark' } });
      unsubscribe();
      const thrown = (act: () => void) => {
        try {
          act();
        } catch (error) {
          return (error as Error).message;
        }
      };
      return {
        keys: Object.keys(store).sort(),
        forIn: (() => {
          const names = [];
          for (const name in store) names.push(name);
          return names.length;
        })(),
        prototype: Object.getPrototypeOf(store) === Object.prototype,
        theme: getState().context.theme,
        heard,
        replace: thrown(() => replaceReducer(() => {})),
      };
    });
    expect(seen).toEqual({
      keys: ['dispatch', 'getState', 'replaceReducer', 'subscribe'],
      forIn: 4,
      prototype: true,
      theme: 'dark',
      heard: 1,
      replace: expect.stringMatching(/reducers belong to slices.*registerReducer/),
    });
  });

  test('3: getState returns the same object until a change, and unchanged slices keep theirs', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { dispatch, getState } = __TARN__.store;
      const first = getState();
      const same = getState() === first;
      dispatch({ type: 'cart/clearCart' });
      const afterNothing = getState() === first;
      try {
        dispatch({ type: 'cart/updateQuantity', payload: { productId: 'nobody', quantity: 3 } });
      } catch {
        // Refused: there is no such line.
      }
      const afterRefusal = getState() === first;
      dispatch({ type: 'cart/addToCart', payload: { productId: 'p1', name: 'Mug', priceCents: 5, quantity: 1 } });
      const next = getState();
      const kept = Object.keys(first)
        .filter((key) => Reflect.get(first, key) === Reflect.get(next, key))
        .sort();
      const addedTo = first.cart.lines.length;
      return { same, afterNothing, afterRefusal, other: next !== first, kept, addedTo };
    });
    expect(seen).toEqual({
      same: true,
      afterNothing: true,
      afterRefusal: true,
      other: true,
      kept: ['chat', 'context', 'support', 'user'],
      addedTo: 0,
    });
  });

  test('4: every applied dispatch calls the subscribers, also without a change', async ({ page }) => {
    await openReady(page);
    const heard = await page.evaluate(() => {
      const { dispatch, subscribe } = __TARN__.store;
      let heard = 0;
      subscribe(() => (heard += 1));
      dispatch({ type: 'cart/clearCart' });
      dispatch({ type: 'cart/clearCart' });
      try {
        dispatch({ type: 'cart/fly' } as never);
      } catch {
        // Not applied, so no subscriber is called.
      }
      return heard;
    });
    expect(heard).toBe(2);
  });

  test('5: a dispatch calls the listeners of its start; one function may subscribe twice', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { dispatch, subscribe } = __TARN__.store;
      const clear = () => dispatch({ type: 'cart/clearCart' });
      const heard: string[] = [];
      // The same function twice.
      const twice = () => void heard.push('twice');
      const [one, two] = [subscribe(twice), subscribe(twice)];
      clear();
      one();
      one();
      clear();
      two();
      clear();
      // Unsubscribes and subscribes while listeners run.
      let endLater = () => {};
      const endFirst = subscribe(() => {
        heard.push('first');
        endFirst();
        endLater();
        subscribe(() => heard.push('new'));
      });
      endLater = subscribe(() => heard.push('later'));
      clear();
      heard.push('|');
      clear();
      return heard.join(' ');
    });
    expect(seen).toBe('twice twice twice first later | new');
  });

  test('5: a listener may dispatch, and all see the newest state', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { dispatch, getState, subscribe } = __TARN__.store;
      const seen: string[] = [];
      const quantity = () => getState().cart.lines[0]?.quantity ?? 0;
      subscribe(() => {
        seen.push(`a${quantity()}`);
        if (quantity() < 3) dispatch({ type: 'cart/addToCart', payload: { productId: 'p', name: 'Mug', priceCents: 5, quantity: 1 } });
      });
      subscribe(() => seen.push(`b${quantity()}`));
      dispatch({ type: 'cart/addToCart', payload: { productId: 'p', name: 'Mug', priceCents: 5, quantity: 1 } });
      return {
        seen: seen.join(' '),
        log: __TARN__
          .log()
          .slice(-3)
          .map(({ type }) => type),
      };
    });
    expect(seen).toEqual({ seen: 'a1 a2 a3 b3 b3 b3', log: ['cart/addToCart', 'cart/addToCart', 'cart/addToCart'] });
  });

  test('6: listeners are called with undefined as this, and nothing else', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { dispatch, subscribe } = __TARN__.store;
      const seen: unknown[] = [];
      // Class code is strict, so `this` is the receiver of the call.
      // biome-ignore lint/complexity/noStaticOnlyClass: a function with a rest parameter cannot say "use strict".
      class Listener {
        static hear(this: unknown, ...rest: unknown[]) {
          // biome-ignore lint/complexity/noThisInStatic: the test is about it.
          seen.push(this === undefined, rest.length);
        }
      }
      subscribe(Listener.hear);
      dispatch({ type: 'cart/clearCart' });
      return seen;
    });
    expect(seen).toEqual([true, 0]);
  });

  test('7: an error of a reducer is an Error of JavaScript, and the store lives on', async ({ page, errors }) => {
    const client = await serveClient(page, 'toolkit.ts');
    await openReady(page);
    const seen = await page.evaluate(async (client) => {
      const { store, registerReducer, refusals } = __TARN__;
      const { notes } = await import(client);
      registerReducer('notes', notes.reducer);
      registerReducer('grump', (state = 0, { type }: { type: string }) => {
        if (type === 'cart/clearCart') throw new Error('not this one');
        return state;
      });
      const thrown = (action: unknown) => {
        try {
          store.dispatch(action as never);
          return 'nothing';
        } catch (error) {
          return error instanceof Error ? `${(error as Federation.Rejection).reason}: ${error.message}` : 'no Error';
        }
      };
      return {
        rust: thrown({ type: 'cart/updateQuantity', payload: { productId: 'nobody', quantity: 3 } }),
        javascript: thrown({ type: 'notes/broken' }),
        // Another slice's reducer fails: the action belongs to the cart, and is applied.
        foreign: thrown({ type: 'cart/clearCart' }),
        refusals: refusals().map(({ type, from, reason }) => [type, from, reason]),
      };
    }, client);
    expect(seen).toEqual({
      rust: expect.stringMatching(/^refused: cart\/updateQuantity.*nobody/),
      javascript: expect.stringMatching(/^refused: notes\/broken.*this reducer is broken/),
      foreign: 'nothing',
      refusals: [
        ['cart/updateQuantity', 'host', 'refused'],
        ['notes/broken', 'host', 'refused'],
      ],
    });
    expected(errors, /reducer of "grump" failed at "cart\/clearCart": not this one/);
  });

  test('8: the probes of Redux change nothing, throw nothing, and call the listeners', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { store, metrics, log } = __TARN__;
      const before = [store.getState(), metrics().dispatched, log().length];
      let heard = 0;
      store.subscribe(() => (heard += 1));
      const probes = ['@@redux/INITabc', '@@redux/REPLACEx.y.z', '@@redux/PROBE_UNKNOWN_ACTIONx', '@@INIT'] as const;
      const returned = probes.map((type) => store.dispatch({ type }).type);
      return {
        returned: returned.join(' '),
        heard,
        unchanged: before[0] === store.getState() && before[1] === metrics().dispatched && before[2] === log().length,
      };
    });
    expect(seen).toEqual({ returned: '@@redux/INITabc @@redux/REPLACEx.y.z @@redux/PROBE_UNKNOWN_ACTIONx @@INIT', heard: 4, unchanged: true });
  });

  test('9: observable under both names, with the state at once and after each dispatch', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { store } = __TARN__;
      return [Symbol.observable, '@@observable'].map((name) => {
        const observable: Federation.Observable = Reflect.get(store, name)();
        const seen: string[] = [];
        const { unsubscribe } = observable.subscribe({ next: (state: Federation.State) => seen.push(state.context.theme) });
        store.dispatch({ type: 'context/setTheme', payload: { theme: 'dark' } });
        unsubscribe();
        store.dispatch({ type: 'context/setTheme', payload: { theme: 'light' } });
        let refused = '';
        try {
          observable.subscribe(null as never);
        } catch (error) {
          refused = (error as Error).name;
        }
        observable.subscribe({});
        return { seen, refused, itself: Reflect.get(observable, name)() === observable };
      });
    });
    expect(await page.evaluate(() => typeof Symbol.observable)).toBe('symbol');
    const one = { seen: ['light', 'dark'], refused: 'TypeError', itself: true };
    expect(seen).toEqual([one, one]);
  });

  test('10: a throwing listener does not stop the others, and is reported after all have run', async ({ page, errors }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { dispatch, subscribe } = __TARN__.store;
      const order: string[] = [];
      addEventListener('error', () => order.push('reported'), { once: true });
      subscribe(() => {
        throw new Error('this listener is broken');
      });
      subscribe(() => order.push('heard'));
      dispatch({ type: 'cart/clearCart' });
      return order;
    });
    expect(seen).toEqual(['heard', 'reported']);
    expected(errors, /this listener is broken/);
  });
});

test.describe('dispatch', () => {
  test('throws for a value that is no action, describes it, and changes nothing', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      class Ticket {}
      const cyclic: Record<string, unknown> = {};
      cyclic.self = cyclic;
      const wrong: Record<string, unknown> = {
        undefined: undefined,
        null: null,
        'an array': [],
        'a promise': Promise.resolve(),
        'an instance of a class': new Ticket(),
        'no type': {},
        'a type that is a symbol': { type: Symbol('x') },
        'an unknown type': { type: 'nowhere/at-all' },
        'a type without a slice': { type: 'added' },
        'an action that the slice does not have': { type: 'cart/fly' },
        'no payload': { type: 'cart/addToCart' },
        'a function in the payload': { type: 'cart/removeFromCart', payload: { productId: () => {} } },
        'a field of another type': { type: 'cart/updateQuantity', payload: { productId: 'p', quantity: '2' } },
        'a payload within itself': { type: 'cart/addToCart', payload: cyclic },
      };
      const { dispatch, getState } = __TARN__.store;
      const before = getState();
      const thrown = (action: unknown) => {
        try {
          dispatch(action as never);
          return 'nothing was thrown';
        } catch (error) {
          return error instanceof Error ? error.message : 'no Error';
        }
      };
      const seen = Object.fromEntries(Object.entries(wrong).map(([what, action]) => [what, thrown(action)]));
      return { ...seen, unchanged: before === getState() };
    });
    expect(seen).toEqual({
      undefined: expect.stringMatching(/plain objects.*undefined/),
      null: expect.stringMatching(/plain objects.*null/),
      'an array': expect.stringMatching(/plain objects.*array/),
      'a promise': expect.stringMatching(/plain objects.*Promise/),
      'an instance of a class': expect.stringMatching(/plain objects.*Ticket/),
      'no type': expect.stringMatching(/"type".*undefined/),
      'a type that is a symbol': expect.stringMatching(/"type".*symbol/),
      'an unknown type': expect.stringMatching(/unknown action type "nowhere\/at-all".*cart/),
      'a type without a slice': expect.stringMatching(/unknown action type "added".*cart/),
      'an action that the slice does not have': expect.stringMatching(/unknown action type "cart\/fly".*"cart"/),
      'no payload': expect.stringMatching(/bad payload of "cart\/addToCart"/),
      'a function in the payload': expect.stringMatching(/"cart\/removeFromCart".*productId.*function/),
      'a field of another type': expect.stringMatching(/"cart\/updateQuantity".*quantity/),
      'a payload within itself': expect.stringMatching(/"cart\/addToCart".*self.*nested/),
      unchanged: true,
    });
  });

  test('accepts objects of another realm or without a prototype as plain', async ({ page }) => {
    await openReady(page);
    const themes = await page.evaluate(() => {
      const { dispatch, getState } = __TARN__.store;
      const frame = document.body.appendChild(document.createElement('iframe'));
      const foreign = new (frame.contentWindow as Window & typeof globalThis).Object();
      dispatch(Object.assign(foreign, { type: 'context/setTheme', payload: { theme: 'dark' } } as const));
      const first = getState().context.theme;
      dispatch(Object.assign(Object.create(null), { type: 'context/setTheme', payload: { theme: 'light' } }));
      return [first, getState().context.theme];
    });
    expect(themes).toEqual(['dark', 'light']);
  });
});

test.describe('registerReducer', () => {
  test('initial state, actions, identity, teardown, and a removed key', async ({ page }) => {
    await openReady(page);
    // Grants apply only after federation.json is read.
    await expect.poll(() => page.evaluate(() => __TARN__.remotes().length)).toBeGreaterThan(0);
    const seen = await page.evaluate(() => {
      const { store, registerReducer, unregisterReducer, slices } = __TARN__;
      const { dispatch, getState } = store as unknown as {
        dispatch(action: object): void;
        getState(): Federation.State & { counter: { count: number; deep: object } };
      };
      const order: string[] = [];
      let heard = 0;
      store.subscribe(() => (heard += 1));
      const initial = { count: 0, deep: { kept: true } };
      const counter = (state = initial, { type, payload }: { type: string; payload: number }) =>
        type === 'counter/added' ? { ...state, count: state.count + payload } : state;
      registerReducer('counter', counter, () => order.push(`torn down, state ${'counter' in getState() ? 'there' : 'gone'}`));
      const heardOfRegistration = heard > 0;
      const first = getState();
      registerReducer('counter', counter);
      const again = getState() === first;
      dispatch({ type: 'counter/added', payload: 2 });
      const second = getState();
      dispatch({ type: 'counter/none' });
      const third = getState();
      dispatch({ type: 'cart/clearCart' });
      const listed = slices().find(({ key }) => key === 'counter');
      unregisterReducer('counter');
      let unknown = '';
      try {
        dispatch({ type: 'counter/added', payload: 1 });
      } catch (error) {
        unknown = (error as Error).message;
      }
      return {
        heardOfRegistration,
        again,
        first: first.counter === initial,
        count: second.counter.count,
        deep: second.counter.deep === initial.deep,
        cart: second.cart === first.cart,
        unchanged: third === second && getState().cart === second.cart,
        listed,
        order,
        left: Object.keys(getState()).sort(),
        unknown,
        listedAfter: slices().some(({ key }) => key === 'counter'),
      };
    });
    expect(seen).toEqual({
      heardOfRegistration: true,
      again: true,
      first: true,
      count: 2,
      deep: true,
      cart: true,
      unchanged: true,
      listed: { key: 'counter', owner: 'page', orphaned: false },
      order: ['torn down, state there'],
      left: ['cart', 'chat', 'context', 'support', 'user'],
      unknown: expect.stringContaining('unknown action type "counter/added"'),
      listedAfter: false,
    });
  });

  test('a refusal names the key, both owners, and the remedy', async ({ page }) => {
    await page.route('**/federation.json', async (route) => {
      const response = await route.fetch();
      const federation = await response.json();
      federation.remotes.products.grants.push('theirs/*');
      await route.fulfill({ response, json: federation });
    });
    await openReady(page, '/products');
    await page.getByTestId('product-card').first().waitFor();
    const seen = await page.evaluate(() => {
      const { store, registerReducer, unregisterReducer } = __TARN__;
      const keep = (state = 0) => state;
      const thrown = (act: () => void) => {
        try {
          act();
          return 'nothing';
        } catch (error) {
          return (error as Error).message;
        }
      };
      registerReducer('mine', keep);
      registerReducer('wishlist', keep, null, 'products');
      const before = store.getState();
      const seen = {
        contract: thrown(() => registerReducer('cart', keep)),
        otherPage: thrown(() => registerReducer('mine', (state = 1) => state)),
        otherRemote: thrown(() => registerReducer('mine', keep, null, 'cart')),
        named: thrown(() => registerReducer('wishlist', keep, null, 'cart')),
        unregister: thrown(() => unregisterReducer('wishlist')),
        unregisterContract: thrown(() => unregisterReducer('cart')),
        name: thrown(() => registerReducer('a/b', keep)),
        noName: thrown(() => registerReducer('', keep)),
        noKey: thrown(() => registerReducer(undefined as never, keep)),
        noReducer: thrown(() => registerReducer('fine', 7 as never)),
        noState: thrown(() => registerReducer('fine', () => undefined)),
        noData: thrown(() => registerReducer('fine', () => () => 7)),
        throws: thrown(() =>
          registerReducer('fine', () => {
            throw new Error('broken from the start');
          }),
        ),
      };
      return { ...seen, unchanged: before === store.getState() };
    });
    expect(seen).toEqual({
      contract: expect.stringMatching(/FED-013.*"page".*"cart".*"shared-store"/),
      otherPage: expect.stringMatching(/FED-013.*"mine".*another reducer.*unregister/),
      otherRemote: expect.stringMatching(/FED-013.*"cart".*"mine".*"page"/),
      named: expect.stringMatching(/FED-013.*"cart".*"wishlist".*"products"/),
      unregister: expect.stringMatching(/FED-013.*"page".*"wishlist".*"products"/),
      unregisterContract: expect.stringMatching(/FED-013.*"cart".*"shared-store"/),
      name: expect.stringMatching(/a\/b.*letters/),
      noName: expect.stringMatching(/letters/),
      noKey: expect.stringMatching(/key must be a string/),
      noReducer: expect.stringMatching(/reducer a function/),
      noState: expect.stringMatching(/"fine".*initial state.*undefined/),
      noData: expect.stringMatching(/"fine".*initial state.*function/),
      throws: expect.stringMatching(/"fine".*broken from the start/),
      unchanged: true,
    });
  });

  test('a registration for a remote needs its grant', async ({ page }) => {
    await openReady(page, '/products');
    await page.getByTestId('product-card').first().waitFor();
    const message = await page.evaluate(() => {
      try {
        __TARN__.registerReducer('wheel', (state = 0) => state, null, 'orders');
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toMatch(/FED-012.*"orders".*"wheel".*wheel\/\*/);
  });

  test('a reducer that returns undefined or a non-value refuses the action', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { store, registerReducer } = __TARN__;
      registerReducer('odd', (state = 0, { type }: { type: string }) => {
        if (type === 'odd/nothing') return undefined as never;
        if (type === 'odd/function') return (() => 7) as never;
        if (type === 'odd/dispatches') store.dispatch({ type: 'cart/clearCart' });
        return state;
      });
      return ['odd/nothing', 'odd/function', 'odd/dispatches'].map((type) => {
        try {
          store.dispatch({ type } as never);
          return 'nothing';
        } catch (error) {
          return `${Reflect.get(store.getState(), 'odd')} ${(error as Error).message}`;
        }
      });
    });
    expect(seen[0]).toMatch(/^0 odd\/nothing.*undefined/);
    expect(seen[1]).toMatch(/^0 odd\/function.*function/);
    expect(seen[2]).toMatch(/^0 odd\/dispatches.*a reducer may not dispatch/);
  });

  test('a batch notifies once, also when it throws', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { store, batch } = __TARN__;
      let heard = 0;
      store.subscribe(() => (heard += 1));
      const clear = () => store.dispatch({ type: 'cart/clearCart' });
      batch(() => {
        clear();
        batch(clear);
        clear();
      });
      const afterFirst = heard;
      let message = '';
      try {
        batch(() => {
          clear();
          throw new Error('half-way');
        });
      } catch (error) {
        message = (error as Error).message;
      }
      clear();
      return { afterFirst, heard, message };
    });
    expect(seen).toEqual({ afterFirst: 1, heard: 3, message: 'half-way' });
  });
});

test('types/federation.d.ts declares the members of a page', async ({ page }) => {
  await openReady(page);
  const members = await page.evaluate(() => Object.keys(__TARN__).sort());
  const declarations = readFileSync(join(root, 'types/federation.d.ts'), 'utf8');
  const body = /interface Page \{(.*?)\n {2}\}/s.exec(declarations)![1];
  const declared = [...body.matchAll(/^ {4}(?:readonly )?(\w+)(?:<\w+>)?[(:]/gm)].map(([, name]) => name).sort();
  expect(declared).toEqual(members);
});
