// What of a matrix or a long loop the gate runs: `cargo xtask test` takes the same share each time, `cargo xtask test all` everything. For
// Playwright alone, WHOLE=1 is everything.

/** Whether everything runs. */
export const isWhole = process.env.WHOLE === '1';

const ONLY_WHOLE = '@whole';

/** The tags of tests that this run leaves out, for `grepInvert`. */
export const leftOut = isWhole ? [] : [/@whole/];

/**
 * Whether a case of a matrix, told by its place on each axis, is in the share: one in `every`, along the diagonals. Two values of different
 * axes meet in the share if a further axis has at least `every` values.
 */
export const isInShare = (every: number, ...place: number[]) => place.reduce((sum, index) => sum + index, 0) % every === 0;

/** Details of a test that is a case of a matrix. */
export const caseOf = (every: number, ...place: number[]) => (isInShare(every, ...place) ? {} : { tag: ONLY_WHOLE });

/** Whether this run goes through a case that is a part of a test. */
export const runs = (every: number, ...place: number[]) => isWhole || isInShare(every, ...place);

/** How often this run repeats something. */
export const times = (whole: number, share: number) => (isWhole ? whole : share);
