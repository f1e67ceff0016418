// The measured servers: ours, and the Node server of the server-rendered React shop.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveWith } from '../program.mjs';
import { LOAD_CORE, on, SERVER_CORE } from './cores.mjs';
import { askForPages } from './pages.mjs';
import { EACH } from './report.mjs';

const serveReact = fileURLToPath(new URL('../react-shop/serve.mjs', import.meta.url));

/** The command of our server on a core. */
export const ours = (core, server, dist, data, ...flags) =>
  on(core, server, '--port', '0', '--no-standalone', '--data', data, '--dist', dist, '--log-level', 'warn', ...flags);

/** The command of the Node server. */
export const node = (api) => on(SERVER_CORE, process.execPath, serveReact, '--port', '0', '--render', '--api', api);

/** Starts both: `{ servers, close }`. Our server is measured with its own data; another one answers the API for the Node server. */
export async function open(server, dist) {
  const data = await mkdtemp(join(tmpdir(), 'bench-render-'));
  const started = [];
  const start = async (name, command) => {
    const program = await serveWith(...command);
    started.push(program);
    return { name, ...program };
  };
  const close = async () => {
    await Promise.all(started.map((program) => program.stop()));
    await rm(data, { recursive: true, force: true });
  };
  try {
    const measured = await start('ours', ours(SERVER_CORE, server, dist, join(data, 'ours')));
    const each = await start(EACH, ours(SERVER_CORE, server, dist, join(data, 'each'), '--render-memo-mib', '0'));
    const api = await start('API', ours(LOAD_CORE, server, dist, join(data, 'api')));
    const servers = [measured, each, await start('Node', node(api.url))];
    for (const { name, url } of servers) {
      // Renderers that are still being compiled would take the core from the measured page.
      await askForPages(url);
      await checkPage(name, url);
    }
    return { servers, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The page must come with its products. */
async function checkPage(name, url) {
  const html = await (await fetch(`${url}/products`)).text();
  const cards = html.match(/data-testid="product-card"/g)?.length ?? 0;
  if (cards !== 24) throw new Error(`the page of ${name} has ${cards} products: nothing to compare`);
}
