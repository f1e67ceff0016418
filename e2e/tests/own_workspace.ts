// A workspace that is not this one, built and served by the command `tarn` of this one.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './own_server';

// Compiled once for this project and for whatever is made outside of it.
const env = { ...process.env, CARGO_TARGET_DIR: join(root, 'target'), PATH: `${join(root, 'target/debug')}:${process.env.PATH}` };

/** The command, once it is compiled. */
export const tarn = join(root, 'target/debug/tarn');

/** Compiles the command. */
export const buildTarn = () => execFileSync('cargo', ['build', '--quiet', '--package', 'tarn-tool'], { cwd: root, env, stdio: 'inherit' });

/** Runs commands as a shell does that stops at the first that fails; what they wrote. */
export const runIn = (folder: string, commands: string) =>
  execFileSync('bash', ['-ec', commands], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Serves a workspace that is built, with a command line such as `tarn serve`; how to stop. */
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
