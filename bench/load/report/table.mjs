// The results as Markdown.
import { aims, row } from '../../report/markdown.mjs';
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
    .flatMap(({ ours, react }) => [ours, react].map(({ median, lower, upper }) => (upper - lower) / median / 2))
    .toSorted((one, other) => one - other);
  const middle = spreads[Math.floor(spreads.length / 2)];
  return [
    '# Loading, measured',
    '',
    machine,
    '',
    `Medians of ${pace.rounds} runs of each shop, in turns (${pace.clickRounds * pace.clicks} clicks, ${pace.memoryRounds} runs for memory), with their quartiles in brackets.`,
    'Throttled is 1.6 Mbit/s, 150 ms added to each request, and a quarter of the processor.',
    'The ratio is ours by theirs: below 1, ours is ahead. **Bold** is where ours is behind.',
    `Half of the times lie within ${percent(middle)} of their median, the widest within ${percent(spreads.at(-1))}.`,
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

const section = (group, figures) => [
  `## ${group}`,
  '',
  row(['', 'unit', 'ours', 'React', 'ratio']),
  row(['---', '---', '---:', '---:', '---:']),
  ...figures.map((figure) => row([figure.what, figure.unit, spread(figure.ours, figure.unit), spread(figure.react, figure.unit), compared(figure)])),
  '',
];

function spread({ median, lower, upper }, unit) {
  const [middle, low, high] = [median, lower, upper].map((value) => shown(value, unit));
  return low === high ? middle : `${middle} (${low}–${high})`;
}

function compared(figure) {
  if (figure.react.median === 0) return '';
  const text = ratio(figure).toFixed(2);
  return ratio(figure) > 1 ? `**${text}**` : text;
}
