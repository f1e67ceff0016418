// The aims, and the figures that miss them.
import { figures, ratio, shown } from './figures.mjs';

/** Each aim, with the figures that miss it. */
export function judge(results) {
  const judged = figures(results).filter(({ judged }) => judged);
  return [...new Set(judged.map(({ judged }) => judged))].map(({ aim, most }) => ({
    aim,
    missed: judged.filter((figure) => figure.judged.aim === aim && !keeps(figure, most)).map(told),
  }));
}

/** Being ahead requires a smaller value; a limit may be equal. */
const keeps = (figure, most) => (most === 1 ? ratio(figure) < 1 : ratio(figure) <= most);

const told = (figure) =>
  `${figure.what}: ${ratio(figure).toFixed(2)} times, ${shown(figure.ours.median, figure.unit)} to ${shown(figure.react.median, figure.unit)} ${figure.unit}`;
