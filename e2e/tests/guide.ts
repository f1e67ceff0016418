// The commands of a document, run as they stand there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './own_server';

/** The shell blocks of a guide, in their order. */
export const commandsOf = (guide: string) => shellBlocksOf(join('docs/guides', guide));

/** The shell blocks of a document, in their order. */
export function shellBlocksOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands);
}

/** Runs commands as a shell does that stops at the first that fails; what they wrote. */
export const run = (commands: string, folder: string) =>
  execFileSync('bash', ['-ec', commands], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    // Compiled once for this project and for whatever is made outside of it.
    env: { ...process.env, CARGO_TARGET_DIR: join(root, 'target') },
  });
