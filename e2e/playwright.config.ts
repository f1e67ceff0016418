import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Debian's Chromium where it is installed; elsewhere the one that `npx playwright install chromium` fetches.
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const asRoot = process.getuid?.() === 0;

export const HOST_PORT = Number(process.env.E2E_PORT ?? 4300);
export const REMOTE_PORT_BASE = HOST_PORT + 1;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // A test races with what the page and the browser do by themselves. What fails twice is no accident; what fails once is listed, and
  // counted in the summary.
  retries: 1,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${HOST_PORT}`,
    trace: 'retain-on-failure',
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
