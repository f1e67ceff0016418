// The results as Markdown, and the aims.
import { aims, row } from '../report/markdown.mjs';

const LATER = 'ours, later: renderers come from the disk';
/** The server without its memo: each page is rendered. */
export const EACH = 'ours, nothing memoised';
const BUSY = 10;

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const medianOf = ({ rounds }, name, key) => median(rounds[name].map((round) => round[key]));

/** Each aim, with the loads that miss it. */
export function judge({ starts, loads }) {
  const title = ({ encoding, connections }) => `${encoding}, ${connections} connections`;
  const missed = (isKept, told) => loads.filter((cell) => !isKept(cell)).map((cell) => `${title(cell)}: ${told(cell)}`);
  // A repeated page is not rendered.
  const cpu = (cell) => medianOf(cell, EACH, 'cpuMs');
  const times = (cell) => medianOf(cell, 'ours', 'perSecond') / medianOf(cell, 'Node', 'perSecond');
  return [
    {
      aim: 'a rendered /products takes under 1 ms of the processor',
      missed: missed(
        (cell) => cpu(cell) < 1,
        (cell) => `${cpu(cell).toFixed(2)} ms`,
      ),
    },
    {
      aim: 'at least 3 times the pages per second of the Node server on one core',
      missed: missed(
        (cell) => cell.connections < BUSY || times(cell) >= 3,
        (cell) => `${times(cell).toFixed(2)} times`,
      ),
    },
    {
      aim: 'a start with renderers from the disk takes under 2 s',
      missed: starts[LATER] < 2000 ? [] : [`${Math.round(starts[LATER])} ms`],
    },
  ];
}

const COLUMNS = [
  ['pages per second', 'perSecond', (value) => Math.round(value).toLocaleString('en-US')],
  ['p50 ms', 'p50Ms', (value) => value.toFixed(0)],
  ['p99 ms', 'p99Ms', (value) => value.toFixed(0)],
  ['processor ms per page', 'cpuMs', (value) => value.toFixed(2)],
  ['bytes of a page', 'bytes', (value) => Math.round(value).toLocaleString('en-US')],
];

export function table({ machine, pace, starts, loads }, verdict) {
  return [
    '# Rendering on a server, measured',
    '',
    machine,
    '',
    `GET /products, the medians of ${pace.rounds} rounds of ${pace.seconds} s each, in turns. The measured server has a core for itself;`,
    'the load generator, and the API that the Node server asks, have another one.',
    'Ours uses a rendering again while its data stay the same. Without its memo it renders each page, as the Node server does.',
    '',
    row(['load', 'server', ...COLUMNS.map(([title]) => title)]),
    row(['---', '---', ...COLUMNS.map(() => '---:')]),
    ...loads.flatMap((cell) =>
      Object.keys(cell.rounds).map((name) =>
        row([
          `${cell.encoding}, ${cell.connections} connection${cell.connections === 1 ? '' : 's'}`,
          name,
          ...COLUMNS.map(([, key, shown]) => shown(medianOf(cell, name, key))),
        ]),
      ),
    ),
    '',
    '## From the start until a page of each remote is sent',
    '',
    row(['server', 'ms']),
    row(['---', '---:']),
    ...Object.entries(starts).map(([title, ms]) => row([title, Math.round(ms).toLocaleString('en-US')])),
    '',
    ...aims(verdict),
  ].join('\n');
}
