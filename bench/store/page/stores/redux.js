// Hand-written Redux, as before the toolkit: no immer, no freezing, no middleware; copies of changed parts.
import { createSelector } from '@reduxjs/toolkit';
import { combineReducers, legacy_createStore as createStore } from 'redux';
import { initialState, selectLines, selectTheme, sumOfQuantities } from '../shop.js';

const initial = initialState([]);

function user(state = initial.user, action) {
  switch (action.type) {
    case 'user/setIsLoggedIn':
      return { ...state, isLoggedIn: action.payload.isLoggedIn };
    case 'user/setUser':
      return { ...state, user: action.payload.user };
    case 'user/clearUser':
      return initial.user;
    default:
      return state;
  }
}

function cart(state = initial.cart, action) {
  switch (action.type) {
    case 'cart/addToCart': {
      const index = state.lines.findIndex((line) => line.productId === action.payload.productId);
      if (index < 0) return { ...state, lines: [...state.lines, action.payload] };
      const lines = state.lines.slice();
      lines[index] = { ...lines[index], quantity: lines[index].quantity + action.payload.quantity };
      return { ...state, lines };
    }
    case 'cart/clearCart':
    case 'user/clearUser':
      return initial.cart;
    default:
      return state;
  }
}

function support(state = initial.support, action) {
  switch (action.type) {
    case 'support/openTicket':
      return { ...state, tickets: [action.payload, ...state.tickets] };
    case 'user/clearUser':
      return initial.support;
    default:
      return state;
  }
}

function chat(state = initial.chat, action) {
  switch (action.type) {
    case 'chat/send':
      return { ...state, messages: [...state.messages, action.payload] };
    case 'user/clearUser':
      return initial.chat;
    default:
      return state;
  }
}

function context(state = initial.context, action) {
  switch (action.type) {
    case 'context/setTheme':
      return { ...state, theme: action.payload.theme };
    default:
      return state;
  }
}

const reducer = combineReducers({ user, cart, support, chat, context });
const selectTotal = createSelector([selectLines], sumOfQuantities);

export const redux = {
  name: 'redux',
  title: 'Redux by hand',
  open(lines) {
    const store = createStore(reducer, initialState(lines));
    return {
      add: (line) => store.dispatch({ type: 'cart/addToCart', payload: line }),
      setTheme: (theme) => store.dispatch({ type: 'context/setTheme', payload: { theme } }),
      getState: store.getState,
      selectTotal,
      selectFrom: selectTotal,
      subscribeToTheme(observe) {
        this.subscribe(observe, selectTheme);
      },
      subscribe(observe, select = selectTotal) {
        let last = select(store.getState());
        return store.subscribe(() => {
          const total = select(store.getState());
          if (Object.is(total, last)) return;
          last = total;
          observe(total);
        });
      },
    };
  },
};
