// A separate shop with a copy of the built files that the test may change, for tests of deployments.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';

export const root = resolve(import.meta.dirname, '../..');

/** Serves a copy of dist/ at this port. `flags` go to the server. */
export async function ownServer(port: number, prepare: (dist: string) => void, flags: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'own-shop-'));
  const dist = join(folder, 'dist');
  cpSync(join(root, 'dist'), dist, { recursive: true });
  prepare(dist);
  let server: ChildProcess;
  const start = async () => {
    server = spawn(
      process.env.SERVER_BINARY ?? join(root, 'target/server/server'),
      ['--port', `${port}`, '--no-standalone', '--data', join(folder, 'data'), '--dist', dist, '--log-level', 'warn', ...flags],
      { stdio: 'inherit' },
    );
    let hasEnded = false;
    server.once('exit', () => (hasEnded = true));
    const isThere = async () => {
      // Another test's server may use the same port.
      if (hasEnded) throw new Error(`the server at port ${port} could not start: does another test use the port?`);
      return fetch(`http://localhost:${port}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      );
    };
    await expect.poll(isThere, { intervals: [20, 50, 100] }).toBe(true);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ended = new Promise((done) => server.on('exit', done));
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    dist,
    /** Kills the process, as a crash does. `start` restarts it with the same files and data. */
    kill: () => end('SIGKILL'),
    start,
    /** Stops the server, whose data is then complete in this one file. */
    stop: async (look?: (database: string) => Promise<void>) => {
      await end('SIGTERM');
      await look?.(join(folder, 'data/storefront.db'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
