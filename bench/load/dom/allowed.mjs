// What may differ between the shops, with the reason.

/** No content of the page. */
export const IGNORED = 'script, style, link, template, noscript';

/** Elements that only one shop has, replaced by their content. */
export const UNWRAPPED = '#root'; // React does not render into the body itself

/** Texts that differ from visit to visit. */
const VARIABLE = [
  [/\bOrder [0-9a-z]{6,}\b/gi, 'Order …'],
  [/\+?\d{7,15}\b/g, '… (phone)'],
  [/^(\s*)"\d{6}"$/, '$1"… (code)"'],
  [/New code in \d:\d\d/, 'New code in …'],
  [/\b[A-Z][a-z]{2} \d{1,2}, \d{4}(, \d{1,2}:\d\d\s[AP]M)?/g, '… (date)'],
];

/** The lines of an outline without what differs from visit to visit. */
export const normalised = (lines) => lines.map((line) => VARIABLE.reduce((line, [text, instead]) => line.replace(text, instead), line));
