// The aims, and the cells that miss them.
import { title } from './table.mjs';

const OBSERVED = 'until every subscriber has observed it';

const ratio = (cell, store) => cell.results[store].median / cell.results.ours.median;

const worse = (cells, store, least) =>
  cells
    .filter(({ results }) => results[store] && results.ours)
    .filter((cell) => ratio(cell, store) < least)
    .map((cell) => `${title(cell)}: ${ratio(cell, store).toFixed(2)}x`);

/** Each aim, and the cells that miss it. */
export function judge(cells) {
  const observed = cells.filter(({ measure }) => measure === OBSERVED);
  const flat = observed
    .filter(({ lines }) => lines === 1000)
    .flatMap((large) => {
      const small = observed.find(({ lines, subscribers }) => lines === 1 && subscribers === large.subscribers);
      const growth = large.results.ours.median / small.results.ours.median;
      return growth > 1.3 ? [`${title(large)}: ${growth.toFixed(2)} times 1 line`] : [];
    });
  return [
    { aim: 'faster than Redux Toolkit in every cell', missed: worse(cells, 'redux-toolkit', 1) },
    { aim: 'faster than React with Redux Toolkit in every cell', missed: [...worse(cells, 'react', 1), ...worse(cells, 'react-sync', 1)] },
    {
      aim: 'at least 1.5 times as fast as Redux Toolkit at 1 line and 6 remotes',
      missed: worse(
        observed.filter(({ lines, subscribers }) => lines === 1 && subscribers === 6),
        'redux-toolkit',
        1.5,
      ),
    },
    {
      aim: 'at least 15 times as fast as Redux Toolkit at 1,000 lines',
      missed: worse(
        observed.filter(({ lines }) => lines === 1000),
        'redux-toolkit',
        15,
      ),
    },
    { aim: 'a cost that does not grow with the cart: 1,000 lines at most 1.3 times 1 line', missed: flat },
    {
      aim: 'never slower than Redux by hand beyond 20 lines',
      missed: worse(
        cells.filter(({ lines }) => lines > 20),
        'redux',
        1,
      ),
    },
  ];
}
