// The chart: for 6 subscribers, time over cart size, both on logarithmic scales. Hand-written SVG that follows the reader's light or dark setting.

const PANELS = ['until every subscriber has observed it', 'until the page shows it'];
const SUBSCRIBERS = 6;
const SERIES = [
  ['ours', 'ours, 6 apps'],
  ['redux-toolkit', 'Redux Toolkit'],
  ['react', 'React + RTK'],
  ['redux', 'Redux by hand'],
  ['zustand', 'zustand'],
  ['nanostores', 'nanostores'],
];
const WIDTH = 470;
const PLOT = { left: 52, top: 58, width: 270, height: 260 };
const LABEL_HEIGHT = 16;

const STYLE = `
  svg { font: 13px system-ui, sans-serif; }
  .frame { stroke: #8886; stroke-width: 1; fill: none; }
  .text { fill: #555; } .title { fill: #222; font-weight: 600; }
  .line { fill: none; stroke-width: 1.75; } .ours.line { stroke-width: 3.5; } .ours.name { font-weight: 700; }
  .line.ours { stroke: #0b7a4b; } .name.ours { fill: #0b7a4b; }
  .line.redux-toolkit { stroke: #7a3ea8; } .name.redux-toolkit { fill: #7a3ea8; }
  .line.react { stroke: #0a6fb0; } .name.react { fill: #0a6fb0; }
  .line.redux { stroke: #b0413e; } .name.redux { fill: #b0413e; }
  .line.zustand { stroke: #8a6100; } .name.zustand { fill: #8a6100; }
  .line.nanostores { stroke: #5b6470; } .name.nanostores { fill: #5b6470; }
  @media (prefers-color-scheme: dark) {
    .text { fill: #aaa; } .title { fill: #eee; }
    .line.ours { stroke: #4fd39a; } .name.ours { fill: #4fd39a; }
    .line.redux-toolkit { stroke: #c79bf0; } .name.redux-toolkit { fill: #c79bf0; }
    .line.react { stroke: #6cc0f5; } .name.react { fill: #6cc0f5; }
    .line.redux { stroke: #f29a97; } .name.redux { fill: #f29a97; }
    .line.zustand { stroke: #e0b54f; } .name.zustand { fill: #e0b54f; }
    .line.nanostores { stroke: #a9b3c0; } .name.nanostores { fill: #a9b3c0; }
  }`;

/** The SVG of these cells. */
export function chart(cells) {
  const shown = cells.filter(({ measure, subscribers }) => PANELS.includes(measure) && subscribers === SUBSCRIBERS);
  const medians = shown.flatMap(({ results }) => SERIES.flatMap(([name]) => results[name]?.median ?? []));
  const range = [10 ** Math.floor(Math.log10(Math.min(...medians))), 10 ** Math.ceil(Math.log10(Math.max(...medians)))];
  const panels = PANELS.map((measure, index) =>
    panel(
      measure,
      shown.filter((cell) => cell.measure === measure),
      range,
      index * WIDTH,
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * PANELS.length} 380" role="img" aria-label="Microseconds from a dispatch until 6 subscribers have observed it, and until the page shows it, over the size of the cart">
<style>${STYLE}
</style>
${panels.join('\n')}
</svg>
`;
}

function panel(measure, cells, [low, high], left) {
  const lines = cells.map((cell) => cell.lines);
  const x = (count) => PLOT.left + (Math.log(count / lines[0]) / Math.log(lines.at(-1) / lines[0])) * PLOT.width;
  const y = (time) => PLOT.top + (1 - Math.log(time / low) / Math.log(high / low)) * PLOT.height;
  const parts = [`<text class="title" x="${PLOT.left}" y="22">${measure[0].toUpperCase()}${measure.slice(1)}</text>`];
  parts.push(`<text class="text" x="${PLOT.left}" y="42">µs per dispatch of addToCart, ${SUBSCRIBERS} subscribers</text>`);
  for (let time = low; time <= high; time *= 10) {
    parts.push(`<path class="frame" d="M${PLOT.left} ${round(y(time))}h${PLOT.width}"/>`);
    parts.push(`<text class="text" text-anchor="end" x="${PLOT.left - 8}" y="${round(y(time) + 4)}">${Number(time.toPrecision(1))}</text>`);
  }
  for (const count of lines) {
    parts.push(
      `<text class="text" text-anchor="middle" x="${round(x(count))}" y="${PLOT.top + PLOT.height + 20}">${count.toLocaleString('en-US')}</text>`,
    );
  }
  parts.push(`<text class="text" text-anchor="middle" x="${PLOT.left + PLOT.width / 2}" y="${PLOT.top + PLOT.height + 42}">lines in the cart</text>`);
  const series = SERIES.filter(([name]) => cells.every(({ results }) => results[name]));
  for (const [name] of series) {
    const points = cells.map(({ lines, results }) => `${round(x(lines))} ${round(y(results[name].median))}`);
    parts.push(`<path class="line ${name}" d="M${points.join('L')}"/>`);
  }
  const ends = series.map(([name, title]) => ({ name, title, y: y(cells.at(-1).results[name].median) }));
  for (const end of apart(ends)) {
    parts.push(`<text class="name ${end.name}" x="${PLOT.left + PLOT.width + 8}" y="${round(end.y + 4)}">${end.title}</text>`);
  }
  return `<g transform="translate(${left} 0)">\n${parts.join('\n')}\n</g>`;
}

/** Moves overlapping labels down, and then all of them up if the last one leaves the plot. */
function apart(ends) {
  const sorted = ends.toSorted((one, other) => one.y - other.y);
  sorted.forEach((end, index) => {
    if (index > 0) end.y = Math.max(end.y, sorted[index - 1].y + LABEL_HEIGHT);
  });
  let lowest = PLOT.top + PLOT.height;
  for (const end of sorted.toReversed()) {
    end.y = Math.min(end.y, lowest);
    lowest = end.y - LABEL_HEIGHT;
  }
  return sorted;
}

const round = (number) => Number(number.toFixed(1));
