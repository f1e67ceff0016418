// Faults of each API path: the caller shows the failure, typed text is kept, and a retry works.
import type { BrowserContext, Page } from '@playwright/test';
import { caseOf } from '../share';
import { somePhone } from '../tests/shop';
import type { Fault } from './fault_proxy';
import { counted, expect, logInBeforehand, pageLives, test } from './shop_behind_proxy';

const FATAL: Fault[] = ['cut', '500', '404', 'truncate', 'corrupt', 'html'];
const FAULTS: Fault[] = [...FATAL, 'delay'];

interface Call {
  /** The name of the call in docs/faults.md. */
  name: string;
  path: RegExp;
  method: string;
  isGuest?: boolean;
  /** The shopper's steps before the fault, and the step that then calls the API. */
  prepare?(page: Page): Promise<void>;
  call(page: Page): Promise<void>;
  /** Test id of the element that shows the failure. */
  problem: string;
  again(page: Page): Promise<void>;
  works(page: Page): Promise<void>;
}

/** Clicks Try again, unless the page has already retried by itself. */
const retry =
  (problem = 'main') =>
  async (page: Page) => {
    const button = (problem === 'main' ? page.locator('main') : page.getByTestId(problem)).getByTestId('retry');
    await button.click({ timeout: 3_000 }).catch(() => expect(button).toHaveCount(0));
  };

const CALLS: Call[] = [
  {
    name: 'GET /api/products',
    path: /\/api\/products(\?|$)/,
    method: 'GET',
    isGuest: true,
    call: async (page) => void (await page.goto('/products')),
    problem: 'retry',
    again: retry(),
    works: (page) => expect(page.getByTestId('product-card')).toHaveCount(24),
  },
  {
    name: 'GET /api/products/:id',
    path: /\/api\/products\/p/,
    method: 'GET',
    isGuest: true,
    call: async (page) => void (await page.goto('/product/p1')),
    problem: 'retry',
    again: retry(),
    works: (page) => expect(page.getByTestId('product-detail').getByTestId('add-to-cart')).toBeVisible(),
  },
  {
    name: 'GET /api/orders',
    path: /\/api\/orders$/,
    method: 'GET',
    call: async (page) => void (await page.goto('/orders')),
    problem: 'retry',
    again: retry(),
    works: (page) => expect(page.getByTestId('orders-empty')).toBeVisible(),
  },
  {
    name: 'GET /api/tickets',
    path: /\/api\/tickets$/,
    method: 'GET',
    call: async (page) => void (await page.goto('/account')),
    problem: 'ticket-list-problem',
    again: retry('ticket-list-problem'),
    works: (page) => expect(page.getByTestId('tickets-empty')).toBeVisible(),
  },
  {
    name: 'GET /api/chat',
    path: /\/api\/chat$/,
    method: 'GET',
    call: async (page) => void (await page.goto('/account')),
    problem: 'chat-log-problem',
    again: retry('chat-log-problem'),
    works: (page) => expect(page.getByTestId('chat-empty')).toBeVisible(),
  },
  {
    name: 'PUT /api/profile',
    path: /\/api\/profile$/,
    method: 'PUT',
    prepare: async (page) => {
      await page.goto('/account');
      await page.getByTestId('profile-name').fill('Ada Lovelace');
    },
    call: (page) => page.getByTestId('profile-save').click(),
    problem: 'profile-form-problem',
    again: async (page) => {
      await expect(page.getByTestId('profile-name')).toHaveValue('Ada Lovelace');
      await page.getByTestId('profile-save').click();
    },
    works: (page) => expect(page.getByTestId('login-state')).toHaveText('Ada Lovelace'),
  },
  {
    name: 'POST /api/chat',
    path: /\/api\/chat$/,
    method: 'POST',
    prepare: async (page) => {
      await page.goto('/account');
      await page.getByTestId('chat-empty').waitFor();
      await page.getByTestId('chat-input').fill('When do you ship?');
    },
    call: (page) => page.getByTestId('chat-send').click(),
    problem: 'chat-form-problem',
    again: async (page) => {
      await expect(page.getByTestId('chat-input')).toHaveValue('When do you ship?');
      await page.getByTestId('chat-send').click();
    },
    works: (page) => expect(page.getByTestId('chat-message').first()).toContainText('When do you ship?'),
  },
  {
    name: 'POST /api/auth/code',
    path: /\/api\/auth\/code$/,
    method: 'POST',
    isGuest: true,
    prepare: async (page) => {
      await page.goto('/login');
      await page.getByTestId('login-phone').fill(somePhone());
    },
    call: (page) => page.getByTestId('login-submit').click(),
    problem: 'login-error',
    again: async (page) => {
      await expect(page.getByTestId('login-phone')).toHaveValue(/\d/);
      await page.getByTestId('login-submit').click();
    },
    // A code whose answer was lost cannot be requested again at once, and the page says so.
    works: async (page) => {
      const code = page.getByTestId('login-demo-code');
      await expect(code.or(page.getByTestId('login-error').filter({ hasText: /wait|seconds|again in/i }))).toBeVisible();
    },
  },
  {
    name: 'POST /api/auth/verify',
    path: /\/api\/auth\/verify$/,
    method: 'POST',
    isGuest: true,
    prepare: async (page) => {
      await page.goto('/login');
      await page.getByTestId('login-phone').fill(somePhone());
      await page.getByTestId('login-submit').click();
      await page.getByTestId('login-code').fill(await page.getByTestId('login-demo-code').innerText());
    },
    call: (page) => page.getByTestId('login-submit').click(),
    problem: 'login-error',
    again: async (page) => {
      await expect(page.getByTestId('login-code')).toHaveValue(/^\d{6}$/);
      await page.getByTestId('login-submit').click();
    },
    // A code whose answer was lost is used up, and the page says so.
    works: async (page) => {
      const usedUp = page.getByTestId('login-error').filter({ hasText: 'ask for a new one' });
      await expect(page.getByTestId('nav-account').or(usedUp)).toBeVisible();
    },
  },
  {
    name: 'POST /api/tickets',
    path: /\/api\/tickets$/,
    method: 'POST',
    prepare: async (page) => {
      await page.goto('/account');
      await page.getByTestId('ticket-subject').fill('A broken mug');
    },
    call: (page) => page.getByTestId('ticket-open').click(),
    problem: 'ticket-subject-problem',
    again: async (page) => {
      await expect(page.getByTestId('ticket-subject')).toHaveValue('A broken mug');
      await page.getByTestId('ticket-open').click();
    },
    works: (page) => expect(page.getByTestId('ticket-row').first()).toContainText('A broken mug'),
  },
  {
    name: 'POST /api/auth/logout',
    path: /\/api\/auth\/logout$/,
    method: 'POST',
    prepare: async (page) => void (await page.goto('/account')),
    call: (page) => page.getByTestId('logout').click(),
    problem: 'toast',
    // The page has forgotten the shopper; the server still knows them if the logout did not reach it.
    again: async (page) => {
      await page.goto('/account');
      await page.getByTestId('logout').or(page.getByTestId('login-phone')).waitFor();
      if (await page.getByTestId('logout').isVisible()) await page.getByTestId('logout').click();
    },
    works: (page) => expect(page.getByTestId('nav-login')).toBeVisible(),
  },
  {
    name: 'POST /api/auth/refresh',
    path: /\/api\/auth\/refresh$/,
    method: 'POST',
    call: async (page) => void (await page.goto('/products')),
    problem: 'toast',
    // A lost answer does not end the session.
    again: async (page) => void (await page.goto('/products')),
    works: (page) => expect(page.getByTestId('nav-account')).toBeVisible(),
  },
];

