// Batches that are long enough for the clock and run alternately, so that temporary load on the machine affects all stores.
//
// A cell is `{ key, subjects }`; a subject is the code of one store in it: `{ name, prepare?, run(count), verify? }`. `run` repeats its operation
// `count` times, and may be asynchronous; only `run` is timed. `prepare` and `verify` run before and after each batch.

/** Factor by which the warm-up of wasm is longer: V8 compiles wasm in the background, which a busy machine delays. */
const WASM_WARM_UP = 10;
const isWasm = ({ name }) => name === 'ours' || name.startsWith('leptos');
/** Batches without a new minimum after which a subject counts as warm. */
const SETTLED = 5;

/**
 * Runs all cells alternately; returns for each its key and for each subject the median and the quartiles, in microseconds
 * per operation.
 */
export async function interleave(cells, { rounds, batchMs, warmUpMs, say }) {
  const counts = new Map();
  for (const [index, { key, subjects }] of cells.entries()) {
    say(`${describe(key)}: warming up (${index + 1} of ${cells.length})`);
    for (const subject of subjects) {
      const enough = warmUpMs * (isWasm(subject) ? WASM_WARM_UP : 1);
      counts.set(subject, await warmUp(subject, batchMs, enough));
    }
  }
  const samples = new Map(cells.flatMap(({ subjects }) => subjects.map((subject) => [subject, []])));
  for (let round = 0; round < rounds; round++) {
    say(`batch ${round + 1} of ${rounds}`);
    for (const { subjects } of rotated(cells, round)) {
      for (const subject of rotated(subjects, round)) {
        samples.get(subject).push(((await batch(subject, counts.get(subject))) * 1000) / counts.get(subject));
      }
    }
  }
  return cells.map(({ key, subjects }) => ({
    ...key,
    results: Object.fromEntries(subjects.map((subject) => [subject.name, summary(samples.get(subject))])),
  }));
}

/**
 * Runs for at least `warmUpMs` and until it gets no faster. Returns the number of operations in a batch of `batchMs`.
 */
async function warmUp(subject, batchMs, warmUpMs) {
  const most = subject.most ?? Infinity;
  let [count, total, best, idle] = [1, 0, Infinity, 0];
  for (;;) {
    const time = await batch(subject, count);
    total += time;
    if (time < batchMs / 2 && count < most) {
      count = Math.min(most, count * 2);
      continue;
    }
    idle = time / count < best * 0.97 ? 0 : idle + 1;
    best = Math.min(best, time / count);
    if ((total >= warmUpMs && idle >= SETTLED) || total >= 4 * warmUpMs) {
      return Math.max(1, Math.min(most, Math.round(batchMs / best)));
    }
  }
}

/** Duration in milliseconds. Each batch begins with an empty young generation, so that no store pays for another's garbage. */
async function batch(subject, count) {
  await subject.prepare?.(count);
  await new Promise((resolve) => setTimeout(resolve));
  gc({ type: 'minor' });
  const start = performance.now();
  const running = subject.run(count);
  if (running) await running;
  const time = performance.now() - start;
  await subject.verify?.(count);
  return time;
}

const rotated = (list, by) => list.map((_, index) => list[(index + by) % list.length]);

const describe = ({ measure, ...rest }) => [measure, ...Object.entries(rest).map(([name, value]) => `${value} ${name}`)].join(', ');

function summary(samples) {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = (part) => {
    const place = (sorted.length - 1) * part;
    const below = Math.floor(place);
    return sorted[below] + (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) * (place - below);
  };
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) };
}
