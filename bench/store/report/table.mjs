// The results as Markdown.
import { aims, row } from '../../report/markdown.mjs';
import { ours, spread, theirs } from '../../report/results.mjs';

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

export function table({ machine, versions, batches, cells, memory }, verdict) {
  const measures = [...new Set(cells.map(({ measure }) => measure))];
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
    ...spread(cells),
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
