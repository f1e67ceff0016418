// The aims, and the results that miss them.

const LEPTOS = ['leptos', 'leptos-hydrate'];
/** Differences below this are noise. */
const TOLERANCE = 0.05;

const slower = (cells) =>
  cells.flatMap(({ measure, results }) =>
    LEPTOS.filter((name) => results[name] && results.ours.median > results[name].median * (1 + TOLERANCE)).map(
      (name) => `${measure}: ${(results.ours.median / results[name].median).toFixed(2)} times as long as ${name}`,
    ),
  );

/** Each aim, and the results that miss it. */
export const judge = ({ cells, sizes }) => [
  { aim: 'no slower than `view!` of Leptos in any row, within 5 %', missed: slower(cells) },
  {
    aim: 'smaller than either build with `view!` of Leptos',
    missed: LEPTOS.filter((name) => sizes[name].total <= sizes.ours.total).map((name) => `${name}: ${sizes[name].total} bytes`),
  },
];
