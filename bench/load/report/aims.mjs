// The aims, and the figures that miss them.
import { SHOPS } from '../shops.mjs';
import { figures, ratio, shown } from './figures.mjs';

/** Each aim, with the figures that miss it. */
export function judge(results) {
  const missed = new Map();
  for (const figure of figures(results)) {
    for (const aim of figure.aims) {
      const found = missed.get(aim.aim) ?? [];
      missed.set(aim.aim, keeps(figure, aim) ? found : [...found, told(figure, aim)]);
    }
  }
  return [...missed].map(([aim, missed]) => ({ aim, missed }));
}

/** Whether a figure keeps an aim. A shop without a value, such as one that loses every early click, is no competitor. */
export function keeps(figure, { against, most, isStrict, limit }) {
  if (!figure.ours) return false;
  if (limit !== undefined) return figure.ours.median <= limit && figure.ours.upper <= limit;
  const times = ratio(figure, against);
  if (times === undefined) return true;
  return isStrict ? times < most : times <= most;
}

function told(figure, { against }) {
  const value = (name) => (figure[name] ? shown(figure[name].median, figure.unit) : 'nothing');
  if (!against) return `${figure.what}: ${value('ours')} ${figure.unit}`;
  return `${figure.what}: ${ratio(figure, against)?.toFixed(2) ?? '?'} times, ${value('ours')} to ${value(against)} ${figure.unit} of ${titleOf(against)}`;
}

const titleOf = (name) => SHOPS.find((shop) => shop.name === name).title;
