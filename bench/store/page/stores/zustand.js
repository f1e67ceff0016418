// zustand: one store that contains its actions, with a memoised selector of the cart's sum.
import { createSelector } from '@reduxjs/toolkit';
import { createStore } from 'zustand/vanilla';
import { initialState, selectLines, selectTheme, sumOfQuantities } from '../shop.js';

const selectTotal = createSelector([selectLines], sumOfQuantities);

export const zustand = {
  name: 'zustand',
  title: 'zustand',
  open(lines) {
    const store = createStore((set) => ({
      ...initialState(lines),
      addToCart: (piece) =>
        set(({ cart }) => {
          const index = cart.lines.findIndex((line) => line.productId === piece.productId);
          if (index < 0) return { cart: { ...cart, lines: [...cart.lines, piece] } };
          const next = cart.lines.slice();
          next[index] = { ...next[index], quantity: next[index].quantity + piece.quantity };
          return { cart: { ...cart, lines: next } };
        }),
      setTheme: (theme) => set(({ context }) => ({ context: { ...context, theme } })),
    }));
    const { addToCart, setTheme } = store.getState();
    return {
      add: addToCart,
      setTheme,
      getState: store.getState,
      selectTotal,
      selectFrom: selectTotal,
      subscribeToTheme(observe) {
        this.subscribe(observe, selectTheme);
      },
      subscribe(observe, select = selectTotal) {
        let last = select(store.getState());
        return store.subscribe((state) => {
          const total = select(state);
          if (Object.is(total, last)) return;
          last = total;
          observe(total);
        });
      },
    };
  },
};
