const formats = new Map();

function format(ms, locale, style) {
  const key = `${locale} ${style.timeStyle}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, style));
  return formats.get(key).format(ms);
}

export const date = (ms, locale) => format(ms, locale, { dateStyle: 'medium' });
export const dateTime = (ms, locale) => format(ms, locale, { dateStyle: 'medium', timeStyle: 'short' });
