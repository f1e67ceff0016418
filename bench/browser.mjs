// The browser that everything here is measured in.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Debian's Chromium where it is installed, or CHROMIUM; elsewhere the one that Playwright has. */
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
