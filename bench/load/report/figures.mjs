// Every figure that both shops have, in display order, with its aim. A ratio is ours divided by theirs: below 1, ours is ahead.

const AHEAD = (what) => ({ aim: `ahead of the React shop in ${what}`, most: 1 });
const VISIBLE = AHEAD('time to visible and interactive, at full speed and throttled');
const CLICKS = AHEAD('click to badge');
const NAVIGATION = AHEAD('both navigations');
const COLD_BYTES = { aim: 'cold bytes of /products at most 1.2 times', most: 1.2 };
const SIX_APPS = {
  'without dictionaries': { aim: 'all six apps at most 1.6 times without dictionaries', most: 1.6 },
  'with dictionaries': { aim: 'all six apps at most 1.2 times with dictionaries', most: 1.2 },
};

export const ratio = ({ ours, react }) => ours.median / react.median;

/** `{ group, what, unit, ours, react, judged }`; `ours` and `react` are medians with quartiles, `judged` is the aim. */
export function figures({ cold, clicks, navigation, memory, allApps }) {
  return [...times(cold, navigation), ...clickTimes(clicks), ...bytes(cold, allApps), ...memories(memory)];
}

function times(cold, navigation) {
  const figure = (what, speed, values, judged) => ({ group: 'Time', what: `${what}, ${speed}`, unit: 'ms', ...values, judged });
  return [
    ...cold.flatMap(({ page, speed, visibleMs, interactiveMs }) => [
      figure(`cold ${page} until visible`, speed, visibleMs, VISIBLE),
      figure(`cold ${page} until interactive`, speed, interactiveMs, VISIBLE),
    ]),
    ...navigation.flatMap(({ speed, firstMs, unpreparedMs, backMs, secondMs }) => [
      figure('first navigation, products to cart', speed, firstMs, NAVIGATION),
      figure('the same with nothing fetched in idle time', speed, unpreparedMs),
      figure('back, cart to products', speed, backMs),
      figure('second navigation, products to cart', speed, secondMs, NAVIGATION),
    ]),
  ];
}

const clickTimes = (clicks) =>
  clicks.map(({ way, microseconds }) => ({
    group: 'Click on add-to-cart until the badge shows it',
    what: way,
    unit: 'µs',
    ...microseconds,
    judged: CLICKS,
  }));

function bytes(cold, allApps) {
  const group = 'On the wire';
  const once = (value) => ({ median: value, lower: value, upper: value });
  // The network speed does not change the bytes, so only the full-speed loads count.
  const loads = cold.filter(({ speed }) => speed === cold[0].speed);
  return [
    ...loads.flatMap(({ page, bytes, requests, bytesWithPictures, requestsInAll, bytesForLater }) => [
      {
        group,
        what: `cold ${page} until interactive, without pictures`,
        unit: 'bytes',
        ...bytes,
        judged: page === '/products' ? COLD_BYTES : undefined,
      },
      { group, what: `cold ${page}, everything, with pictures`, unit: 'bytes', ...bytesWithPictures },
      { group, what: `cold ${page} until interactive`, unit: 'requests', ...requests },
      { group, what: `cold ${page}, everything`, unit: 'requests', ...requestsInAll },
      { group, what: `on ${page}, in idle time for other pages`, unit: 'bytes', ...bytesForLater },
    ]),
    ...allApps.flatMap(({ dictionaries, visits: { ours, react } }) => [
      {
        group,
        what: `all six apps, ${dictionaries}`,
        unit: 'bytes',
        ours: once(ours.bytes),
        react: once(react.bytes),
        judged: SIX_APPS[dictionaries],
      },
      { group, what: `all six apps, ${dictionaries}`, unit: 'requests', ours: once(ours.requests), react: once(react.requests) },
    ]),
  ];
}

const memories = (memory) =>
  memory.map(({ when, what, amount }) => ({
    group: 'Memory',
    what: `${what}, ${when}`,
    unit: ['DOM nodes', 'listeners'].includes(what) ? 'number' : 'bytes',
    ...amount,
  }));

/** A number in its display form, without its unit. */
export const shown = (value, unit) => (['ms', 'µs'].includes(unit) && value < 20 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US'));
