// The parts of a report that every benchmark has.

export const row = (cells) => `| ${cells.join(' | ')} |`;

/** The aims, each with what misses it: `{ aim, missed }`. */
export const aims = (verdict) => [
  '## The aims',
  '',
  ...verdict.flatMap(({ aim, missed }) => [`- ${missed.length === 0 ? 'met' : '**missed**'}: ${aim}`, ...missed.map((what) => `  - ${what}`)]),
  '',
];
