// The benchmark, in the page. `window.bench(options)` returns the measurements and throws on errors.
import { interleave } from '../../batches.js';
import { adding, addingToAll, claiming, creating, moving, removing, reversing } from './operations.js';
import { List } from './list.js';
import { react } from './subjects/react.jsx';
import { loadWasm } from './subjects/wasm.js';

/** `options`: durations and repetitions, see batches.js. */
window.bench = async (options) => {
  const subjects = [await loadWasm('ours'), await loadWasm('leptos'), await loadWasm('leptos-hydrate'), await react()];
  const lists = subjects.map((subject) => new List(subject));
  checkSame(lists);
  const cell = (measure, make, lists) => ({ key: { measure }, subjects: lists.map(make) });
  const cells = [
    cell('create 1,000 lines', creating, lists),
    cell(
      'claim or hydrate 1,000 lines',
      claiming,
      lists.filter(({ subject }) => subject.claim),
    ),
    cell('update one line', adding, lists),
    cell('update all lines', addingToAll, lists),
    cell('move the first line to the end', moving, lists),
    cell('reverse the lines', reversing, lists),
    cell('remove one line', removing, lists),
  ];
  return { cells: await interleave(cells, options) };
};

/** All subjects show the same elements. */
function checkSame(lists) {
  const shapes = lists.map((list) => {
    list.fill();
    return list.shape;
  });
  for (const [index, list] of lists.entries()) list.check(shapes[index] === shapes[0], `other elements\n${shapes[index]}\n${shapes[0]}`);
}
