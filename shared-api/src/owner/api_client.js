// The page's one HTTP client: access token, one renewal of it for all who need it, a time limit. It is JavaScript because as
// asynchronous Rust it was 3 KB more of wasm.

/** How long the server may take for a whole answer, the reading of its body included, in ms. */
const TIMEOUT_MS = 15_000;

// The access token is for the API only. Browsers resolve `..` before they send a path, also when it is written with `%2e`.
const API_PATH = /^\/api\/(?!.*(?:\.\.|%2[eE]))[^\\\t\n\r]*$/;

const LOGOUT_PATH = "/api/auth/logout";
const LOGIN_PATH = "/api/auth/verify";
/** In localStorage while there is a logout that the server has not confirmed. */
const LOGOUT_KEY = "shop.logout";

/** Does the work once at a time, however many wait for it. */
const shared = (work) => {
  let underWay;
  return () => (underWay ??= work().finally(() => (underWay = undefined)));
};

/**
 * @param {() => string | undefined} token the access token, if somebody is logged in
 * @param {(session: unknown) => boolean} onSession takes a renewed session; says whether it is one
 * @param {(userId: unknown) => void} onLogin this user is about to log in
 * @param {() => void} onSignedOut the token was refused and cannot be renewed
 * @param {object[]} errors the client's own `{code, message, field, retryAfterMs, differences, status}`
 * @param {object} browser what `capabilities.js` gives
 */
export function apiClient(token, onSession, onLogin, onSignedOut, errors, browser) {
  const [network, timeout, nonsense, sessionEnded, notStrings, pathRefused, bodyRefused] = errors;
  const brokenOff = (error) => (error?.name === "TimeoutError" ? timeout : network);

  const exchange = async (method, path, body, headers, bearer, cancelled) => {
    if (!API_PATH.test(path.split(/[?#]/)[0])) throw pathRefused;
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    // Older browsers cannot join signals: there, whoever cancels does not hear the answer.
    const init = { method, headers: { ...headers }, signal: (cancelled && AbortSignal.any?.([limit, cancelled])) || limit };
    if (body !== undefined) {
      init.headers["Content-Type"] = "application/json";
      try {
        init.body = JSON.stringify(body);
      } catch {
        throw bodyRefused;
      }
    }
    if (bearer !== undefined) init.headers.Authorization = `Bearer ${bearer}`;
    // What the page asked for before its app ran (xtask/src/package/ahead.js), once.
    const ahead = method === "GET" && window.__AHEAD__?.take(path);
    const response = await (ahead || fetch(path, init)).catch((error) => {
      throw brokenOff(error);
    });
    const { status } = response;
    if (status === 204) return undefined;
    const answer = await response.json().catch((error) => {
      throw error?.name === "SyntaxError" ? { ...nonsense, status } : brokenOff(error);
    });
    if (response.ok) return answer;
    const { code, message, field = null, retryAfterMs = null, differences = [] } = answer?.error ?? {};
    const isError =
      typeof code === "string" &&
      typeof message === "string" &&
      (field === null || typeof field === "string") &&
      (retryAfterMs === null || (Number.isSafeInteger(retryAfterMs) && retryAfterMs >= 0)) &&
      Array.isArray(differences);
    throw isError ? { code, message, field, retryAfterMs, differences, status } : { ...nonsense, status };
  };

  // A logout that the server has not heard of. It ends the session whose cookie the browser has, so it goes before whatever
  // may give the browser a session, and no other tab sends one meanwhile: its answer would remove a cookie that is newer.
  const logout = browser.note(LOGOUT_KEY);
  const alone = (work) => browser.locked(LOGOUT_KEY, work);
  const logOutNow = async () => {
    await exchange("POST", LOGOUT_PATH);
    logout.remove();
  };
  const carryOut = () => logout.get() && settleLogout().catch(() => {});
  const settleLogout = shared(() => alone(async () => logout.get() && logOutNow()));

  const logOut = () => {
    logout.set("pending");
    return alone(logOutNow);
  };

  /** A login takes the place of the session before it, also where the server could not be told that that one ended. */
  const logIn = (...request) =>
    alone(async () => {
      if (logout.get()) await logOutNow().catch(() => {});
      const session = await exchange(...request);
      logout.remove();
      onLogin(session?.user?.id);
      return session;
    });

  /** Asks the server whether the browser has a session: undefined for none. */
  const restore = shared(async () => {
    // Whoever has logged out is a guest, also while the server cannot be told.
    if (logout.get()) await settleLogout().catch(() => {});
    if (logout.get()) return undefined;
    const session = await exchange("POST", "/api/auth/refresh");
    // They logged out meanwhile, here or in another tab: the session is not to come back.
    return logout.get() ? undefined : session;
  });

  const renew = shared(async () => {
    const before = token();
    const session = await restore();
    // They logged out or in while the server was asked: that is newer than its answer.
    if (token() !== before) return;
    if (session === undefined) {
      onSignedOut();
      throw sessionEnded;
    }
    if (!onSession(session)) throw { ...nonsense, status: 200 };
  });

  const request = async (method, path, body, headers, cancelled) => {
    if (typeof method !== "string" || typeof path !== "string") throw notStrings;
    if (method === "POST" && path === LOGOUT_PATH) return logOut();
    if (method === "POST" && path === LOGIN_PATH) return logIn(method, path, body, headers, undefined, cancelled);
    const used = token();
    try {
      const answer = await exchange(method, path, body, headers, used, cancelled);
      // The server can be reached.
      carryOut();
      return answer;
    } catch (error) {
      // Under /api/auth/ a 401 speaks of the code that was typed, not of the token.
      if (error.status !== 401 || path.startsWith("/api/auth/")) throw error;
    }
    // The token may have been renewed while this request was under way.
    if (token() === used) await renew();
    return exchange(method, path, body, headers, token(), cancelled);
  };

  browser.onOnline(carryOut);
  browser.onSeen(carryOut);

  return { request, restore };
}
