// The chart: bars of all shops for every judged figure and for memory; the longest bar of a figure fills the width. Hand-written SVG that follows
// the reader's light or dark setting.
import { SHOPS } from '../shops.mjs';
import { keeps } from './aims.mjs';
import { figures, ratio, shown } from './figures.mjs';
import { escaped, STYLE } from './style.mjs';

const LABEL = 420;
const BAR = 310;
const WIDTH = 960;
const ROW = 48;

/** The SVG of these results. */
export function chart(results) {
  const shownFigures = figures(results).filter(({ aims, what, unit }) => unit !== 'score' && (aims.length > 0 || what.startsWith('heap and wasm')));
  let y = 46;
  const parts = [];
  let group;
  for (const figure of shownFigures) {
    if (figure.group !== group) {
      group = figure.group;
      parts.push(`<text class="title" x="16" y="${y + 20}">${escaped(group)}</text>`);
      y += 30;
    }
    parts.push(...bars(figure, y));
    y += ROW;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 16}" role="img" aria-label="Our shop and the React shops: times, bytes and memory, side by side">
<style>${STYLE}
</style>
<text class="title" x="16" y="26">Our shop and the React shops: shorter is better</text>
${SHOPS.map(legend).join('\n')}
${parts.join('\n')}
</svg>
`;
}

const legend = ({ name, title }, index) => {
  const x = LABEL + index * 90;
  return `<rect class="${name}" x="${x}" y="16" width="10" height="10"/><text class="text" x="${x + 16}" y="26">${title}</text>`;
};

function bars(figure, y) {
  const shops = SHOPS.filter(({ name }) => figure[name]);
  const longest = Math.max(...shops.map(({ name }) => figure[name].median)) || 1;
  const x = (value) => round(LABEL + Math.min(value / longest, 1.04) * BAR);
  const bar = ({ name }, index) => {
    const top = y + index * 14;
    const { upper, lower, median } = figure[name];
    const whisker = upper > lower ? `<path class="whisker" d="M${x(lower)} ${top + 6}H${x(upper)}"/>` : '';
    return `<rect class="${name}" x="${LABEL}" y="${top}" width="${round(x(median) - LABEL)}" height="12"/>${whisker}<text class="value" x="${LABEL + BAR + 18}" y="${top + 10}">${shown(median, figure.unit)} ${figure.unit}</text>`;
  };
  const isMissed = figure.aims.some((aim) => !keeps(figure, aim));
  const ratios = ['react', 'rendered'].map((name) => ratio(figure, name)?.toFixed(2)).filter(Boolean);
  return [
    `<text class="text" x="16" y="${y + 24}">${escaped(figure.what)}</text>`,
    ...shops.map(bar),
    `<text class="${isMissed ? 'missed' : 'text'}" text-anchor="end" x="${WIDTH - 16}" y="${y + 24}">${ratios.join(' / ')}</text>`,
  ];
}

const round = (number) => Number(number.toFixed(1));
