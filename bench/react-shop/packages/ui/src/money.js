const formats = new Map();

/** Cents of US dollars. The first instance of Intl.NumberFormat takes 15 ms in a page, so en-US is formatted by hand. */
export function money(cents, locale) {
  if (locale === 'en-US') {
    const dollars = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
    return `$${dollars}.${String(cents % 100).padStart(2, '0')}`;
  }
  if (!formats.has(locale)) formats.set(locale, new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }));
  return formats.get(locale).format(cents / 100);
}
