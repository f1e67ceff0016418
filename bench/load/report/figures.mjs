// Every figure of the shops, in display order, with its aims. A ratio is ours divided by theirs: below 1, ours is ahead.
import * as aims from './aim_list.mjs';

/** The ratio of a figure against another shop; undefined if either has no value, or the other's is 0. */
export const ratio = (figure, other = 'react') => (figure.ours && figure[other]?.median ? figure.ours.median / figure[other].median : undefined);

/** `{ group, what, unit, ours, react, rendered, aims }`. The values of the shops are medians with quartiles, or undefined. */
export function figures({ cold, earlyClick, clicks, navigation, memory, allApps }) {
  return [...times(cold, navigation), ...earlyClicks(earlyClick), ...clickTimes(clicks), ...bytes(cold, allApps), ...memories(memory)];
}

const exactly = (value) => ({ median: value, lower: value, upper: value });
const ofAll = (values, make = exactly) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(value)]));

function times(cold, navigation) {
  const figure = (what, speed, values, aims = [], unit = 'ms') => ({ group: 'Time', what: `${what}, ${speed}`, unit, ...values, aims });
  return [
    ...cold.flatMap(({ page, speed, visibleMs, interactiveMs, largestPaintMs, layoutShift }) => [
      figure(`cold ${page} until visible`, speed, visibleMs, [aims.VISIBLE, ...(page === '/products' ? aims.visibleProducts(speed) : [])]),
      figure(`cold ${page} until interactive`, speed, interactiveMs, [aims.VISIBLE]),
      figure(`cold ${page}, largest contentful paint`, speed, largestPaintMs, page === '/products' ? aims.LARGEST_PAINT : []),
      figure(`cold ${page}, layout shift (CLS)`, speed, layoutShift, page === '/products' ? [aims.LAYOUT_SHIFT] : [], 'score'),
    ]),
    ...navigation.flatMap(({ speed, firstMs, unpreparedMs, backMs, secondMs }) => [
      figure('first navigation, products to cart', speed, firstMs, [aims.NAVIGATION]),
      figure('the same with nothing fetched in idle time', speed, unpreparedMs),
      figure('back, cart to products', speed, backMs),
      figure('second navigation, products to cart', speed, secondMs, [aims.NAVIGATION]),
    ]),
  ];
}

function earlyClicks(earlyClick) {
  const group = 'Click on add-to-cart as soon as the button is visible, cold /products';
  return earlyClick.flatMap(({ speed, clickedMs, badgeMs, lost }) => [
    { group, what: `the click, ${speed}`, unit: 'ms', ...clickedMs, aims: [] },
    { group, what: `the badge shows it, if it ever does, ${speed}`, unit: 'ms', ...badgeMs, aims: [aims.EARLY_BADGE] },
    { group, what: `lost clicks, ${speed}`, unit: 'number', ...ofAll(lost), aims: [aims.EARLY_LOST] },
  ]);
}

const clickTimes = (clicks) =>
  clicks.map(({ way, microseconds }) => ({
    group: 'Click on add-to-cart until the badge shows it',
    what: way,
    unit: 'µs',
    ...microseconds,
    aims: [aims.CLICKS],
  }));

function bytes(cold, allApps) {
  const group = 'On the wire';
  // The network speed does not change the bytes, so only the full-speed loads count.
  const loads = cold.filter(({ speed }) => speed === cold[0].speed);
  return [
    ...loads.flatMap(({ page, bytes, requests, bytesWithPictures, requestsInAll, bytesForLater }) => [
      {
        group,
        what: `cold ${page} until interactive, without pictures`,
        unit: 'bytes',
        ...bytes,
        aims: page === '/products' ? [aims.COLD_BYTES] : [],
      },
      { group, what: `cold ${page}, everything, with pictures`, unit: 'bytes', ...bytesWithPictures, aims: [] },
      { group, what: `cold ${page} until interactive`, unit: 'requests', ...requests, aims: [] },
      { group, what: `cold ${page}, everything`, unit: 'requests', ...requestsInAll, aims: [] },
      { group, what: `on ${page}, in idle time for other pages`, unit: 'bytes', ...bytesForLater, aims: [] },
    ]),
    ...allApps.flatMap(({ dictionaries, visits }) => [
      {
        group,
        what: `all six apps, ${dictionaries}`,
        unit: 'bytes',
        ...ofAll(visits, ({ bytes }) => exactly(bytes)),
        aims: [aims.SIX_APPS[dictionaries]],
      },
      { group, what: `all six apps, ${dictionaries}`, unit: 'requests', ...ofAll(visits, ({ requests }) => exactly(requests)), aims: [] },
    ]),
  ];
}

const memories = (memory) =>
  memory.map(({ when, what, amount }) => ({
    group: 'Memory',
    what: `${what}, ${when}`,
    unit: ['DOM nodes', 'listeners'].includes(what) ? 'number' : 'bytes',
    ...amount,
    aims: [],
  }));

/** A number in its display form, without its unit. */
export function shown(value, unit) {
  if (unit === 'score') return value === 0 ? '0' : value.toFixed(3);
  return ['ms', 'µs'].includes(unit) && value < 20 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
}
