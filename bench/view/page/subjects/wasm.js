// The lists that are written in Rust: one source, built with the `view!` of tarn-view or of Leptos.
import { LINES } from '../list.js';

/** Instantiates the build in the folder `name`. */
export async function loadWasm(name) {
  const glue = await import(`/${name}/bench_view.js`);
  await glue.default({ module_or_path: `/${name}/bench_view_bg.wasm` });
  return {
    name,
    create: (place) => glue.create(place, LINES),
    claim: glue.claim && ((place) => glue.claim(place, LINES)),
    html: glue.claim && (await (await fetch(`/${name}/lines.html`)).text()),
    mismatches: glue.mismatches,
    end: glue.end,
    addPiece: glue.add_piece,
    addPieceToAll: glue.add_piece_to_all,
    moveFirstToLast: glue.move_first_to_last,
    reverse: glue.reverse,
    remove: glue.remove,
  };
}
