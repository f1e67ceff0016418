// What tests put on `window` beside the page's own registry, and the slices that remotes register at run time. The page itself is typed by
// types/federation.d.ts. A wrong action, which that file refuses, is dispatched `as never`.

interface Window {
  /** What a test observed, in order. */
  seen: string[];
  /** Messages that a BroadcastChannel delivered. */
  heard: string[];
  /** The channel between tabs, as a page that is not the shop opens it. */
  channel: BroadcastChannel;
  /** Changes of a remote's status. */
  changes: string[];
  /** Statuses of remotes while the page preloads. */
  steps: string[];
  /** Each write to storage, with its time in ms. */
  writes: [key: string, at: number][];
  /** Whether storage refuses to be written. */
  full: boolean;
  /** How far the clock is ahead, in ms. */
  passedMs?: number;
  /** The last result of a query. */
  result: Federation.QueryResult<unknown>;
  /** How often the page scrolled itself. */
  scrolls: number;
  /** The sum of all layout shifts. */
  shift: number;
  /** Memories of the wasm instances. */
  instances: WeakRef<object>[];
  /** How many wasm instances were made. */
  instanceCount: number;
  /** How often each part of the React widget rendered. */
  renders: Record<'cart' | 'theme' | 'external', number>;
  /** Ends the React widget. */
  end(): void;
  /** Settle the mount of a remote that returned a promise. */
  resolve(): void;
  reject(): void;
  seenLogin: boolean;
  hasWaited?: boolean;
  /** Set by scripts that must not run, or by builds that must not be taken. */
  hasRun?: boolean;
  evaluated?: boolean;
  isNewGlue?: boolean;
  cartWasRedeployed?: boolean;
  /** Survive as long as the document does. */
  sameDocument?: boolean;
  isSamePage?: boolean;
  /** Module Federation's own registry. */
  __FEDERATION__?: object;
}

declare namespace Federation {
  interface State {
    readonly wishlist: { readonly productIds: readonly string[] };
    readonly recentlyViewed: { readonly productIds: readonly string[] };
    /** Only in the build that can crash. */
    readonly 'products-crash': { readonly count: number };
  }

  interface CartState {
    /** Only in the build of the next contract. */
    readonly doubled?: number;
  }

  interface Payloads {
    'wishlist/keep': { productId: string };
  }
}
