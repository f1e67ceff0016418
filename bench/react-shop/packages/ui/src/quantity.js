/** "1 item", "3 items". */
export const pieces = (count) => `${count} ${count === 1 ? 'item' : 'items'}`;

/** The whole number that was typed, from 1 to `most`; NaN for anything else. */
export function readQuantity(typed, most) {
  const number = /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : NaN;
  return number >= 1 && number <= most ? number : NaN;
}
