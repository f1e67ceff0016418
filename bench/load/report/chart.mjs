// The chart: bars of both shops for every judged figure and for memory; the longer bar of a pair fills the width. Hand-written SVG that follows the
// reader's light or dark setting.
import { figures, ratio, shown } from './figures.mjs';
import { escaped, STYLE } from './style.mjs';

const LABEL = 400;
const BAR = 330;
const WIDTH = 900;
const ROW = 34;

/** The SVG of these results. */
export function chart(results) {
  const shownFigures = figures(results).filter(({ judged, what }) => judged || what.startsWith('heap and wasm'));
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
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 16}" role="img" aria-label="Our shop and the React shop: times, bytes and memory, side by side">
<style>${STYLE}
</style>
<text class="title" x="16" y="26">Our shop and the React shop: shorter is better</text>
<rect class="ours" x="${LABEL}" y="16" width="10" height="10"/><text class="text" x="${LABEL + 16}" y="26">ours</text>
<rect class="react" x="${LABEL + 66}" y="16" width="10" height="10"/><text class="text" x="${LABEL + 82}" y="26">React</text>
${parts.join('\n')}
</svg>
`;
}

function bars(figure, y) {
  const longest = Math.max(figure.ours.median, figure.react.median);
  const bar = (name, top) => {
    const width = round((figure[name].median / longest) * BAR);
    const { upper, lower, median } = figure[name];
    const x = (value) => round(LABEL + Math.min(value / longest, 1.04) * BAR);
    const whisker = upper > lower ? `<path class="whisker" d="M${x(lower)} ${top + 6}H${x(upper)}"/>` : '';
    return `<rect class="${name}" x="${LABEL}" y="${top}" width="${width}" height="12"/>${whisker}<text class="value" x="${LABEL + BAR + 18}" y="${top + 10}">${shown(median, figure.unit)} ${figure.unit}</text>`;
  };
  const verdict = ratio(figure) > (figure.judged?.most ?? Infinity) ? 'missed' : 'text';
  return [
    `<text class="text" x="16" y="${y + 18}">${escaped(figure.what)}</text>`,
    bar('ours', y),
    bar('react', y + 14),
    `<text class="${verdict}" text-anchor="end" x="${WIDTH - 16}" y="${y + 18}">${ratio(figure).toFixed(2)}</text>`,
  ];
}

const round = (number) => Number(number.toFixed(1));
