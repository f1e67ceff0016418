// The store's JavaScript interface, and its answers to wrong calls.
import type { Page } from '@playwright/test';
import { REMOTE_PORT_BASE } from '../playwright.config';
import { expect, hold, open, test, withoutRenderedHtml } from './shop';

/** Opens the page and waits for the restored session and for `federation.json`. */
async function openReady(page: Page, path = '/') {
  await open(page, path);
  await page.evaluate(() => __TARN__.ready);
  await expect.poll(() => page.evaluate(() => __TARN__.remotes().length)).toBeGreaterThan(0);
}

test.describe('dispatch', () => {
  test('a non-value is refused with its path and kind, and nothing is applied', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      class Money {}
      const { store, registerReducer, log } = __TARN__;
      registerReducer('notes', (state: unknown = null, { type, payload }: { type: string; payload: unknown }) =>
        type === 'notes/set' ? payload : type === 'notes/when' ? { at: new Date() } : state,
      );
      const dispatch = store.dispatch as (action: object) => void;
      const said = (action: object) => {
        try {
          dispatch(action);
          return 'nothing';
        } catch (error) {
          return error instanceof Error ? error.message : 'no Error';
        }
      };
      const before = store.getState();
      const values = {
        Date: new Date(),
        Map: new Map(),
        Set: new Set(),
        URL: new URL('http://a'),
        RegExp: /a/,
        Error: new Error('a'),
        Promise: Promise.resolve(),
        HTMLDivElement: document.createElement('div'),
        Money: new Money(),
        Uint8Array: new Uint8Array(1),
        Blob: new Blob(),
        function: () => {},
        symbol: Symbol('a'),
        bigint: 1n,
        Number: Object(1),
        NaN: NaN,
        Window: window,
      };
      const kinds = Object.entries(values).map(([kind, when]) => [kind, said({ type: 'notes/set', payload: { meta: { when } } })]);
      const rest = {
        meta: said({ type: 'notes/set', meta: { when: new Date() } }),
        error: said({ type: 'notes/set', payload: 1, error: new TypeError('a') }),
        returned: said({ type: 'notes/when' }),
        getter: said({
          type: 'notes/set',
          payload: {
            get a() {
              throw new Error('boom');
            },
          },
        }),
        prototype: said({ type: 'notes/set', payload: JSON.parse('{"__proto__": {"polluted": true}}') }),
      };
      return { kinds, rest, applied: log().length, unchanged: before === store.getState() };
    });
    for (const [kind, message] of seen.kinds) {
      expect(message).toContain('payload.meta.when');
      expect(message).toContain(kind);
    }
    expect(seen.rest).toEqual({
      meta: expect.stringMatching(/meta\.when: a Date/),
      error: expect.stringMatching(/error: a TypeError/),
      returned: expect.stringMatching(/notes\/when.*at: a Date/),
      getter: expect.stringMatching(/payload\.a: it cannot be read: boom/),
      prototype: expect.stringMatching(/payload\.__proto__/),
    });
    expect(seen.unchanged).toBe(true);
  });

  test('meta and error reach JavaScript reducers and the log, for their own action only', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(() => {
      const { store, registerReducer, log } = __TARN__;
      const actions: object[] = [];
      registerReducer('notes', (state = 0, action: object) => {
        actions.push(action);
        return state;
      });
      actions.length = 0;
      const action = { type: 'cart/clearCart', meta: { source: ['button'] }, error: true } as const;
      const returned = store.dispatch(action) === action;
      store.dispatch({ type: 'cart/addToCart', payload: { productId: 'p', name: 'Mug', priceCents: 5, quantity: 1 }, meta: 0 });
      store.dispatch({ type: 'cart/clearCart' });
      const logged = log()
        .slice(-3)
        .map(({ type, meta, error }) => ({ type, meta, error }));
      return { actions, logged, returned, keys: Object.keys(actions[2]) };
    });
    expect(seen.actions).toMatchObject([
      { type: 'cart/clearCart', meta: { source: ['button'] }, error: true },
      { type: 'cart/addToCart', meta: 0 },
      { type: 'cart/clearCart' },
    ]);
    expect(seen.logged).toMatchObject([
      { type: 'cart/clearCart', meta: { source: ['button'] }, error: true },
      { type: 'cart/addToCart', meta: 0 },
      { type: 'cart/clearCart' },
    ]);
    expect([seen.returned, seen.keys]).toEqual([true, ['type', 'payload']]);
  });

  test('a function is called with dispatch and getState of its store, and its result returned', async ({ page }) => {
    await openReady(page);
    const seen = await page.evaluate(async () => {
      const { store, storeOf, log } = __TARN__;
      const products = storeOf('products');
      const add = { type: 'cart/addToCart', payload: { productId: 'p', name: 'Mug', priceCents: 5, quantity: 1 } } as const;
      const result = products.dispatch((dispatch, getState) => {
        dispatch(add);
        return dispatch((_, now) => [getState().cart.lines.length, now === products.getState]);
      });
      const from = log().at(-1)!.from;
      const later = await store.dispatch(async (dispatch) => {
        await Promise.resolve();
        return dispatch({ type: 'cart/clearCart' }).type;
      });
      const refused = await products
        .dispatch(async (dispatch) => dispatch({ type: 'cart/clearCart' }))
        .catch((error: Federation.Rejection) => error.reason);
      return { result, from, later, refused };
    });
    expect(seen).toEqual({ result: [1, true], from: 'products', later: 'cart/clearCart', refused: 'not-granted' });
  });
});

