// React: each change is rendered at once, by `flushSync`.
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { Lines } from './lines.jsx';

export async function react() {
  let root;
  let setLines;
  const connect = (set) => {
    setLines = set;
  };
  const change = (next) => flushSync(() => setLines(next));
  const more = (line) => ({ ...line, quantity: line.quantity + 1 });
  return {
    name: 'react',
    create(place) {
      root = createRoot(place);
      flushSync(() => root.render(<Lines connect={connect} />));
    },
    claim(place) {
      flushSync(() => {
        root = hydrateRoot(place, <Lines connect={connect} />);
      });
    },
    // React may hydrate in a later task.
    isClaimed: () => setLines !== undefined,
    html: await (await fetch('/react/lines.html')).text(),
    end() {
      root?.unmount();
      root = setLines = undefined;
    },
    addPiece: (position) => change((lines) => lines.with(position, more(lines[position]))),
    addPieceToAll: () => change((lines) => lines.map(more)),
    moveFirstToLast: () => change(([first, ...others]) => [...others, first]),
    reverse: () => change((lines) => lines.toReversed()),
    remove: (position) => change((lines) => lines.toSpliced(position, 1)),
  };
}
