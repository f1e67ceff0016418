// Members that a page of the federation has on `window`, for TypeScript. Copy this file, or point `include` in your tsconfig.json at it.
//
// The state, the actions and the counters are Rust types; `shared-store/tests/typescript` compares them with this file, and e2e/tests/redux.spec.ts
// compares the members with a page. Declare a slice of your own like this:
//
//   declare global {
//     namespace Federation {
//       interface State { recentlyViewed: { productIds: readonly string[] } }
//       interface Payloads { 'recentlyViewed/viewed': { productId: string } }
//     }
//   }

declare namespace Federation {
  /** The type of `getState()`: the same object until a change, and so is each slice. */
  interface State {
    readonly user: UserState;
    readonly cart: CartState;
    readonly support: SupportState;
    readonly chat: ChatState;
    readonly context: ContextState;
  }

  /** The user and the login. No state contains the access token. */
  interface UserState {
    /** No redirect to /login is allowed before it is `ready`. */
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
    /** One per product, in the order of addition. */
    readonly lines: readonly CartLine[];
    /** The sequence number of the last action that changed the cart. */
    readonly updatedSeq: number;
    /** The current purchase, from the way to the checkout until its order is placed. */
    readonly purchase: Purchase | null;
    /** The ids of the last placed purchases, the newest last. */
    readonly placed: readonly string[];
  }

  /** The purchase that the shopper is about to pay for. The server has one order per purchase and user. */
  interface Purchase {
    readonly id: string;
    readonly userId: string;
    /** The selected products; quantities and prices are those of the cart's lines. */
    readonly productIds: readonly string[];
  }

  interface CartLine {
    readonly productId: string;
    readonly name: string;
    /** Price of one piece, as shown; the server decides at the order. */
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

  /** The payload of each action; `undefined` for none. */
  interface Payloads {
    'user/setAt': SetAccessToken;
    'user/setIsLoggedIn': SetIsLoggedIn;
    'user/setUser': SetUser;
    /** Clears every slice with user data, in every tab. */
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
    /** Continues the purchase of the same user, if there is one. */
    'cart/beginPurchase': NewPurchase;
    /** Removes the bought pieces from the cart, once per purchase. */
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

  /** Result of `metrics()`: counters since the page load, and the current numbers of replicas and listeners. */
  interface Metrics {
    readonly dispatched: number;
    readonly rejected: number;
    /** Applied actions that the remote's manifest does not declare under `dispatches`. */
    readonly undeclared: number;
    readonly bridgeSent: number;
    readonly bridgeReceived: number;
    readonly bridgeDropped: number;
    readonly resyncs: number;
    readonly remoteFailures: number;
    readonly remoteRestarts: number;
    /** Differences between the HTML of a server and the views that took it over; each was mended (FED-022). */
    readonly viewMismatches: number;
    readonly replicas: number;
    readonly listeners: number;
  }

  /** An entry of `slices()`. */
  interface SliceInfo {
    readonly key: string;
    /** Owner of the reducer: `shared-store`, a remote's name, or `page`. */
    readonly owner: string;
    /** Whether the reducer was removed with its remote. The state stays, actions are refused. */
    readonly orphaned: boolean;
  }

  /** Result of `bridge()`: the state of the connection to other tabs. */
  interface BridgeStatus {
    readonly enabled: boolean;
    /** This tab's id. */
    readonly tab: string;
    readonly sent: number;
    readonly received: number;
    /** Number of dropped messages, by reason. */
    readonly dropped: Readonly<Record<string, number>>;
  }

  /**
   * Events of remotes: the `detail` of each `CustomEvent` on the document, which bubbles to the window. The part
   * before the colon is a namespace of the dispatching remote. Declare an event of your own here, as a slice in `State`.
   */
  interface Events {
    /** The shopper sees the cart page: contents of the cart. */
    'cart:open': EventDetail;
    /** The shopper sees the payment page: contents of the purchase. */
    'checkout:started': EventDetail;
    /** The server has accepted an order: ordered pieces, at the final prices. */
    'order:placed': EventDetail;
  }

  /** Amounts only, without products or persons. */
  interface EventDetail {
    /** Number of pieces of all products. */
    readonly pieces: number;
    /** Total price in cents. */
    readonly totalCents: number;
  }

  // The rest belongs to JavaScript only: none of the following are Rust types.

  /** The `detail` of `federation:status`, on the document: a changed status of a remote. */
  interface StatusChange {
    readonly remote: string;
    readonly from: RemoteInfo['status'];
    readonly to: RemoteInfo['status'];
    /** The code `FED-nnn` of a failure. */
    readonly code: string | undefined;
  }

  /** For `addEventListener`. */
  type EventMap = { [Type in keyof Events]: CustomEvent<Events[Type]> } & { 'federation:status': CustomEvent<StatusChange> };

  /** An action of this type; without a parameter, of any known type. */
  type Action<Type extends keyof Payloads = keyof Payloads> = {
    [Known in Type]: undefined extends Payloads[Known]
      ? { type: Known; payload?: undefined } & Extras
      : { type: Known; payload: Payloads[Known] } & Extras;
  }[Type];

