// Results as JSON, numbers to four digits.

export const json = (results) => `${JSON.stringify(results, rounded, 1)}\n`;

function rounded(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
