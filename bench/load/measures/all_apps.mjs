// All six apps in one visit, every route in turn, from an empty cache: the total download.
import { bytesOf, filesOfApps } from '../network.mjs';
import { launch } from '../../browser.mjs';
import { undisturbed } from '../turns.mjs';
import { addToCart, at, fillInLogin, goTo, settle, withPage } from '../visit.mjs';

// RFC 9842. With it, Chromium offers cached files as dictionaries, and a server may answer with dcb or dcz.
const WITHOUT_DICTIONARIES = '--disable-features=CompressionDictionaryTransport';
const BY_DICTIONARY = ['dcb', 'dcz'];

export async function allApps(shops, progress) {
  const cells = [];
  for (const [dictionaries, flags] of [
    ['without dictionaries', [WITHOUT_DICTIONARIES]],
    ['with dictionaries', []],
  ]) {
    const cell = await progress.measure(`all six apps, ${dictionaries}`, async () => {
      const visits = await visitAll(shops, flags, progress);
      const deltas = Object.values(visits).some(({ byDictionary }) => byDictionary > 0);
      if (flags.length > 0 && deltas) throw new Error('a browser without dictionaries was answered by one');
      return { dictionaries, visits };
    });
    if (cell) cells.push(cell);
  }
  return cells;
}

/** One visit to each shop, by its name, in a browser with these flags. */
async function visitAll(shops, flags, progress) {
  const browser = await launch(...flags);
  try {
    const visits = {};
    for (const shop of shops) visits[shop.name] = await undisturbed(progress, shop, () => visit(browser, shop));
    return visits;
  } finally {
    await browser.close();
  }
}

const visit = (browser, shop) =>
  withPage(browser, {}, async (page, { network }) => {
    const go = async (link, landmark) => {
      await page.click(`${at(link)} >> nth=0`);
      await page.waitForSelector(at(landmark));
      await settle(page);
    };
    await goTo(page, `${shop.url}/products`, 'product-card');
    await addToCart(page, 2);
    await go('nav-login', 'login-phone');
    await fillInLogin(page);
    await settle(page);
    await go('nav-products', 'product-card');
    await go('product-link', 'product-detail');
    await page.click(at('nav-home'));
    await page.waitForURL(`${shop.url}/`);
    await settle(page);
    await go('nav-cart', 'cart-line');
    await go('go-to-checkout', 'checkout-line');
    await go('pay', 'order-row');
    await go('nav-account', 'profile-name');
    const files = network.files();
    const apps = filesOfApps(files);
    return {
      bytes: bytesOf(apps),
      requests: apps.length,
      bytesInAll: bytesOf(files),
      byDictionary: apps.filter(({ encoding }) => BY_DICTIONARY.includes(encoding)).length,
      files: apps.map(({ name, part, encoding, bytes }) => ({ name, part, encoding, bytes })),
    };
  });
