// A workspace outside of this repository, built and served with the command `tarn` of this repository.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './own_server';

// One target folder for this project and for workspaces outside of it, so that nothing compiles twice.
const env = { ...process.env, CARGO_TARGET_DIR: join(root, 'target'), PATH: `${join(root, 'target/debug')}:${process.env.PATH}` };

/** The path of the compiled command. */
export const tarn = join(root, 'target/debug/tarn');

/** Compiles the command. */
export const buildTarn = () => execFileSync('cargo', ['build', '--quiet', '--package', 'tarn-tool'], { cwd: root, env, stdio: 'inherit' });

/** Runs commands in a shell that stops at the first failure, and returns their output. */
export const runIn = (folder: string, commands: string) =>
  execFileSync('bash', ['-ec', commands], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Serves a built workspace with a command line such as `tarn serve`. Returns an object that stops the server. */
export async function serve(folder: string, command: string, port: number) {
  const [program, ...words] = command.trim().split(' ');
  const server = spawn(program, [...words, '--port', `${port}`], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  await isReady(server, `http://localhost:${port}`);
  return {
    stop: () =>
      new Promise<void>((done) => {
        server.once('exit', () => done());
        server.kill('SIGINT');
      }),
  };
}

/** Waits until the server has printed its address. */
const isReady = (server: ChildProcess, address: string) =>
  new Promise<void>((ready, failed) => {
    let said = '';
    server.stdout!.on('data', (text) => {
      said += text;
      if (said.includes(address)) ready();
    });
    server.once('exit', (code) => failed(new Error(`the server ended with ${code} before it was ready:\n${said}`)));
  });
