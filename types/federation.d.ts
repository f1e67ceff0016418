// What a page of the federation has on `window`, for TypeScript. Copy this file, or point `include` in your tsconfig.json at it.
//
// The state, the actions and the counters are Rust types; `shared-store/tests/typescript` compares them with this file, and
// e2e/tests/redux.spec.ts compares the members with a page. A slice of your own adds itself:
//
//   declare global {
//     namespace Federation {
//       interface State { recentlyViewed: { productIds: readonly string[] } }
//       interface Payloads { 'recentlyViewed/viewed': { productId: string } }
//     }
//   }

declare namespace Federation {
  /** `getState()`: the same object until something changed, and each slice, too. */
  interface State {
    readonly user: UserState;
    readonly cart: CartState;
    readonly support: SupportState;
    readonly chat: ChatState;
    readonly context: ContextState;
  }

  /** Who is logged in. The access token is in no state. */
  interface UserState {
    /** Nothing may redirect to /login before it is `ready`. */
    readonly status: 'restoring' | 'ready';
    readonly isLoggedIn: boolean;
    readonly user: User | null;
    readonly hasAccessToken: boolean;
  }

  interface User {
    readonly id: string;
    readonly name: string | null;
    readonly phone: string;
    readonly email: string | null;
  }

  interface CartState {
    /** One per product, in the order of adding. */
    readonly lines: readonly CartLine[];
    /** The number of the last action that changed the cart. */
    readonly updatedSeq: number;
    /** The purchase that the shopper is at, from the way to the checkout until its order is placed. */
    readonly purchase: Purchase | null;
    /** The ids of the purchases that were placed last, the newest at the end. */
    readonly placed: readonly string[];
  }

  /** What the shopper is about to pay for. The server has one order per purchase and user. */
  interface Purchase {
    readonly id: string;
    readonly userId: string;
    /** The chosen products; quantities and prices are those of the cart's lines. */
    readonly productIds: readonly string[];
  }

  interface CartLine {
    readonly productId: string;
    readonly name: string;
    /** Of one piece, as shown; the server decides at the order. */
    readonly priceCents: number;
    readonly quantity: number;
    readonly image: string;
  }

  interface SupportState {
    /** Newest first. */
    readonly tickets: readonly Ticket[];
  }

  interface Ticket {
    readonly id: string;
    readonly subject: string;
    readonly status: 'open' | 'closed';
    /** Ms since the epoch. */
    readonly createdAt: number;
  }

  interface ChatState {
    /** Oldest first. */
    readonly messages: readonly ChatMessage[];
  }

  interface ChatMessage {
    readonly id: string;
    /** `me` or `shop`. */
    readonly from: string;
    readonly text: string;
    /** Ms since the epoch. */
    readonly at: number;
  }

  interface ContextState {
    readonly theme: 'light' | 'dark';
    /** A BCP 47 language tag, for `Intl`. */
    readonly locale: string;
    readonly tenant: string;
    readonly flags: Readonly<Record<string, boolean>>;
  }

  /** What each action carries; `undefined` for nothing. */
  interface Payloads {
    'user/setAt': SetAccessToken;
    'user/setIsLoggedIn': SetIsLoggedIn;
    'user/setUser': SetUser;
    /** Empties every slice that holds user data, in every tab. */
    'user/clearUser': undefined;
    'user/sessionExpired': undefined;
    'user/restored': undefined;
    'cart/addToCart': NewCartLine;
    'cart/updateQuantity': UpdateQuantity;
    'cart/removeFromCart': RemoveFromCart;
    'cart/clearCart': undefined;
    'cart/replaceCart': ReplaceCart;
    'cart/restoreCart': RestoreCart;
    'cart/updatePrice': UpdatePrice;
    /** Goes on with the purchase of the same user, if there is one. */
    'cart/beginPurchase': NewPurchase;
    /** Takes the bought pieces out of the cart, once per purchase. */
    'cart/purchasePlaced': PurchasePlaced;
    'support/openTicket': OpenTicket;
    'support/closeTicket': CloseTicket;
    'support/setTickets': SetTickets;
    'chat/send': ChatMessage;
    'chat/setMessages': SetMessages;
    'context/setTheme': SetTheme;
    'context/setLocale': SetLocale;
  }

  interface SetAccessToken {
    token: string;
    /** Ms since the epoch. */
    expiresAt: number;
  }

  interface SetIsLoggedIn {
    isLoggedIn: boolean;
  }

  interface SetUser {
    user: NewUser;
  }

  interface NewUser {
    id: string;
    name?: string | null;
    phone: string;
    email?: string | null;
  }

  interface NewCartLine {
    productId: string;
    name: string;
    priceCents: number;
    quantity: number;
    image?: string;
  }

  interface UpdateQuantity {
    productId: string;
    /** 0 removes the line. */
    quantity: number;
  }

