import { existsSync } from 'node:fs';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { leftOut } from './share';

// Debian's Chromium where it is installed; elsewhere the one that `npx playwright install chromium` fetches.
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const asRoot = process.getuid?.() === 0;

export const HOST_PORT = Number(process.env.E2E_PORT ?? 4300);
export const REMOTE_PORT_BASE = HOST_PORT + 1;

/** The results for people, and as JSON for `cargo xtask test`, which says where. */
export const reporter: ReporterDescription[] = [['list']];
if (process.env.TEST_REPORT) reporter.push(['json', { outputFile: process.env.TEST_REPORT }]);

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  grepInvert: leftOut,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // A test races with what the page and the browser do by themselves. A test that fails twice is no accident; the gate lists those that
  // failed once by name.
  retries: 1,
  reporter,
  use: {
    baseURL: `http://localhost:${HOST_PORT}`,
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: existsSync(chromium) ? chromium : undefined,
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        ...['--disable-component-update', '--disable-sync'],
      ],
    },
  },
  // The really built apps from the really built server, on ports of their own and a database made for this run.
  webServer: {
    command: `node serve.mjs ${HOST_PORT} ${REMOTE_PORT_BASE}`,
    url: `http://localhost:${HOST_PORT}/api/health`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
