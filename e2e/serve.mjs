// Usage: node serve.mjs PORT REMOTE_PORT_BASE [TOKEN_SECONDS]. Serves copies of the built files, which tests may redeploy, with a database of its
// own. Ends with its parent.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [port, base, tokenSeconds = '600'] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'shop-'));
cpSync(join(root, 'dist'), join(data, 'dist'), { recursive: true });

const server = spawn(
  process.env.SERVER_BINARY ?? join(root, 'target/server/server'),
  [
    ...['--port', port, '--remote-port-base', base, '--token-seconds', tokenSeconds],
    ...['--data', join(data, 'data'), '--dist', join(data, 'dist'), '--log-level', 'warn'],
  ],
  { stdio: 'inherit' },
);
const stop = () => server.kill('SIGTERM');
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
server.on('exit', (code) => {
  rmSync(data, { recursive: true, force: true });
  process.exit(code ?? 0);
});
