// Members that tests add to `window`, and slices that remotes register at run time. types/federation.d.ts types the page itself. Tests dispatch wrong
// actions, which that file refuses, `as never`.

interface Window {
  mismatches?: number;
  /** Observations of a test, in order. */
  seen: string[];
  /** Messages received from a BroadcastChannel. */
  heard: string[];
  /** The channel between tabs, opened by a page without a shop. */
  channel: BroadcastChannel;
  /** Status changes of a remote. */
  changes: string[];
  /** Statuses of remotes while the page preloads. */
  steps: string[];
  /** Writes to storage, each with its time in ms. */
  writes: [key: string, at: number][];
  /** Whether writes to storage fail. */
  full: boolean;
  /** Offset of the clock, in ms. */
  passedMs?: number;
  /** The last result of a query. */
  result: Federation.QueryResult<unknown>;
  /** Number of scrolls by the page itself. */
  scrolls: number;
  /** Sum of all layout shifts. */
  shift: number;
  /** Memories of the wasm instances. */
  instances: WeakRef<object>[];
  /** Number of wasm instances created. */
  instanceCount: number;
  /** Renders of each part of the React widget. */
  renders: Record<'cart' | 'theme' | 'external', number>;
  /** Unmounts the React widget. */
  end(): void;
  /** Settle a mount that returned a promise. */
  resolve(): void;
  reject(): void;
  seenLogin: boolean;
  hasWaited?: boolean;
  /** Set by scripts that must not run, and by builds that must not be used. */
  hasRun?: boolean;
  evaluated?: boolean;
  isNewGlue?: boolean;
  cartWasRedeployed?: boolean;
  /** Kept as long as the document lives. */
  sameDocument?: boolean;
  isSamePage?: boolean;
  /** The page's script, of pages with a host. */
  __PRELOAD__: { readonly earlyPresses: { readonly kept: number; readonly repeated: number } };
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
