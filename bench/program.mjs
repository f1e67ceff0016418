// A program that serves a shop.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Runs a program that prints the address of the shop when it is ready: `{ url, pid, stop }`. */
export async function serveWith(program, ...flags) {
  const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill()); // also if the benchmark ends with an error
  const ended = new Promise((resolve) => child.on('close', resolve));
  const url = await new Promise((resolve, reject) => {
    child.on('error', reject);
    ended.then((code) => reject(new Error(`${program} ended with ${code} before it said where the shop is`)));
    createInterface(child.stdout).on('line', (line) => {
      const [, port] = /^The shop is at http:\/\/[^:]+:(\d+)$/.exec(line) ?? [];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
  const stop = () => {
    child.kill();
    return ended;
  };
  return { url, pid: child.pid, stop };
}
