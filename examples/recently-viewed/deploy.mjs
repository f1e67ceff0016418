// Usage: node deploy.mjs [DIST]. Deploys this remote beside the others in the folder DIST of a server, and adds it to federation.json.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const dist = resolve(process.argv[2] ?? join(here, '../../dist'));
const place = join(dist, 'remotes/recently-viewed');
const { entry } = JSON.parse(readFileSync(join(here, 'dist/remote.json'), 'utf8'));

// The files first, then the manifest that names them. Older builds stay, for open tabs.
const build = entry.js.split('/')[0];
cpSync(join(here, 'dist', build), join(place, build), { recursive: true });
cpSync(join(here, 'dist/remote.json'), join(place, 'remote.json'));

const list = join(dist, 'federation.json');
const federation = JSON.parse(readFileSync(list, 'utf8'));
Object.assign(federation.remotes, JSON.parse(readFileSync(join(here, 'federation-entry.json'), 'utf8')));
writeFileSync(list, `${JSON.stringify(federation, null, 2)}\n`);
// The compressed copy of the old list.
rmSync(`${list}.br`, { force: true });
