// What the figures were measured on, as far as it matters to them.
import { cpus } from 'node:os';

export const machine = (browserVersion) => `${cpus()[0].model.trim()}, ${cpus().length} cores, Chromium ${browserVersion}`;
