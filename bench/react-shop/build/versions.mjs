import { readFileSync } from 'node:fs';
import { root } from './production.mjs';

const { dependencies } = JSON.parse(readFileSync(`${root}packages/host/package.json`, 'utf8'));

/** The version of a library that host and remotes share. */
export const versionOf = (library) => dependencies[library];