  /**
   * Optional members of a flux standard action beside its payload. They are data as well. Reducers registered with `registerReducer`
   * and `log()` receive them; they stay in this page, and are removed from an action that carries a secret.
   */
  interface Extras {
    meta?: unknown;
    error?: unknown;
  }

  /** Probes of Redux: the state stays unchanged, listeners are called. */
  type ReduxAction = { type: `@@redux/${string}` | `@@INIT${string}` };

  /** A function that dispatches, at once or later, under the name of its store. */
  type Thunk<Result = unknown> = (dispatch: Store['dispatch'], getState: () => State) => Result;

  /**
   * A store with the interface of Redux 5. Dispatches through `store` are the page's own and need no grants; see `storeOf`.
   * `dispatch` is synchronous and returns the action, or throws an `Error` whose message explains the refusal and whose `reason` is its kind.
   * Compatible with `<Provider store={...}>` and RxJS's `from`.
   */
  interface Store {
    dispatch<A extends Action | ReduxAction>(action: A): A;
    /** Calls the thunk, and returns its result. */
    dispatch<Result>(thunk: Thunk<Result>): Result;
    getState(): State;
    subscribe(listener: () => void): () => void;
    /** Throws, because reducers belong to slices. See `registerReducer`. */
    replaceReducer(reducer: unknown): never;
    [Symbol.observable](): Observable;
  }

  interface Observable {
    subscribe(observer: { next?(state: State): void }): { unsubscribe(): void };
    [Symbol.observable](): Observable;
  }

  /** The error of a refused `dispatch`. */
  interface Rejection extends Error {
    readonly reason: 'unknown-type' | 'bad-payload' | 'refused' | 'not-granted' | 'orphaned' | 'owner-gone';
  }

  /** An entry of `remotes()`. */
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

  /** An entry of `log()`: an applied action. */
  interface LogEntry {
    readonly seq: number;
    readonly type: string;
    readonly payload?: unknown;
    readonly meta?: unknown;
    readonly error?: unknown;
    /** Sender: `host` for the page itself, `tab` for another tab, or a remote's name. */
    readonly from: string;
    readonly at: number;
  }

  /** An entry of `refusals()`: an action that was not applied. */
  interface Refusal {
    readonly type: string;
    readonly from: string;
    readonly reason: Rejection['reason'];
    readonly message: string;
    readonly at: number;
  }

  /** The error of `request`, `query` and `mutate`. */
  interface ApiError {
    /** A stable code: the server's, or `network`, `timeout`, `nonsense`, `session_ended`, `path_refused`, `body_refused`. */
    readonly code: string;
    /** A message for the shopper. */
    readonly message: string;
    readonly field: string | null;
    readonly retryAfterMs: number | null;
    /** Reasons that make an order impossible: every product that differs. */
    readonly differences: readonly OrderDifference[];
    /** HTTP status; 0 without an answer. */
    readonly status: number;
  }

  /** A product that differs from the one that the shopper saw. */
  interface OrderDifference {
    readonly productId: string;
    readonly name: string;
    readonly kind: 'gone' | 'stock' | 'price';
    readonly shownPriceCents: number | null;
    readonly priceCents: number | null;
    /** Number of pieces that can be bought. */
    readonly available: number;
  }

  /**
   * The name of a part of the API, and further JSON that identifies the query. The shop's own keys are
   * `["products", "list", "?page=2"]` (without the last part for the first page), `["products", "item", id]`, `["orders", "list"]`,
   * `["orders", "item", id]`, `["tickets"]`, `["chat"]` and `["profile"]`.
   */
  type QueryKey = readonly [name: string, ...rest: unknown[]];

  interface QueryOptions {
    /** Milliseconds until an answer is stale; 0 by default. */
    staleMs?: number;
    /** Milliseconds until an unobserved answer is removed: 5 minutes by default; the largest given value applies. */
    gcMs?: number;
    /** Whether the answer is the same for all users: it survives a logout. */
    isPublic?: boolean;
    /** An answer that the page already has: used as fresh if nothing is cached. */
    known?: unknown;
  }

  interface QueryResult<Data> {
    /** Undefined until the first answer. The same object until the server's answer changes. It is shared, so do not modify it. */
    readonly data: Data | undefined;
    /** Error of the last request. Temporary failures are retried three times. */
    readonly error: ApiError | null;
    readonly isFetching: boolean;
    /** Whether the query waits for the network, or for the page to become visible. */
    readonly isPaused: boolean;
    readonly updatedAt: number;
  }

  interface Subscription {
    unsubscribe(): void;
    refetch(): void;
  }

