// Medians of batches in a table, and how widely they spread.

/** If half of the cells vary more than this, other programs used the processor, and the run should be repeated. */
const NOISY = 0.1;

/** Microseconds, to three digits. */
export const time = (microseconds) =>
  microseconds >= 1000 ? Math.round(microseconds).toLocaleString('en-US') : String(Number(microseconds.toPrecision(3)));

/** Our result: the median, and the quartiles in brackets. */
export const ours = ({ median, lower, upper }) => `${time(median)} (${time(lower)}–${time(upper)})`;

/** A result beside ours: how many times as long it took. Bold where ours is slower. */
export function theirs(result, ours) {
  if (!result) return '';
  const ratio = result.median / ours.median;
  const text = `${time(result.median)} (${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)}x)`;
  return ratio < 1 ? `**${text}**` : text;
}

/** Sentences about the spread of all cells. */
export function spread(cells) {
  const spreads = cells.flatMap(({ results }) => Object.values(results)).map(({ median, lower, upper }) => (upper - lower) / median / 2);
  const sorted = spreads.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return [
    `Half of all cells lie within ${percent(middle)} of their median, the widest within ${percent(sorted.at(-1))}.`,
    ...(middle > NOISY ? ['**Too noisy to rely on: something else kept the processor busy. Run it again.**'] : []),
  ];
}

const percent = (part) => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;
