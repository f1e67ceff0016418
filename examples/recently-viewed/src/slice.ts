// The slice `recentlyViewed`: this remote has the reducer, the page's owner has the state and the order of actions.
import { name } from '../package.json';

/** Newest first, each product once. */
export interface RecentlyViewedState {
  readonly productIds: readonly string[];
}

declare global {
  namespace Federation {
    interface State {
      /** Present once a "recently viewed" is mounted. */
      readonly recentlyViewed?: RecentlyViewedState;
    }
    interface Payloads {
      'recentlyViewed/viewed': { productId: string };
      'recentlyViewed/forget': undefined;
    }
  }
}

export const REMOTE = name;
const KEY = 'recentlyViewed';
const MOST = 12;
const nothing: RecentlyViewedState = { productIds: [] };

export function recentlyViewed(state = nothing, action: Federation.Action): RecentlyViewedState {
  switch (action.type) {
    case 'recentlyViewed/viewed': {
      const { productId } = action.payload;
      if (typeof productId !== 'string' || productId === '') throw new Error('productId: must be a string that is not empty');
      if (state.productIds[0] === productId) return state;
      return { productIds: [productId, ...state.productIds.filter((id) => id !== productId)].slice(0, MOST) };
    }
    case 'recentlyViewed/forget':
    // Viewed products are user data.
    case 'user/clearUser':
      return state.productIds.length > 0 ? nothing : state;
    default:
      return state;
  }
}

/** Registers the slice with the page; idempotent. */
export function register() {
  window.__TARN__.registerReducer(KEY, recentlyViewed, null, REMOTE);
}

/** Returns the same array for the same state, so that actions of other slices cause no render. */
export const selectViewed = (state: Federation.State) => (state.recentlyViewed ?? nothing).productIds;
