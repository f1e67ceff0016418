// The fault suite: the shop behind a proxy that injects faults. `cargo xtask test faults` runs a share, `cargo xtask test all faults` all of it.
import { defineConfig } from '@playwright/test';
import ordinary, { reporter } from './playwright.config';

export default defineConfig({
  ...ordinary,
  testDir: 'faults',
  // Each worker has a server and a proxy of its own.
  webServer: undefined,
  // Traces cost a fifth of the time; `--trace on` records one for a failing test.
  use: { ...ordinary.use, trace: 'off' },
  reporter: [...reporter, ['./faults/table_reporter.ts']],
});