test('a dispatch that overflows the stack leaves the store usable', async ({ page, errors }) => {
  await openReady(page);
  const seen = await page.evaluate(() => {
    const { store } = __TARN__;
    const deepen = (): void => {
      try {
        deepen();
      } catch {
        // At each stack depth with room for a part of the dispatch.
        try {
          store.dispatch({ type: 'cart/addToCart', payload: { productId: 'p', name: 'Mug', priceCents: 5, quantity: 1 } });
        } catch {
          // Expected.
        }
      }
    };
    deepen();
    const before = store.getState().cart.lines.length;
    store.dispatch({ type: 'cart/clearCart' });
    store.dispatch({ type: 'cart/addToCart', payload: { productId: 'q', name: 'Mug', priceCents: 5, quantity: 1 } });
    return [before <= 1, store.getState().cart.lines.map(({ productId }) => productId)];
  });
  expect(seen).toEqual([true, ['q']]);
  errors.length = 0;
});

test('reserved names and invalid names are refused as the name of a remote', async ({ page }) => {
  await openReady(page);
  const seen = await page.evaluate(() => {
    const { storeOf, registerReducer, attach, contract } = __TARN__;
    const names: unknown[] = ['host', 'tab', 'page', 'shared-store', '', '*', 'cart/*', ' cart', 'a\n', 7, {}, [], true, 'x'.repeat(100)];
    const said = (act: () => void) => {
      try {
        act();
        return 'nothing';
      } catch (error) {
        return error instanceof Error ? error.message : 'no Error';
      }
    };
    return names.flatMap((name) => [
      said(() => storeOf(name as string)),
      said(() => registerReducer('mine', (state = 0) => state, null, name as string)),
      said(() => attach(name as string, contract)),
    ]);
  });
  for (const message of seen) expect(message).toMatch(/FED-012: .* is a reserved name|cannot be the name of a remote|a remote's name/);
});

test('nothing is granted before federation.json is read', async ({ page }) => {
  const release = await hold(page, '**/federation.json');
  await open(page, '/');
  const dispatch = () =>
    page.evaluate(() => {
      try {
        return __TARN__.storeOf('products').dispatch({ type: 'cart/addToCart', payload: { productId: 'p', name: 'Mug', priceCents: 5, quantity: 1 } })
          .type;
      } catch (error) {
        const { reason, message } = error as Federation.Rejection;
        return `${reason}: ${message}`;
      }
    });
  expect(await dispatch()).toMatch(/^not-granted: FED-012.*"products".*has not been read/);
  release();
  await expect.poll(dispatch).toBe('cart/addToCart');
});

test.describe('a remote that dispatches an undeclared action', () => {
  const undeclare = async (page: Page) => {
    await withoutRenderedHtml(page);
    await page.route('**/remote.json', async (route) => {
      const withoutDispatches = async () => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), dispatches: [] } });
      };
      // Idle time fetches other remotes, and the test may end during that.
      await withoutDispatches().catch(() => {});
    });
  };

  test('is counted in production', async ({ page }) => {
    await undeclare(page);
    await open(page, '/products');
    await page.getByTestId('add-to-cart').first().click();
    await expect(page.getByTestId('cart-badge')).toHaveText('1');
    expect(await page.evaluate(() => __TARN__.metrics().undeclared)).toBe(1);
  });

  test('is reported once, with its code, on a page for developers', async ({ page, errors }) => {
    await undeclare(page);
    await open(page, `http://localhost:${REMOTE_PORT_BASE + 2}/products`);
    for (let times = 0; times < 2; times++) await page.getByTestId('add-to-cart').first().click();
    await expect.poll(() => page.evaluate(() => __TARN__.metrics().undeclared)).toBe(2);
    const said = errors.splice(0);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/FED-020.*"products".*"cart\/addToCart".*`dispatches`/);
  });
});

