// Which core does what: the measured servers have one for themselves.
import { execFileSync } from 'node:child_process';

export const SERVER_CORE = '0';
/** The load generator, and the API that the Node server asks: the better case for Node, whose core then only renders. */
export const LOAD_CORE = '1';

/** The command with its program bound to a core. */
export const on = (core, ...command) => ['taskset', '--cpu-list', core, ...command];

/** Binds a running program, with all its threads. */
export const pin = (pid, core) => execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', core, String(pid)], { stdio: 'ignore' });
