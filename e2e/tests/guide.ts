// Runs the commands of a document exactly as written.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './own_server';

/** The shell blocks of a guide, in order. */
export const commandsOf = (guide: string) => shellBlocksOf(join('docs/guides', guide));

/** The shell blocks of a document, in order. */
export function shellBlocksOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands);
}

/** Runs commands in a shell that stops at the first failure, and returns their output. */
export const run = (commands: string, folder: string) =>
  execFileSync('bash', ['-ec', commands], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    // One target folder for this project and for projects made outside of it, so that nothing compiles twice.
    env: { ...process.env, CARGO_TARGET_DIR: join(root, 'target') },
  });
