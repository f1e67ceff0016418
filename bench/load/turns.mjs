// Measures the shops alternately, so that temporary load on the machine affects all of them.

/** The most visits that are made for one result. */
const ATTEMPTS = 3;

/** `rounds` results of each shop, by name. The first shop rotates from round to round; the first round is a warm-up. */
export async function inTurns(progress, shops, rounds, measureOnce) {
  const results = Object.fromEntries(shops.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < shops.length; turn++) {
      const shop = shops[(round + turn) % shops.length];
      const result = await undisturbed(progress, shop, () => measureOnce(shop));
      if (round > 0) results[shop.name].push(result);
    }
  }
  return results;
}

/** A failed request or a crashed page of one visit in hundreds repeats the visit, which is recorded. */
export async function undisturbed(progress, shop, visit) {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await visit();
    } catch (error) {
      if (left === 0) throw error;
      progress.disturbed(shop.name, error);
    }
  }
}

const quantile = (sorted, part) => {
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place % 1);
};

/** Median and quartiles; undefined without values. */
export function summary(values) {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((one, other) => one - other);
  return { median: quantile(sorted, 0.5), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) };
}

/** The result with the median `value`. */
export const typical = (results, value) => results.toSorted((one, other) => value(one) - value(other))[Math.floor((results.length - 1) / 2)];

/** Summaries of the value, or list of values, that `pick` takes from every result, for each shop. */
export const summaries = (results, pick) => Object.fromEntries(Object.entries(results).map(([name, list]) => [name, summary(list.flatMap(pick))]));
