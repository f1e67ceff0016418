import { clearUser, selectAccessToken, selectIsReady, setAt, setHasProblem, setIsLoggedIn, setUser } from '@myapp/store';
import { ApiError, send } from './client.js';

const ENDED = { code: 'session_ended', message: 'You are no longer logged in. Please log in again.' };
const REFRESH = '/api/auth/refresh';

/** The page's store. A server has none: it asks for public data only. */
let store;
let queries;

export const accessToken = () => store && selectAccessToken(store.getState());

/** Connects the session with the page's store and query cache, and restores it. */
export function openSession(pageStore, queryClient) {
  store = pageStore;
  queries = queryClient;
  addEventListener('online', checkSession);
  return checkSession();
}

let underWay;
/** Asks the server for the session of the browser's cookie. Concurrent callers share one request. */
const refresh = () => {
  underWay ??= send(REFRESH, { method: 'POST' }).finally(() => {
    underWay = undefined;
  });
  return underWay;
};

function take({ token, user }) {
  store.dispatch(setAt(token));
  store.dispatch(setUser(user));
  store.dispatch(setIsLoggedIn(true));
}

function end() {
  store.dispatch(clearUser());
  queries.removeQueries({ predicate: ({ meta }) => meta?.isOfUser });
}

/** Finds out whether the browser has a session, unless that is known. */
export async function checkSession() {
  if (selectIsReady(store.getState())) return;
  try {
    const session = await refresh();
    if (session) take(session);
    else store.dispatch(setIsLoggedIn(false));
  } catch {
    store.dispatch(setHasProblem(true));
  }
}

/** A new access token in place of `refused`. */
export async function renewSession(refused) {
  if (accessToken() !== refused) return accessToken();
  const session = await refresh();
  if (!session) {
    end();
    throw new ApiError(ENDED, 401);
  }
  take(session);
  return session.token;
}

export async function logIn(challengeId, code) {
  take(await send('/api/auth/verify', { method: 'POST', body: { challengeId, code } }));
}

/** The shopper is logged out on this device even if the server cannot be told. */
export async function logOut() {
  try {
    await send('/api/auth/logout', { method: 'POST' });
  } finally {
    end();
  }
}
