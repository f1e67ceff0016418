// A server under load: pages per second, latencies, and processor time.
import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';

/** Ticks of /proc per second, the same on all Linux systems of today. */
const TICKS = 100;

/** Asks for /products over and over: `{ perSecond, p50Ms, p99Ms, cpuMs, bytes }`. A failed request ends the benchmark. */
export async function load({ url, pid }, { connections, headers, seconds }) {
  const before = await cpuSeconds(pid);
  const result = await autocannon({ url: `${url}/products`, connections, headers, duration: seconds });
  const used = (await cpuSeconds(pid)) - before;
  const { requests, latency, throughput, errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0) throw new Error(`${errors} errors, ${timeouts} timeouts and ${non2xx} refusals from ${url}`);
  return {
    perSecond: requests.total / result.duration,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    cpuMs: (used * 1000) / requests.total,
    bytes: throughput.total / requests.total,
  };
}

/** The processor time of a program with all its threads, in user and system mode. */
async function cpuSeconds(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