async function prepare({ prepare, isGuest }: Call, page: Page, context: BrowserContext) {
  if (!isGuest) await logInBeforehand(context);
  await prepare?.(page);
}

for (const [row, each] of CALLS.entries()) {
  /** In the gate, each call meets every second fault, and each fault every second call. */
  const details = (fault: Fault) => ({ ...counted(fault, each.name), ...caseOf(2, row, FAULTS.indexOf(fault)) });

  for (const fault of FATAL) {
    test(`${each.name}, ${fault}: the page shows it, and a retry works`, details(fault), async ({ page, context, faults, said: _ }) => {
      await prepare(each, page, context);
      faults.on(fault, each.path, each.method);
      await each.call(page);
      await expect(page.getByTestId(each.problem).first()).toBeVisible();
      await pageLives(page);
      faults.clear();
      await each.again(page);
      await each.works(page);
    });
  }

  test(`${each.name}, delay: the call succeeds`, details('delay'), async ({ page, context, faults }) => {
    await prepare(each, page, context);
    faults.on('delay', each.path, each.method);
    await each.call(page);
    await each.works(page);
  });
}

test('GET /api/products, stall: the page shows it after 15 s', counted('stall', 'GET /api/products'), async ({ page, faults, said: _ }) => {
  test.slow();
  faults.on('stall', /\/api\/products/);
  await page.goto('/products');
  await expect(page.getByTestId('retry')).toBeVisible({ timeout: 25_000 });
  await pageLives(page);
  faults.clear();
  // The page may try again by itself at this moment, and the button is then gone.
  await Promise.race([page.getByTestId('retry').click(), page.getByTestId('product-card').first().waitFor()]);
  await expect(page.getByTestId('product-card')).toHaveCount(24);
});
