// Small parts that every app bundles.
export { date, dateTime } from './src/date.js';
export { LoadFailure } from './src/LoadFailure.jsx';
export { money } from './src/money.js';
export { pieces, readQuantity } from './src/quantity.js';
export { Thumb } from './src/Thumb.jsx';
