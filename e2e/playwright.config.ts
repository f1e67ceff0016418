import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { leftOut } from './share';

// Debian's Chromium if it is installed, otherwise the one that `npx playwright install chromium` downloads.
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const asRoot = process.getuid?.() === 0;

// All servers of a run share the compiled renderers: each would need seconds of the processor for its own.
process.env.RENDER_CACHE ??= join(tmpdir(), 'tarn-renderers');

export const HOST_PORT = Number(process.env.E2E_PORT ?? 4300);
export const REMOTE_PORT_BASE = HOST_PORT + 1;

/** A readable list, and JSON for `cargo xtask test`, which gives the path. */
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
  // Page and browser have background work that a test may race with. A test that fails twice is a real failure; the gate lists tests that passed only
  // on retry.
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
  // The built apps behind the built server, on their own ports and with a database for this run.
  webServer: {
    command: `node serve.mjs ${HOST_PORT} ${REMOTE_PORT_BASE}`,
    url: `http://localhost:${HOST_PORT}/api/health`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
