import { nanostores } from './nanostores.js';
import { redux } from './redux.js';
import { reduxToolkit } from './redux-toolkit.js';
import { zustand } from './zustand.js';

/** The stores from npm, each: `open(lines)` makes one whose cart has these lines. */
export const jsStores = [reduxToolkit, redux, zustand, nanostores];
