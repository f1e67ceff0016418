import { nanostores } from './nanostores.js';
import { redux } from './redux.js';
import { reduxToolkit } from './redux-toolkit.js';
import { zustand } from './zustand.js';

/** The stores from npm, each with `open(lines)`, which creates a store with these lines in its cart. */
export const jsStores = [reduxToolkit, redux, zustand, nanostores];
