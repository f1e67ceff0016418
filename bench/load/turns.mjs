// Measures the shops alternately, so that temporary load on the machine affects both.

/** `rounds` results of each shop, by name. The first shop alternates from round to round; the first round is a warm-up. */
export async function inTurns(shops, rounds, measureOnce) {
  const results = Object.fromEntries(shops.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const shop of round % 2 === 0 ? shops : shops.toReversed()) {
      const result = await again(() => measureOnce(shop));
      if (round > 0) results[shop.name].push(result);
    }
  }
  return results;
}

/** One visit of hundreds may wait in vain for the browser: it is made again, and said. */
async function again(visit) {
  try {
    return await visit();
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
    console.log(`a visit is made again: ${error.message.split('\n')[0]}`);
    return visit();
  }
}

const quantile = (sorted, part) => {
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place % 1);
};

/** Median and quartiles. */
export function summary(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return { median: quantile(sorted, 0.5), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) };
}

/** The result with the median `value`. */
export const typical = (results, value) => results.toSorted((one, other) => value(one) - value(other))[Math.floor((results.length - 1) / 2)];

/** Summaries of the value that `pick` takes from every result, for each shop. */
export const summaries = (results, pick) => Object.fromEntries(Object.entries(results).map(([name, list]) => [name, summary(list.flatMap(pick))]));
