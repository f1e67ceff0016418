// The two shops, each with its own server, on free ports and with a database for this run.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const react = fileURLToPath(new URL('../react-shop', import.meta.url));

/** Starts both: `{ shops, close }`. */
export async function open(server, dist) {
  const data = await mkdtemp(join(tmpdir(), 'bench-load-'));
  const started = [];
  const close = async () => {
    await Promise.all(started.map((program) => program.stop()));
    await rm(data, { recursive: true, force: true });
  };
  const start = async (...command) => {
    const program = run(...command);
    started.push(program);
    return program.url;
  };
  try {
    const flags = ['--port', '0', '--no-standalone', '--data', data, '--dist', dist, '--log-level', 'warn'];
    const shops = [
      { name: 'ours', title: 'ours', url: await start(server, flags) },
      { name: 'react', title: 'React', url: await start(process.execPath, [join(react, 'serve.mjs'), '0']) },
    ];
    return { shops, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a program that prints the address of the shop when it is ready. */
function run(program, flags) {
  const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill()); // also if the benchmark ends with an error
  const ended = new Promise((resolve) => child.on('close', resolve));
  const url = new Promise((resolve, reject) => {
    child.on('error', reject);
    ended.then((code) => reject(new Error(`${program} ended with ${code} before it said where the shop is`)));
    createInterface(child.stdout).on('line', (line) => {
      const [, port] = /^The shop is at http:\/\/[^:]+:(\d+)$/.exec(line) ?? [];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
  url.catch(() => {});
  const stop = () => {
    child.kill();
    return ended;
  };
  return { url, stop };
}
