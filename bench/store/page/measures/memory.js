// Size of an attached remote after garbage collection: its wasm memory, and its share of the JavaScript heap.
import { makeProducts } from '../shop.js';
import { loadRemote, mount } from '../ours.js';
import { reduxToolkit } from '../stores/redux-toolkit.js';

const PAGE = 65_536;

/** Loads the remotes `numbers` in sequence; `jsHeap()` returns the bytes of the heap. Reports the growth per remote. */
export async function loadWeighed(numbers, place, jsHeap) {
  const before = await jsHeap();
  const remotes = [];
  for (const number of numbers) remotes.push(await loadRemote(number));
  const fresh = pages(remotes);
  const unmount = mount(
    'Totals',
    remotes.map(({ glue }) => [glue, 1]),
    place,
  );
  const after = await jsHeap();
  unmount();
  return { remotes, fresh, attached: pages(remotes), jsBytes: Math.round((after - before) / remotes.length) };
}

/** The number of 64 KiB pages of the largest of these instances. */
export const pages = (instances) => Math.max(...instances.map(({ memory }) => memory.buffer.byteLength / PAGE));

/** The same for Redux Toolkit: heap growth per subscriber. */
export async function weighSubscriber(jsHeap) {
  const count = 1000;
  const store = reduxToolkit.open(makeProducts(1));
  const before = await jsHeap();
  const leave = Array.from({ length: count }, () => store.subscribe(() => {}));
  const after = await jsHeap();
  for (const unsubscribe of leave) unsubscribe();
  return Math.round((after - before) / count);
}

/** Heap size of a store with so many lines: the state that all remotes share there. */
export async function weighStore(lines, jsHeap) {
  const before = await jsHeap();
  const store = reduxToolkit.open(makeProducts(lines));
  const after = await jsHeap();
  if (store.getState().cart.lines.length !== lines) throw new Error('the store lost its lines');
  return after - before;
}
