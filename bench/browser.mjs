// Launches the measured browser.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** CHROMIUM or Debian's Chromium if it is installed, otherwise Playwright's own. */
export function launch(...flags) {
  const installed = process.env.CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({
    executablePath: existsSync(installed) ? installed : undefined,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', ...flags],
    ],
  });
}
