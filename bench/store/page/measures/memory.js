// What an attached remote weighs, after garbage collection: its wasm memory, and what it adds to the JavaScript heap.
import { makeProducts } from '../shop.js';
import { loadRemote, mount } from '../ours.js';
import { reduxToolkit } from '../stores/redux-toolkit.js';

const PAGE = 65_536;

/** Loads the remotes `numbers` one after the other; `jsHeap()` tells the heap's bytes. Reports what one of them adds. */
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

/** The pages of 64 KiB of the largest of these instances. */
export const pages = (instances) => Math.max(...instances.map(({ memory }) => memory.buffer.byteLength / PAGE));

/** The same for Redux Toolkit: what one more subscriber adds to the heap. */
export async function weighSubscriber(jsHeap) {
  const count = 1000;
  const store = reduxToolkit.open(makeProducts(1));
  const before = await jsHeap();
  const leave = Array.from({ length: count }, () => store.subscribe(() => {}));
  const after = await jsHeap();
  for (const unsubscribe of leave) unsubscribe();
  return Math.round((after - before) / count);
}

/** And what a store with so many lines weighs in the heap: the state that all remotes share there. */
export async function weighStore(lines, jsHeap) {
  const before = await jsHeap();
  const store = reduxToolkit.open(makeProducts(lines));
  const after = await jsHeap();
  if (store.getState().cart.lines.length !== lines) throw new Error('the store lost its lines');
  return after - before;
}
