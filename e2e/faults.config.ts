// The fault suite: the shop behind a proxy that breaks things (`cargo xtask test faults`, and all of it: `cargo xtask test all faults`).
import { defineConfig } from '@playwright/test';
import ordinary, { reporter } from './playwright.config';

export default defineConfig({
  ...ordinary,
  testDir: 'faults',
  // Each worker has a server and a proxy of its own.
  webServer: undefined,
  // Costs a fifth of the time; `--trace on` for one test that fails.
  use: { ...ordinary.use, trace: 'off' },
  reporter: [...reporter, ['./faults/table_reporter.ts']],
});