  interface RemoveFromCart {
    productId: string;
  }

  interface ReplaceCart {
    lines: readonly NewCartLine[];
  }

  interface RestoreCart {
    lines: NewCartLine[];
    purchase?: NewPurchase | null;
    placed?: string[];
  }

  interface UpdatePrice {
    productId: string;
    priceCents: number;
  }

  interface NewPurchase {
    id: string;
    userId: string;
    productIds: string[];
  }

  interface PurchasePlaced {
    id: string;
    lines: BoughtLine[];
  }

  interface BoughtLine {
    productId: string;
    quantity: number;
  }

  interface OpenTicket {
    id: string;
    subject: string;
    createdAt: number;
  }

  interface CloseTicket {
    id: string;
  }

  interface SetTickets {
    tickets: readonly Ticket[];
  }

  interface SetMessages {
    messages: readonly ChatMessage[];
  }

  interface SetTheme {
    theme: 'light' | 'dark';
  }

  interface SetLocale {
    locale: string;
  }

  /** `metrics()`: counters since the page was loaded, and how many replicas and listeners there are now. */
  interface Metrics {
    readonly dispatched: number;
    readonly rejected: number;
    /** Applied, although the manifest of the remote does not declare them under `dispatches`. */
    readonly undeclared: number;
    readonly bridgeSent: number;
    readonly bridgeReceived: number;
    readonly bridgeDropped: number;
    readonly resyncs: number;
    readonly remoteFailures: number;
    readonly remoteRestarts: number;
    readonly replicas: number;
    readonly listeners: number;
  }

  /** One of `slices()`. */
  interface SliceInfo {
    readonly key: string;
    /** Whose reducer it is: `shared-store`, a remote's name, or `page`. */
    readonly owner: string;
    /** Whether the reducer is gone with its remote. The state stays, actions are refused. */
    readonly orphaned: boolean;
  }

  /** `bridge()`: what crosses to other tabs. */
  interface BridgeStatus {
    readonly enabled: boolean;
    /** This tab's id. */
    readonly tab: string;
    readonly sent: number;
    readonly received: number;
    /** By reason. */
    readonly dropped: Readonly<Record<string, number>>;
  }

  /**
   * What remotes tell whoever listens: the `detail` of each `CustomEvent` on the document, which bubbles to the window. The part
   * before the colon is a namespace of the remote that tells it. An event of your own adds itself here, as slices do to `State`.
   */
  interface Events {
    /** The shopper sees the cart page: what is in the cart. */
    'cart:open': EventDetail;
    /** The shopper sees the payment page: what is to be paid for. */
    'checkout:started': EventDetail;
    /** The server has taken an order: what was ordered, at the prices that hold. */
    'order:placed': EventDetail;
  }

  /** How much, and nothing of who or what. */
  interface EventDetail {
    /** Of all products together. */
    readonly pieces: number;
    /** What they cost together, in cents. */
    readonly totalCents: number;
  }

  // From here on JavaScript's own: nothing below is a Rust type.

  /** The `detail` of `federation:status`, on the document: a remote is in another state now. */
  interface StatusChange {
    readonly remote: string;
    readonly from: RemoteInfo['status'];
    readonly to: RemoteInfo['status'];
    /** `FED-nnn`, where something went wrong. */
    readonly code: string | undefined;
  }

  /** For `addEventListener`. */
  type EventMap = { [Type in keyof Events]: CustomEvent<Events[Type]> } & { 'federation:status': CustomEvent<StatusChange> };

  /** An action of that type; of any known type if none is said. */
  type Action<Type extends keyof Payloads = keyof Payloads> = {
    [Known in Type]: undefined extends Payloads[Known]
      ? { type: Known; payload?: undefined } & Extras
      : { type: Known; payload: Payloads[Known] } & Extras;
  }[Type];

  /**
   * What a flux standard action may have beside its payload. It is data, too. Reducers that were registered with `registerReducer`
   * and `log()` have it; it stays in this page, and is dropped from an action that carries a secret.
   */
  interface Extras {
    meta?: unknown;
    error?: unknown;
  }

  /** Redux's own probes: the state is what it was, listeners are called. */
  type ReduxAction = { type: `@@redux/${string}` | `@@INIT${string}` };

  /** A function that dispatches, at once or later, in the name of the store that it was dispatched to. */
  type Thunk<Result = unknown> = (dispatch: Store['dispatch'], getState: () => State) => Result;

  /**
   * The store as Redux 5 has it. What is dispatched with `store` is the page's own and needs no grants; see `storeOf`. `dispatch` applies at once and returns the action, or throws an `Error` that says what is
   * wrong, with its kind in `reason`. Fits `<Provider store={...}>` and RxJS's `from`.
   */
  interface Store {
    dispatch<A extends Action | ReduxAction>(action: A): A;
    /** Calls it, and returns what it returns. */
    dispatch<Result>(thunk: Thunk<Result>): Result;
    getState(): State;
    subscribe(listener: () => void): () => void;
    /** Throws: reducers belong to slices. See `registerReducer`. */
    replaceReducer(reducer: unknown): never;
    [Symbol.observable](): Observable;
  }

