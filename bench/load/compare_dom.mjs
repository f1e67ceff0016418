// Usage: node compare_dom.mjs <server binary> <folder of the built apps>. Walks through all shops and compares their pages: elements, nesting,
// classes and text. Prints every difference from our shop, and fails if there is one that dom/allowed.mjs does not name.
import { launch } from '../browser.mjs';
import { IGNORED, normalised, UNWRAPPED } from './dom/allowed.mjs';
import { differences } from './dom/differences.mjs';
import { outline } from './dom/outline.js';
import { steps, take } from './dom/walk.mjs';
import { open } from './shops.mjs';

const PATIENCE_MS = 20_000;
/** Toasts come and go, so only the step that is about them has them. */
const TOASTS = '.toast';
const isAboutToasts = (step) => step.includes('in the cart');

const [server, dist] = process.argv.slice(2);
const { shops, close } = await open(server, dist);
const browser = await launch();
let differing = 0;
try {
  const [[, ours], ...others] = await inTurn(shops, async (shop) => [shop, await outlinesOf(shop)]);
  for (const [shop, theirs] of others) differing += report(shop, ours, theirs);
} finally {
  await browser.close();
  await close();
}
console.log(differing === 0 ? 'All pages are the same.' : `${differing} pages differ.`);
process.exitCode = differing === 0 ? 0 : 1;

/** The outlines of all pages of a shop, by step. */
async function outlinesOf(shop) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  // Nothing is fetched in idle time, so the code of a remote can be held back.
  await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } }));
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(`${shop.title}: ${error.message}`));
  const outlines = new Map();
  for (const step of steps(page, shop.url)) {
    const [name] = step;
    try {
      const end = await take(page, step);
      const ignored = isAboutToasts(name) ? IGNORED : `${IGNORED}, ${TOASTS}`;
      outlines.set(name, normalised(await page.evaluate(outline, { ignored, unwrapped: UNWRAPPED })));
      await end();
    } catch (error) {
      throw new Error(`${shop.title}, ${name}`, { cause: error });
    }
  }
  await context.close();
  return outlines;
}

/** Prints the differences of a shop; returns the number of pages that differ. */
function report(shop, ours, theirs) {
  let count = 0;
  for (const [name, lines] of ours) {
    const found = differences(lines, theirs.get(name));
    console.log(`${shop.title}, ${name}: ${found.length === 0 ? `the same ${lines.length} lines` : `${found.length} lines differ`}`);
    for (const line of found) console.log(`    ${line}`);
    if (found.length > 0) count++;
  }
  return count;
}

async function inTurn(list, work) {
  const results = [];
  for (const item of list) results.push(await work(item));
  return results;
}
