// The slice `recentlyViewed`: the reducer is this remote's, the state and the order of its actions are the page's owner's.

/** Newest first, each product once. */
export interface RecentlyViewedState {
  readonly productIds: readonly string[];
}

declare global {
  namespace Federation {
    interface State {
      /** There once a "recently viewed" is mounted. */
      readonly recentlyViewed?: RecentlyViewedState;
    }
    interface Payloads {
      'recentlyViewed/viewed': { productId: string };
      'recentlyViewed/forget': undefined;
    }
  }
}

export const REMOTE = 'recently-viewed';
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
    // What a shopper looked at is the shopper's.
    case 'user/clearUser':
      return state.productIds.length > 0 ? nothing : state;
    default:
      return state;
  }
}

/** Gives the page this slice. Once more does nothing. */
export function register() {
  window.__TARN__.registerReducer(KEY, recentlyViewed, null, REMOTE);
}

/** The same array for the same state, so that nothing renders anew for another slice's action. */
export const selectViewed = (state: Federation.State) => (state.recentlyViewed ?? nothing).productIds;
