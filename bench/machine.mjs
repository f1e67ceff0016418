// The hardware of the measurement.
import { cpus } from 'node:os';

export const machine = (browserVersion) => `${cpus()[0].model.trim()}, ${cpus().length} cores, Chromium ${browserVersion}`;
