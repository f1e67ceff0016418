// Parts of a report that all benchmarks share.

export const row = (cells) => `| ${cells.join(' | ')} |`;

/** The aims, each with the results that miss it: `{ aim, missed }`. */
export const aims = (verdict) => [
  '## The aims',
  '',
  ...verdict.flatMap(({ aim, missed }) => [`- ${missed.length === 0 ? 'met' : '**missed**'}: ${aim}`, ...missed.map((what) => `  - ${what}`)]),
  '',
];
