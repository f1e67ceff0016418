// The gate's share of a matrix or a long loop: `cargo xtask test` takes the same share each time, `cargo xtask test all` everything. With Playwright
// alone, WHOLE=1 runs everything.

/** Whether everything runs. */
export const isWhole = process.env.WHOLE === '1';

const ONLY_WHOLE = '@whole';

/** Tags that this run leaves out, for `grepInvert`. */
export const leftOut = isWhole ? [] : [/@whole/];

/**
 * Whether a case of a matrix, given by its index on each axis, is in the share: one in `every`, along the diagonals. Two values of different
 * axes meet in the share if a further axis has at least `every` values.
 */
export const isInShare = (every: number, ...place: number[]) => place.reduce((sum, index) => sum + index, 0) % every === 0;

/** Details of a test that is a case of a matrix. */
export const caseOf = (every: number, ...place: number[]) => (isInShare(every, ...place) ? {} : { tag: ONLY_WHOLE });

/** Whether this run includes a case within a test. */
export const runs = (every: number, ...place: number[]) => isWhole || isInShare(every, ...place);

/** Repetitions of a loop in this run. */
export const times = (whole: number, share: number) => (isWhole ? whole : share);