  interface Observable {
    subscribe(observer: { next?(state: State): void }): { unsubscribe(): void };
    [Symbol.observable](): Observable;
  }

  /** What a refused `dispatch` throws. */
  interface Rejection extends Error {
    readonly reason: 'unknown-type' | 'bad-payload' | 'refused' | 'not-granted' | 'orphaned' | 'owner-gone';
  }

  /** One of `remotes()`. */
  interface RemoteInfo {
    readonly name: string;
    readonly version: string | null;
    readonly contract: string | null;
    readonly status: 'idle' | 'loading' | 'ready' | 'failed' | 'crashed' | 'refused';
    readonly sync: 'actions' | 'snapshots' | null;
    readonly mounts: number;
    readonly url: string | null;
    readonly error: string | null;
  }

  /** One of `log()`: an applied action. */
  interface LogEntry {
    readonly seq: number;
    readonly type: string;
    readonly payload?: unknown;
    readonly meta?: unknown;
    readonly error?: unknown;
    /** `host` for the page itself, `tab` for another tab, or a remote's name. */
    readonly from: string;
    readonly at: number;
  }

  /** One of `refusals()`: an action that was not applied. */
  interface Refusal {
    readonly type: string;
    readonly from: string;
    readonly reason: Rejection['reason'];
    readonly message: string;
    readonly at: number;
  }

  /** What `request`, `query` and `mutate` fail with. */
  interface ApiError {
    /** Stable: the server's, or `network`, `timeout`, `nonsense`, `session_ended`, `path_refused`, `body_refused`. */
    readonly code: string;
    /** For the shopper. */
    readonly message: string;
    readonly field: string | null;
    readonly retryAfterMs: number | null;
    /** What makes an order impossible as it was asked for: every product that is different. */
    readonly differences: readonly OrderDifference[];
    /** 0 where there was no answer. */
    readonly status: number;
  }

  /** A product that the shop no longer has as the shopper saw it. */
  interface OrderDifference {
    readonly productId: string;
    readonly name: string;
    readonly kind: 'gone' | 'stock' | 'price';
    readonly shownPriceCents: number | null;
    readonly priceCents: number | null;
    /** How many pieces can be bought. */
    readonly available: number;
  }

  /**
   * A name, which stands for one part of the API, and whatever else tells one query from another, as JSON. The shop's own are
   * `["products", "list", "?page=2"]` (without the last part for the first page), `["products", "item", id]`, `["orders", "list"]`,
   * `["orders", "item", id]`, `["tickets"]`, `["chat"]` and `["profile"]`.
   */
  type QueryKey = readonly [name: string, ...rest: unknown[]];

  interface QueryOptions {
    /** For so long an answer is not asked for again; 0 unless said. */
    staleMs?: number;
    /** For so long it is kept when nobody follows it: 5 minutes unless said, the longest that was said. */
    gcMs?: number;
    /** Everybody is told the same: the answer stays when a user logs out. */
    isPublic?: boolean;
    /** The answer, where the page knows it from elsewhere: taken as new if nothing is cached yet. */
    known?: unknown;
  }

  interface QueryResult<Data> {
    /** Undefined until it is known. The same object as long as the server says the same; it is everybody's, so do not change it. */
    readonly data: Data | undefined;
    /** Why the last request failed. Temporary failures are tried three times more. */
    readonly error: ApiError | null;
    readonly isFetching: boolean;
    /** Waits for the network, or for the page to be seen. */
    readonly isPaused: boolean;
    readonly updatedAt: number;
  }

  interface Subscription {
    unsubscribe(): void;
    refetch(): void;
  }

  interface MutateOptions<Answer> {
    headers?: Record<string, string>;
    /** What these queries show meanwhile, and afterwards. */
    optimistic?: readonly {
      key: QueryKey;
      // biome-ignore lint/suspicious/noExplicitAny: the data of a key is of the key's own type
      update(data: any): unknown;
      // biome-ignore lint/suspicious/noExplicitAny: as above
      commit?(data: any, answer: Answer): unknown;
    }[];
    /** What to ask for again once it is done. */
    invalidates?: readonly QueryKey[];
  }

  /** One of `queries()`. */
  interface QueryInfo extends QueryResult<unknown> {
    readonly key: QueryKey;
    readonly path: string;
    /** How many follow it. */
    readonly observers: number;
    /** In characters of JSON. */
    readonly size: number;
  }

