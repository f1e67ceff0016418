// The results as Markdown.
import { aims, row } from '../../report/markdown.mjs';
import { SHOPS } from '../shops.mjs';
import { figures, ratio, shown } from './figures.mjs';
import { losses } from './losses.mjs';

/** If half of the times vary more than this, other programs used the processor, and the run should be repeated. */
const NOISY = 0.15;

export function table(results, verdict) {
  const all = figures(results);
  const { machine, pace } = results;
  const groups = [...new Set(all.map(({ group }) => group))];
  const spreads = all
    .filter(({ unit }) => ['ms', 'µs'].includes(unit))
    .flatMap((figure) => SHOPS.flatMap(({ name }) => figure[name] ?? []))
    .map(({ median, lower, upper }) => (upper - lower) / median / 2)
    .toSorted((one, other) => one - other);
  const middle = spreads[Math.floor(spreads.length / 2)];
  return [
    '# Loading, measured',
    '',
    machine,
    '',
    `Medians of ${pace.rounds} runs of each shop, in turns (${pace.clickRounds * pace.clicks} clicks, ${pace.memoryRounds} runs for memory), with their quartiles in brackets.`,
    'Throttled is 1.6 Mbit/s, 150 ms added to each request, and a quarter of the processor.',
    'A ratio is ours by that of the shop before it: below 1, ours is ahead. **Bold** is where ours is behind.',
    `Half of the times lie within ${percent(middle)} of their median, the widest within ${percent(spreads.at(-1))}.`,
    ...visits(results),
    ...(middle > NOISY ? ['**Too noisy to rely on: something else kept the processor busy. Run it again.**'] : []),
    '',
    ...groups.flatMap((group) =>
      section(
        group,
        all.filter((figure) => figure.group === group),
      ),
    ),
    ...losses(results),
    ...aims(verdict),
  ].join('\n');
}

const percent = (part) => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;

/** What was repeated, and what has no result. */
function visits({ disturbances, failures }) {
  const of = (name) => disturbances.filter(({ shop }) => shop === name).length;
  const repeated = SHOPS.map(({ name, title }) => `${title} ${of(name)}`).join(', ');
  return [`Visits that were disturbed and repeated: ${repeated}.`, ...failures.map(({ measure, error }) => `**No result for ${measure}:** ${error}`)];
}

const [, ...OTHERS] = SHOPS;

const section = (group, figures) => [
  `## ${group}`,
  '',
  row(['', 'unit', 'ours', ...OTHERS.flatMap(({ title }) => [title, 'ratio'])]),
  row(['---', '---', '---:', ...OTHERS.flatMap(() => ['---:', '---:'])]),
  ...figures.map((figure) =>
    row([
      figure.what,
      figure.unit,
      spread(figure.ours, figure.unit),
      ...OTHERS.flatMap(({ name }) => [spread(figure[name], figure.unit), compared(figure, name)]),
    ]),
  ),
  '',
];

function spread(value, unit) {
  if (!value) return '';
  const [middle, low, high] = [value.median, value.lower, value.upper].map((number) => shown(number, unit));
  return low === high ? middle : `${middle} (${low}–${high})`;
}

function compared(figure, other) {
  const times = ratio(figure, other);
  if (times === undefined) return '';
  return times > 1 ? `**${times.toFixed(2)}**` : times.toFixed(2);
}
