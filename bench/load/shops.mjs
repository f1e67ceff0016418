// The shops, each with its own server, on free ports and with a database for this run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveWith } from '../program.mjs';

const serveReact = fileURLToPath(new URL('../react-shop/serve.mjs', import.meta.url));

/** The names and titles of all shops, ours first. */
export const SHOPS = [
  { name: 'ours', title: 'ours' },
  { name: 'react', title: 'React' },
  { name: 'rendered', title: 'React, server-rendered' },
];

/** Starts all shops: `{ shops, close }`. They share the API: our server answers it, and the servers of the React shops pass it on. */
export async function open(server, dist) {
  const data = await mkdtemp(join(tmpdir(), 'bench-load-'));
  const started = [];
  const close = async () => {
    await Promise.all(started.map((program) => program.stop()));
    await rm(data, { recursive: true, force: true });
  };
  const start = async (...command) => {
    const program = await serveWith(...command);
    started.push(program);
    return program.url;
  };
  try {
    const ours = await start(server, '--port', '0', '--no-standalone', '--data', data, '--dist', dist, '--log-level', 'warn');
    const react = [process.execPath, serveReact, '--port', '0', '--api', ours];
    const urls = { ours, react: await start(...react), rendered: await start(...react, '--render') };
    return { shops: SHOPS.map((shop) => ({ ...shop, url: urls[shop.name] })), close };
  } catch (error) {
    await close();
    throw error;
  }
}
