// The clients of e2e/clients, bundled with their npm dependencies, as scripts of the page's own origin.
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Page } from '@playwright/test';

const bundles = new Map<string, string>();

function bundle(client: string): string {
  const known = bundles.get(client);
  if (known) return known;
  const { outputFiles } = buildSync({
    entryPoints: [join(resolve(import.meta.dirname, '../clients'), client)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  bundles.set(client, outputFiles[0].text);
  return outputFiles[0].text;
}

/** Serves a client to the page; `import('/clients/NAME.js')` gives its exports. */
export async function serveClient(page: Page, client: string): Promise<string> {
  const path = `/clients/${client.replace(/\.tsx?$/, '.js')}`;
  await page.route(`**${path}`, (route) => route.fulfill({ contentType: 'text/javascript', body: bundle(client) }));
  return path;
}
