// Redux Toolkit's selectors and slices over the page's store.
import { createSelector, createSlice, type PayloadAction } from '@reduxjs/toolkit';

const { store, registerReducer, unregisterReducer } = window.__TARN__;

export const selectTotals = createSelector([(state: Federation.State) => state.cart.lines], (lines) => ({
  pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
  lines: lines.length,
}));

export function recomputations() {
  const before = selectTotals.recomputations();
  const first = selectTotals(store.getState());
  store.dispatch({ type: 'context/setTheme', payload: { theme: 'dark' } });
  const afterOther = selectTotals(store.getState());
  store.dispatch({ type: 'cart/addToCart', payload: { productId: 'rtk', name: 'Toolkit', priceCents: 5, quantity: 3 } });
  const afterCart = selectTotals(store.getState());
  return { same: first === afterOther, pieces: afterCart.pieces - first.pieces, count: selectTotals.recomputations() - before };
}

interface Notes {
  readonly texts: string[];
  readonly settings: { readonly sorted: boolean };
}

export const notes = createSlice({
  name: 'notes',
  initialState: { texts: [], settings: { sorted: false } } as Notes,
  reducers: {
    added: (state, { payload }: PayloadAction<string>) => {
      // A draft of Immer.
      state.texts.push(payload);
    },
    touched: (state) => state,
    broken: () => {
      throw new Error('this reducer is broken');
    },
  },
  extraReducers: (builder) => {
    builder.addCase('user/clearUser', (state) => {
      state.texts.length = 0;
    });
  },
});

declare global {
  namespace Federation {
    interface State {
      readonly notes?: Notes;
    }
    interface Payloads {
      'notes/added': string;
      'notes/touched': undefined;
      'notes/broken': undefined;
    }
  }
}

/** A slice of Redux Toolkit in the page's store: its reducer runs unchanged, on Immer's drafts. */
export function slice() {
  let tornDown = 0;
  registerReducer(notes.name, notes.reducer, () => (tornDown += 1));
  registerReducer(notes.name, notes.reducer);
  const before = store.getState();
  store.dispatch(notes.actions.added('one') as Federation.Action);
  const after = store.getState();
  store.dispatch({ type: 'notes/touched' });
  const touched = store.getState();
  store.dispatch({ type: 'user/clearUser' });
  const cleared = store.getState().notes?.texts.length;
  unregisterReducer(notes.name);
  unregisterReducer(notes.name);
  return {
    texts: after.notes?.texts,
    others: before.cart === after.cart,
    partKept: before.notes?.settings === after.notes?.settings,
    touchedKept: touched === after,
    cleared,
    tornDown,
    gone: 'notes' in store.getState(),
  };
}
