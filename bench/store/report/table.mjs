// The results as Markdown.
import { aims, row } from '../../report/markdown.mjs';

/** If half of the cells vary more than this, other programs used the processor, and the run should be repeated. */
const NOISY = 0.1;

const STORES = [
  ['redux-toolkit', 'Redux Toolkit'],
  ['react', 'React + RTK'],
  ['react-sync', 'React + RTK, flushSync'],
  ['redux', 'Redux by hand'],
  ['zustand', 'zustand'],
  ['nanostores', 'nanostores'],
];

/** The description of a cell. */
export const title = ({ measure, lines, subscribers }) =>
  [measure, plural(lines, 'line'), ...(subscribers ? [plural(subscribers, 'subscriber')] : [])].join(', ');

const plural = (count, word) => `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;

/** Microseconds, to three digits. */
const time = (microseconds) =>
  microseconds >= 1000 ? Math.round(microseconds).toLocaleString('en-US') : String(Number(microseconds.toPrecision(3)));

export function table({ machine, versions, batches, cells, memory }, verdict) {
  const measures = [...new Set(cells.map(({ measure }) => measure))];
  const noisy = cells.flatMap(({ results }) => Object.values(results)).map(({ median, lower, upper }) => (upper - lower) / median);
  const spread = noisy.toSorted((one, other) => one - other);
  const text = [
    '# The store, measured',
    '',
    machine,
    '',
    `Against ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    '',
    `Microseconds per operation: medians of ${batches.rounds} batches, taken in turns in one page, with the quartiles of ours in`,
    'brackets. In brackets behind the others: how many times as long as ours. **Bold** is where ours is slower.',
    `Half of all cells lie within ${percent(spread[Math.floor(spread.length / 2)] / 2)} of their median, the widest within ${percent(spread.at(-1) / 2)}.`,
    ...(spread[Math.floor(spread.length / 2)] / 2 > NOISY ? ['**Too noisy to rely on: something else kept the processor busy. Run it again.**'] : []),
    '',
    ...measures.flatMap((measure) =>
      section(
        measure,
        cells.filter((cell) => cell.measure === measure),
      ),
    ),
    ...memorySection(memory),
    ...aims(verdict),
  ];
  return text.join('\n');
}

const percent = (part) => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;

function section(measure, cells) {
  const stores = STORES.filter(([name]) => cells.some(({ results }) => results[name]));
  const bySubscribers = cells.some(({ subscribers }) => subscribers);
  const head = [...(bySubscribers ? ['subscribers'] : []), 'lines', 'ours', ...stores.map(([, heading]) => heading)];
  return [
    `## ${measure[0].toUpperCase()}${measure.slice(1)}`,
    '',
    row(head),
    row(head.map(() => '---:')),
    ...cells.map(({ lines, subscribers, results }) =>
      row([
        ...(bySubscribers ? [subscribers] : []),
        lines.toLocaleString('en-US'),
        ours(results.ours),
        ...stores.map(([name]) => theirs(results[name], results.ours)),
      ]),
    ),
    '',
  ];
}

const ours = ({ median, lower, upper }) => `${time(median)} (${time(lower)}–${time(upper)})`;

function theirs(result, ours) {
  if (!result) return '';
  const ratio = result.median / ours.median;
  const text = `${time(result.median)} (${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)}x)`;
  return ratio < 1 ? `**${text}**` : text;
}

function memorySection({ owner, remote, reduxToolkit }) {
  const kib = (pages) => `${pages} pages, ${(pages * 64).toLocaleString('en-US')} KiB`;
  const bytes = (count) => `${count.toLocaleString('en-US')} bytes`;
  return [
    '## Memory',
    '',
    row(['what', 'how much']),
    row(['---', '---']),
    row(['a remote’s wasm memory, instantiated', kib(remote.fresh)]),
    row(['with its store attached', kib(remote.attached)]),
    row(['with 1,000 lines in the cart', kib(remote.at1000Lines)]),
    row(['what it adds to the JavaScript heap', bytes(remote.jsBytes)]),
    row(['the owner’s wasm memory, instantiated', kib(owner.fresh)]),
    row(['at the end, its log full of whole carts of 1,000 lines', kib(owner.at1000Lines)]),
    row(['Redux Toolkit: what one more subscriber adds to the JavaScript heap', bytes(reduxToolkit.subscriberJsBytes)]),
    row(['Redux Toolkit: a store with 1,000 lines, shared by all', bytes(reduxToolkit.storeJsBytesAt1000Lines)]),
    '',
  ];
}