test('no argument makes a member trap, and the shop keeps working', async ({ page, errors }) => {
  await openReady(page, '/products');
  await page.getByTestId('add-to-cart').first().click();
  const traps = await page.evaluate(async () => {
    class Thing {}
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const odd: unknown[] = [
      undefined,
      null,
      0,
      -1,
      NaN,
      Infinity,
      2 ** 53,
      '',
      'cart',
      '\ud83d',
      'x'.repeat(10_000),
      true,
      1n,
      Symbol('s'),
      [],
      // biome-ignore lint/suspicious/noSparseArray: one of the odd values.
      [1, , 3],
      new Array(5),
      {},
      cyclic,
      new Thing(),
      new Date(),
      () => undefined,
      () => {
        throw new Error('odd');
      },
      class {},
      async () => 1,
      new Uint8Array(3),
      new Proxy(
        {},
        {
          get() {
            throw new Error('odd');
          },
        },
      ),
      revoked.proxy,
      document.body,
      Object.create(null),
      { type: 'cart/clearCart', payload: cyclic },
      {
        get type() {
          throw new Error('odd');
        },
      },
    ];
    const traps: string[] = [];
    const isTrap = (error: unknown) => error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /call stack/.test(error.message));
    const call = async (name: string, member: (...args: unknown[]) => unknown, args: unknown[]) => {
      try {
        await Promise.race([member(...args), new Promise((done) => setTimeout(done, 50))]);
      } catch (error) {
        // An error of our own getters and functions is rethrown unchanged; every other one is an Error.
        if (isTrap(error) || (!(error instanceof Error) && !(error as { code?: string } | null)?.code)) traps.push(`${name}: ${String(error)}`);
      }
    };
    const { store, ...members } = __TARN__;
    // `crashed` is left out because it marks a remote as crashed.
    const { crashed, ready, ...rest } = members;
    const functions = Object.entries({ ...rest, ...store }).filter(([, member]) => typeof member === 'function') as [
      string,
      (...args: unknown[]) => unknown,
    ][];
    for (const [name, member] of functions) {
      const all = odd.flatMap((value) => [[value], ['cart', value], [value, value, value, value]]);
      await Promise.all(all.map((args) => call(name, member, args)));
    }
    Reflect.get(store, '@@observable')().subscribe({});
    return traps;
  });
  expect(traps).toEqual([]);
  errors.length = 0;
  // Calls such as `bridge(false)` had their effect; the shop works as before.
  await page.evaluate(() => {
    __TARN__.store.dispatch({ type: 'cart/clearCart' });
  });
  await expect(page.getByTestId('cart-badge')).toHaveText('0');
  await page.getByTestId('add-to-cart').first().click();
  await expect(page.getByTestId('cart-badge')).toHaveText('1');
  expect(await page.evaluate(() => [typeof __TARN__.metrics().dispatched, Array.isArray(__TARN__.log())])).toEqual(['number', true]);
  // Some of the odd functions are subscribers now, and throw at each dispatch.
  errors.length = 0;
});
