// The benchmark, in the page. `window.bench(options)` returns the measurements and throws on errors.
import { interleave } from '../../batches.js';
import { jsAttaching, oursAttaching, oursMounting, reactMounting } from './measures/first.js';
import { jsForJs, oursForJs, readingTwice } from './measures/javascript.js';
import { loadWeighed, pages, weighStore, weighSubscriber } from './measures/memory.js';
import { jsAdding, jsUnrelated, oursAdding, oursUnrelated } from './measures/observed.js';
import { jsReading, oursReading } from './measures/selectors.js';
import { jsShowing, oursShowing, reactShowing } from './measures/shown.js';
import { loadOwner, mount, newcomers, spread } from './ours.js';
import { jsStores } from './stores/all.js';
import { makeProducts } from './shop.js';

const LINES = [1, 20, 100, 1000];
const REMOTES = [1, 2, 3, 4, 5, 6];

const place = () => document.body.appendChild(document.createElement('div'));

/** `options`: durations and repetitions, see batches.js; `only`: names of measures, by default all. */
window.bench = async (options) => {
  const owner = await loadOwner();
  const memory = { owner: { fresh: pages([owner]) } };
  const cells = [];
  const measure = async (name, make) => {
    if (options.only && !options.only.includes(name)) return;
    const { cells: toRun, close } = await make((key, subjects) => ({ key: { measure: name, ...key }, subjects }));
    cells.push(...(await interleave(toRun, options)));
    close?.();
  };

  // The first remote is weighed alone: an owner feeds all attached remotes.
  const first = await loadWeighed(REMOTES.slice(0, 1), place(), window.jsHeap);
  let remotes = first.remotes;
  await withSubscribers(1);
  const others = await loadWeighed(REMOTES.slice(1), place(), window.jsHeap);
  remotes = [...remotes, ...others.remotes];
  memory.remote = { fresh: others.fresh, attached: others.attached, jsBytes: others.jsBytes };
  await withSubscribers(6);
  await withSubscribers(100);

  const six = spread(remotes, 6);
  for (const anew of [false, true]) {
    await measure(anew ? 'selector, computed anew' : 'selector, nothing changed', (cell) => {
      const close = mount('Totals', six, place());
      const glues = remotes.map(({ glue }) => glue);
      return {
        cells: LINES.map((lines) =>
          cell({ lines }, [oursReading(glues, lines, { anew }), ...jsStores.map((store) => jsReading(store, lines, { anew }))]),
        ),
        close,
      };
    });
  }
  await measure('dispatch and getState() from JavaScript', (cell) => {
    const close = mount('Totals', six, place());
    const glues = remotes.map(({ glue }) => glue);
    return {
      cells: LINES.map((lines) => cell({ lines }, [oursForJs(glues, lines), ...jsStores.map((store) => jsForJs(store, lines, 6))])),
      close,
    };
  });
  await measure('getState() again, nothing changed', (cell) => {
    const { getState } = window.__TARN__.store;
    const others = jsStores.filter(({ name }) => name !== 'nanostores');
    const subjects = others.map(({ name, open }) => readingTwice({ name, getState: open(makeProducts(20)).getState }));
    return { cells: [cell({ lines: 20 }, [readingTwice({ name: 'ours', getState }), ...subjects])] };
  });

  const makeNewcomer = await newcomers();
  const glues = remotes.map(({ glue }) => glue);
  const close = mount('Totals', six, place());
  await measure('attach until the first value is read', (cell) => ({
    cells: LINES.map((lines) => cell({ lines }, [oursAttaching(glues, lines, makeNewcomer), ...jsStores.map((store) => jsAttaching(store, lines))])),
  }));
  await measure('first mount until the page shows it', (cell) => ({
    cells: LINES.map((lines) => cell({ lines }, [oursMounting(glues, lines, makeNewcomer), reactMounting(lines)])),
  }));
  glues[0].stock(1000);
  glues[0].fill_cart();
  memory.remote.at1000Lines = pages(remotes);
  memory.owner.at1000Lines = pages([owner]);
  memory.reduxToolkit = {
    subscriberJsBytes: await weighSubscriber(window.jsHeap),
    storeJsBytesAt1000Lines: await weighStore(1000, window.jsHeap),
  };
  close();
  const { resyncs, rejected } = window.__TARN__.metrics();
  if (resyncs + rejected > 0) throw new Error(`ours: ${resyncs} resyncs and ${rejected} refusals; there should be none`);
  return { cells, memory };

  async function withSubscribers(subscribers) {
    const shares = spread(remotes, subscribers);
    await measure('until every subscriber has observed it', (cell) => ({
      close: mount('Totals', shares, place()),
      cells: LINES.map((lines) =>
        cell({ lines, subscribers }, [oursAdding(shares, lines), ...jsStores.map((store) => jsAdding(store, lines, subscribers))]),
      ),
    }));
    await measure('until the page shows it', (cell) => {
      const ours = place();
      const unmount = mount('Badges', shares, ours);
      return {
        close: unmount,
        cells: LINES.map((lines) =>
          cell({ lines, subscribers }, [
            oursShowing(shares, lines, ours),
            ...jsStores.map((store) => jsShowing(store, lines, subscribers, place())),
            reactShowing(lines, subscribers, place(), { sync: false }),
            reactShowing(lines, subscribers, place(), { sync: true }),
          ]),
        ),
      };
    });
    await measure('an action of another slice', (cell) => ({
      close: mount('Totals', shares, place()),
      cells: [1, 1000].map((lines) =>
        cell({ lines, subscribers }, [oursUnrelated(shares, lines), ...jsStores.map((store) => jsUnrelated(store, lines, subscribers))]),
      ),
    }));
  }
};
