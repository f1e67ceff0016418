// nanostores: an atom for each slice, and the sum as a computed store, which is its memoised selector.
import { atom, computed, map } from 'nanostores';
import { initialState, sumOfQuantities } from '../shop.js';

export const nanostores = {
  name: 'nanostores',
  title: 'nanostores',
  open(lines) {
    const initial = initialState(lines);
    const [$user, $support, $chat] = [map(initial.user), map(initial.support), map(initial.chat)];
    const [$cart, $context] = [atom(initial.cart), map(initial.context)];
    const $total = computed($cart, (cart) => sumOfQuantities(cart.lines));
    return {
      add(piece) {
        const cart = $cart.get();
        const index = cart.lines.findIndex((line) => line.productId === piece.productId);
        if (index < 0) return $cart.set({ ...cart, lines: [...cart.lines, piece] });
        const next = cart.lines.slice();
        next[index] = { ...next[index], quantity: next[index].quantity + piece.quantity };
        $cart.set({ ...cart, lines: next });
      },
      setTheme: (theme) => $context.setKey('theme', theme),
      getState: () => ({
        user: $user.get(),
        cart: $cart.get(),
        support: $support.get(),
        chat: $chat.get(),
        context: $context.get(),
      }),
      selectTotal: () => $total.get(),
      // A computed store reads its source atom: a state cannot be passed in.
      selectFrom: (state) => {
        $cart.set(state.cart);
        return $total.get();
      },
      subscribe: (observe) => $total.listen(observe),
      subscribeToTheme: (observe) => $context.listen(({ theme }) => observe(theme), ['theme']),
    };
  },
};
