// The fault suite: the shop behind a proxy that injects faults. `cargo xtask test faults` runs a share, `cargo xtask test all faults` all of it.
import { defineConfig } from '@playwright/test';
import ordinary, { reporter } from './playwright.config';

// The faults are those of requests that a browser makes: the server renders no data before them.
process.env.RENDER = 'false';

export default defineConfig({
  ...ordinary,
  testDir: 'faults',
  // Each worker has a server and a proxy of its own.
  webServer: undefined,
  // Traces cost a fifth of the time; `--trace on` records one for a failing test.
  use: { ...ordinary.use, trace: 'off' },
  reporter: [...reporter, ['./faults/table_reporter.ts']],
});
