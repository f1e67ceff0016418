// The aims: `{ aim, against, most }` compares ours with another shop, `{ aim, limit }` with a number.

/** Being ahead requires a smaller value. */
const ahead = (what) => ({ aim: `ahead of the React shop in ${what}`, against: 'react', most: 1, isStrict: true });

export const VISIBLE = ahead('time to visible and interactive, at full speed and throttled');
export const CLICKS = ahead('click to badge');
export const NAVIGATION = ahead('both navigations');
export const COLD_BYTES = { aim: 'cold bytes of /products at most 1.2 times', against: 'react', most: 1.2 };
export const SIX_APPS = {
  'without dictionaries': { aim: 'all six apps at most 1.6 times without dictionaries', against: 'react', most: 1.6 },
  'with dictionaries': { aim: 'all six apps at most 1.2 times with dictionaries', against: 'react', most: 1.2 },
};

const BROWSER_RENDERED = {
  'full speed': { aim: 'cold /products visible in at most 0.6 times of browser-rendered React at full speed', against: 'react', most: 0.6 },
  throttled: { aim: 'cold /products visible in at most 0.45 times of browser-rendered React throttled', against: 'react', most: 0.45 },
};
const SERVER_RENDERED = { aim: 'cold /products visible in at most 0.9 times of server-rendered React', against: 'rendered', most: 0.9 };
export const visibleProducts = (speed) => [BROWSER_RENDERED[speed], SERVER_RENDERED];

export const LARGEST_PAINT = ['react', 'rendered'].map((against) => ({
  aim: 'largest contentful paint of cold /products no later than in either React shop',
  against,
  most: 1,
}));
export const LAYOUT_SHIFT = { aim: 'no layout shift on cold /products', limit: 0 };
export const EARLY_LOST = { aim: 'an early click on add-to-cart is never lost', limit: 0 };
export const EARLY_BADGE = { aim: 'the badge of an early click no later than in server-rendered React', against: 'rendered', most: 1 };