  /** A Redux reducer. It is called with `undefined` for its initial state, and with every action of the page. */
  // biome-ignore lint/suspicious/noExplicitAny: a reducer's own action type is narrower than "any action"
  type Reducer<S> = (state: S | undefined, action: any) => S;

  /** `window.__TARN__`. */
  interface Page {
    /** The version of this object: "1". */
    readonly protocol: string;
    readonly mode: 'host' | 'standalone';
    /**
     * Where the site begins: "/", or a path such as "/shop/". A link or picture of your own begins with it: `basePath + 'cart'`; so
     * does a name that a whole origin shares, such as a key of localStorage. What this page does for you takes paths without
     * it: `request`, `query`, `mutate`, `handleNavigate`.
     */
    readonly basePath: string;
    /** The version of shared-store in the page's owner. */
    readonly contract: string;
    readonly storeId: string;
    /** How many stores the page has: 1. */
    readonly stores: number;
    /** Kept when the session is restored, or known to be absent. */
    readonly ready: Promise<void>;
    readonly store: Store;
    /**
     * The same store for a remote in JavaScript, by its name in `federation.json`: what it dispatches is held to its grants, and
     * has its name in the log. Call it once; each call gives another object.
     */
    storeOf(remote: string): Store;
    remotes(): RemoteInfo[];
    /** A remote's panic hook says here that its instance is about to end, and why. */
    crashed(remote: string, what: string): void;
    /** The last 200 applied actions, newest last, secrets redacted; fewer, if those are more than a megabyte. */
    log(): LogEntry[];
    /** The last 50 refused actions, newest last. */
    refusals(): Refusal[];
    metrics(): Metrics;
    slices(): SliceInfo[];
    /** How the bridge to other tabs is; with `enable`, after it was opened or closed. */
    bridge(enable?: boolean): BridgeStatus;
    /** Subscribers hear once of all that `act` dispatches. */
    batch(act: () => void): void;
    /**
     * Adds a slice with a reducer in JavaScript; its actions are `key/...`. The same call again does nothing. `tearDown` runs
     * before the slice is removed. `owner` says whose it is: the remote's name in `federation.json`, which then needs the
     * grant `key/*`. Throws if the key is somebody else's (FED-013) or not granted (FED-012).
     */
    registerReducer<S>(key: string, reducer: Reducer<S>, tearDown?: (() => void) | null, owner?: string): void;
    /** Removes a slice that was registered, if it is `owner`'s. */
    unregisterReducer(key: string, owner?: string): void;
    /** The page's API client, for paths below /api/: adds the access token, and renews it once for all. Rejects with an `ApiError`. */
    request(method: string, path: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal): Promise<unknown>;
    /**
     * Follows what the server says at a path below /api/. `observer` is called at once, with what is cached, and at each change.
     * However many follow a key, one request goes out. Throws if the key is somebody else's (FED-018).
     */
    query<Data>(key: QueryKey, path: string, options: QueryOptions | undefined, observer: (result: QueryResult<Data>) => void): Subscription;
    /** Changes something on the server, and takes back what it showed meanwhile if that is refused. Never sent twice. */
    mutate<Answer>(method: string, path: string, body?: unknown, options?: MutateOptions<Answer>): Promise<Answer>;
    /** What begins with this key may have changed: whoever shows it asks again, in the other tabs, too. */
    invalidate(prefix: QueryKey): void;
    /** What is cached, all or what begins with this key, the one used last first. */
    queries(prefix?: QueryKey): QueryInfo[];
    /** How a remote in Rust attaches; private to the crates. */
    attach(name: string, contract: string, fingerprint?: string): unknown;
  }

  /** What the module of a remote exports. Both `mount` and `update` throw, or reject, when they cannot. */
  interface Remote<Handle = unknown> {
    /** Shows a component in `element`; returns what `update` and `unmount` are called with, at once or as a promise. */
    mount(element: HTMLElement, component: string, props: Props): Handle | Promise<Handle>;
    /** New props; never before `mount` is done. */
    update(handle: Handle, props: Props): void;
    unmount(handle: Handle): void;
  }

  /**
   * What the host passes to a page that a remote brought along, beside the parts of its path. A prop is a function or plain data: a
   * struct of a host in Rust is an object with names in camelCase, a variant of an enum is its name, or `[name, fields]` if it has fields.
   */
  interface Props {
    handleNavigate?: (address: string) => void;
    onShowToast?: (text: string) => void;
    [name: string]: unknown;
  }
}

interface SymbolConstructor {
  /** Redux and RxJS know a store by it. Missing where nobody defines it; `"@@observable"` is always there. */
  readonly observable: symbol;
}

interface WindowEventMap extends Federation.EventMap {}

interface DocumentEventMap extends Federation.EventMap {}

interface Window {
  readonly __TARN__: Federation.Page;
}

declare const __TARN__: Federation.Page;
