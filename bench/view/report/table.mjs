// The results as Markdown.
import { aims, row } from '../../report/markdown.mjs';
import { ours, spread, theirs } from '../../report/results.mjs';

const OTHERS = [
  ['leptos', 'Leptos'],
  ['leptos-hydrate', 'Leptos with hydration'],
  ['react', 'React'],
];

const SIZES = [
  ['wasm', 'wasm'],
  ['script', 'scripts'],
  ['total', 'both'],
];

export function table({ machine, versions, batches, cells, sizes }, verdict) {
  const head = ['ours', ...OTHERS.map(([, heading]) => heading)];
  const text = [
    '# The views, measured',
    '',
    machine,
    '',
    `Against ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    '',
    '## Times',
    '',
    `Microseconds per operation on a list of 1,000 lines: medians of ${batches.rounds} batches, taken in turns in one page, with the quartiles of`,
    'ours in brackets. In brackets behind the others: how many times as long as ours. **Bold** is where ours is slower.',
    ...spread(cells),
    '',
    row(['', ...head]),
    row(['---', ...head.map(() => '---:')]),
    ...cells.map(({ measure, results }) => row([measure, ours(results.ours), ...OTHERS.map(([name]) => theirs(results[name], results.ours))])),
    '',
    '## Bytes',
    '',
    'Of the whole program, after brotli. In brackets behind the others: how many times as many as ours.',
    '',
    row(['', ...head]),
    row(['---', ...head.map(() => '---:')]),
    ...SIZES.map(([part, heading]) =>
      row([heading, bytes(sizes.ours[part]), ...OTHERS.map(([name]) => `${bytes(sizes[name][part])}${ratio(sizes[name][part], sizes.ours[part])}`)]),
    ),
    '',
    ...aims(verdict),
  ];
  return text.join('\n');
}

const bytes = (count) => count.toLocaleString('en-US');
const ratio = (theirs, ours) => (theirs > 0 ? ` (${(theirs / ours).toFixed(2)}x)` : '');
