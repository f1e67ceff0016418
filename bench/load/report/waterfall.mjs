// The waterfall of a cold load: the median run of each shop, at full speed and throttled. Hand-written SVG.
import { SHOPS } from '../shops.mjs';
import { escaped, STYLE } from './style.mjs';

const WIDTH = 1000;
const PLOT = { left: 250, width: 660 };
const ROW = 16;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/** The SVG of the loads of this page. */
export function waterfall({ cold }, page) {
  let y = 44;
  const panels = [];
  for (const { speed, typical } of cold.filter((cell) => cell.page === page)) {
    // All shops share one scale.
    const end = 1.08 * Math.max(...Object.values(typical).map(({ interactive }) => interactive));
    for (const { name, title } of SHOPS) {
      const drawn = panel(`${title}, ${speed}`, typical[name], end);
      panels.push(`<g transform="translate(0 ${y})">\n${drawn.parts.join('\n')}\n</g>`);
      y += drawn.height + 26;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="Waterfall of a cold ${page} in our shop and in the React shops">
<style>${STYLE}
</style>
<text class="title" x="16" y="26">Cold ${page}</text>
${legend()}
${panels.join('\n')}
</svg>
`;
}

function legend() {
  const kinds = [
    ['queued', 'queued in the browser'],
    ['waiting', 'waiting for the answer'],
    ['receiving', 'receiving'],
    ['wasm', 'wasm compiled, made'],
  ];
  return kinds
    .map(([kind, title], index) => {
      const x = PLOT.left + index * 172;
      return `<rect class="${kind}" x="${x}" y="16" width="10" height="10"/><text class="text" x="${x + 16}" y="26">${title}</text>`;
    })
    .join('\n');
}

function panel(title, { files, wasm, visible, interactive }, end) {
  const x = (time) => round(PLOT.left + Math.max(0, Math.min(time / end, 1.02)) * PLOT.width);
  const lines = rows(
    files.filter(({ asked }) => asked < interactive),
    wasm,
  );
  const bottom = 24 + lines.length * ROW;
  const parts = [`<text class="title" x="16" y="14">${escaped(title)}</text>`];
  const step = STEPS.find((step) => end / step <= 9) ?? 5000;
  for (let time = 0; time <= end; time += step) {
    parts.push(`<path class="frame" d="M${x(time)} 20V${bottom}"/><text class="tick" text-anchor="middle" x="${x(time)}" y="14">${time} ms</text>`);
  }
  lines.forEach(({ name, note, spans }, index) => {
    const top = 24 + index * ROW;
    parts.push(`<text class="value" x="16" y="${top + 11}">${escaped(name)}</text>`);
    for (const [kind, from, to] of spans) {
      if (from <= end && to > from)
        parts.push(`<rect class="${kind}" x="${x(from)}" y="${top + 2}" width="${round(Math.max(x(to) - x(from), 0.8))}" height="${ROW - 5}"/>`);
    }
    parts.push(`<text class="tick" text-anchor="end" x="${WIDTH - 12}" y="${top + 11}">${note}</text>`);
  });
  for (const [kind, time] of [
    ['visible', visible],
    ['interactive', interactive],
  ]) {
    parts.push(`<path class="${kind}" d="M${x(time)} 18V${bottom}"/>`);
  }
  parts.push(
    `<text class="visible-name" text-anchor="end" x="${x(visible) - 4}" y="${bottom + 12}">visible ${Math.round(visible)} ms</text>`,
    `<text class="interactive-name" x="${x(visible) + 4}" y="${bottom + 12}">interactive ${Math.round(interactive)} ms</text>`,
  );
  return { parts, height: bottom + 12 };
}

/** A line for each file and each step of wasm, in order of their start; one line for all pictures. */
function rows(files, wasm) {
  const kilobytes = (files) => `${(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1)} kB`;
  const spans = ({ asked, sent, answered, finished }) => [
    ['queued', asked, sent],
    ['waiting', sent, answered],
    ['receiving', answered, finished],
  ];
  const row = (name, files) => ({ name, note: kilobytes(files), begin: files[0].asked, spans: files.flatMap(spans) });
  const pictures = files.filter(({ part }) => part === 'pictures');
  return [
    ...files.filter(({ part }) => part !== 'pictures').map((file) => row(file.name, [file])),
    ...wasm.map(({ what, from, to }) => ({ name: `WebAssembly.${what}`, note: '', begin: from, spans: [['wasm', from, to]] })),
    ...(pictures.length > 0 ? [row(`${pictures.length} pictures`, pictures)] : []),
  ].toSorted((one, other) => one.begin - other.begin);
}

const round = (number) => Number(number.toFixed(1));