  interface MutateOptions<Answer> {
    headers?: Record<string, string>;
    /** Optimistic data of these queries, and their data afterwards. */
    optimistic?: readonly {
      key: QueryKey;
      // biome-ignore lint/suspicious/noExplicitAny: the data of a key is of the key's own type
      update(data: any): unknown;
      // biome-ignore lint/suspicious/noExplicitAny: as above
      commit?(data: any, answer: Answer): unknown;
    }[];
    /** Keys to invalidate after success. */
    invalidates?: readonly QueryKey[];
  }

  /** An entry of `queries()`. */
  interface QueryInfo extends QueryResult<unknown> {
    readonly key: QueryKey;
    readonly path: string;
    /** Number of observers. */
    readonly observers: number;
    /** Size in characters of JSON. */
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
     * Base path of the site: "/", or a path such as "/shop/". Prepend it to your own links and pictures: `basePath + 'cart'`;
     * and to names shared by a whole origin, such as a key of localStorage. Functions of the page take paths without
     * it: `request`, `query`, `mutate`, `handleNavigate`.
     */
    readonly basePath: string;
    /** The version of shared-store in the page's owner. */
    readonly contract: string;
    readonly storeId: string;
    /** Number of stores in the page: 1. */
    readonly stores: number;
    /** Resolves when the session is restored, or known to be absent. */
    readonly ready: Promise<void>;
    readonly store: Store;
    /**
     * The same store for a JavaScript remote, by its name in `federation.json`: its dispatches are limited to its grants, and
     * carry its name in the log. Call it once; each call returns another object.
     */
    storeOf(remote: string): Store;
    remotes(): RemoteInfo[];
    /** A remote's panic hook reports here that its instance is about to end, and the reason. */
    crashed(remote: string, what: string): void;
    /** The last 200 applied actions, newest last, with secrets redacted; fewer if they exceed a megabyte. */
    log(): LogEntry[];
    /** The last 50 refused actions, newest last. */
    refusals(): Refusal[];
    metrics(): Metrics;
    slices(): SliceInfo[];
    /** State of the bridge to other tabs; `enable` opens or closes it first. */
    bridge(enable?: boolean): BridgeStatus;
    /** Notifies subscribers once for all dispatches of `act`. */
    batch(act: () => void): void;
    /**
     * Adds a slice with a JavaScript reducer; its actions are `key/...`. Repeating the call has no effect. `tearDown` runs
     * before the slice is removed. `owner` is the remote's name in `federation.json`, which then needs the
     * grant `key/*`. Throws if the key has another owner (FED-013) or is not granted (FED-012).
     */
    registerReducer<S>(key: string, reducer: Reducer<S>, tearDown?: (() => void) | null, owner?: string): void;
    /** Removes a registered slice, if it belongs to `owner`. */
    unregisterReducer(key: string, owner?: string): void;
    /** The page's API client, for paths below /api/: adds the access token, and renews it once for all callers. Rejects with an `ApiError`. */
    request(method: string, path: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal): Promise<unknown>;
    /**
     * Observes the server data at a path below /api/. `observer` is called at once, with the cached result, and at each change.
     * All observers of a key share one request. Throws if the key belongs to another query (FED-018).
     */
    query<Data>(key: QueryKey, path: string, options: QueryOptions | undefined, observer: (result: QueryResult<Data>) => void): Subscription;
    /** Changes server data, and rolls the optimistic data back if the change is refused. Never sent twice. */
    mutate<Answer>(method: string, path: string, body?: unknown, options?: MutateOptions<Answer>): Promise<Answer>;
    /** Marks all queries with this key prefix as stale: observed ones are fetched again, in other tabs as well. */
    invalidate(prefix: QueryKey): void;
    /** Cached queries, all or those with this key prefix, the most recently used first. */
    queries(prefix?: QueryKey): QueryInfo[];
    /** Attaches a Rust remote; private to the crates. */
    attach(name: string, contract: string, fingerprint?: string): unknown;
  }

  /** Exports of a remote's module. Both `mount` and `update` throw or reject on failure. */
  interface Remote<Handle = unknown> {
    /** Mounts a component in `element`; returns the handle for `update` and `unmount`, directly or as a promise. */
    mount(element: HTMLElement, component: string, props: Props): Handle | Promise<Handle>;
    /** Passes new props; never called before `mount` has finished. */
    update(handle: Handle, props: Props): void;
    unmount(handle: Handle): void;
  }

  /**
   * Props from the host for a remote's own page, in addition to the parameters of its path. A prop is a function or plain data: a
   * struct of a Rust host is an object with camelCase names, a variant of an enum is its name, or `[name, fields]` if it has fields.
   */
  interface Props {
    handleNavigate?: (address: string) => void;
    onShowToast?: (text: string) => void;
    [name: string]: unknown;
  }
}

interface SymbolConstructor {
  /** Identifies a store for Redux and RxJS. Missing unless a script defines it; `"@@observable"` always exists. */
  readonly observable: symbol;
}

interface WindowEventMap extends Federation.EventMap {}

interface DocumentEventMap extends Federation.EventMap {}

interface Window {
  readonly __TARN__: Federation.Page;
}

declare const __TARN__: Federation.Page;
