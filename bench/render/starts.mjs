// How long a server takes from its start until it has sent a page of each remote.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveWith } from '../program.mjs';
import { LOAD_CORE, SERVER_CORE } from './cores.mjs';
import { askForPages } from './pages.mjs';
import { node, ours } from './servers.mjs';

/** Milliseconds of each start, by its title. */
export async function starts(server, dist) {
  const data = await mkdtemp(join(tmpdir(), 'bench-render-'));
  const api = await serveWith(...ours(LOAD_CORE, server, dist, join(data, 'api')));
  const own = ours(SERVER_CORE, server, dist, join(data, 'ours'));
  try {
    return {
      'ours, the first time: renderers are compiled': await start(own),
      'ours, later: renderers come from the disk': await start(own),
      Node: await start(node(api.url)),
    };
  } finally {
    await api.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function start(command) {
  const from = performance.now();
  const program = await serveWith(...command);
  try {
    await askForPages(program.url);
    return performance.now() - from;
  } finally {
    await program.stop();
  }
}
