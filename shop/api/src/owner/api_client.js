// The page's one HTTP client: access token, one renewal of it for all who need it, a time limit. It is JavaScript because as
// asynchronous Rust it was 3 KB more of wasm.

/** How long the server may take for a whole answer, the reading of its body included, in ms. */
const TIMEOUT_MS = 15_000;

// The access token is for the API only. Browsers resolve a segment `..` before they send a path, also when it is written with
// `%2e`. Dots within a segment are part of a name.
const API_PATH = /^\/api\/(?!(?:.*\/)?\.\.?(?:\/|$))(?!.*%2[eE])[^\\\t\n\r]*$/;

/** Repetitions of a request that the server could not serve in time, and the longest wait before each, in ms. */
const REPEATS = 2;
const MAX_WAIT_MS = 5_000;

/** The `Retry-After` of a response in ms, or null. */
const saidWait = (response) => {
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  return seconds >= 0 ? seconds * 1000 : null;
};

/** Whether repeating is safe. Our server's `busy` means that nothing was done; a proxy may answer 503 after the server did the work. */
const isRepeatable = (method, path, headers, code) =>
  code === "busy" || method === "GET" || path === "/api/auth/refresh" || headers?.["Idempotency-Key"] !== undefined;

/** Repeats requests that are answered with 503 and `Retry-After`. A random delay on top keeps pages from coming back all at once. */
const patiently = (exchange) => async (method, path, body, headers, bearer, cancelled) => {
  for (let left = REPEATS; ; left--) {
    try {
      return await exchange(method, path, body, headers, bearer, cancelled);
    } catch (error) {
      const { status, code, retryAfterMs } = error;
      const isAnother = left > 0 && status === 503 && retryAfterMs != null && isRepeatable(method, path, headers, code);
      if (!isAnother) throw error;
      await new Promise((done) => setTimeout(done, Math.min(retryAfterMs, MAX_WAIT_MS) * (1 + Math.random() / 4)));
      if (cancelled?.aborted) throw error;
    }
  }
};

/** `/`, or the path below which the whole shop is served. */
const basePath = () => globalThis.document?.documentElement?.dataset.basePath ?? "/";

/** The path as this page must ask for it: below the base path of the page. */
const inPage = (path) => basePath() + path.slice(1);

const LOGOUT_PATH = "/api/auth/logout";
const LOGIN_PATH = "/api/auth/verify";
/** In localStorage while there is a logout that the server has not confirmed. */
const LOGOUT_KEY = "shop.logout";

/** A signal that aborts after that time. Browsers have `AbortSignal.timeout` since 2022. */
const timeLimit = (ms) => {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const limit = new AbortController();
  setTimeout(() => limit.abort(new DOMException("timed out", "TimeoutError")), ms);
  return limit.signal;
};

/**
 * A signal that aborts as soon as one of the two does, and a function that lets go of both: a browser keeps a signal with a time limit and a
 * listener until the time is up. `AbortSignal.any` is younger than the browsers of docs/browsers.md, and a login has to cancel a refresh in
 * all of them.
 */
const either = (limit, cancelled) => {
  if (!cancelled) return [limit, () => {}];
  const joined = new AbortController();
  const abort = () => joined.abort((limit.aborted ? limit : cancelled).reason);
  const signals = [limit, cancelled];
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
  }
  return [joined.signal, () => signals.forEach((signal) => signal.removeEventListener("abort", abort))];
};

/** Does the work once at a time, however many wait for it. */
const shared = (work) => {
  let underWay;
  return () => (underWay ??= work().finally(() => (underWay = undefined)));
};

/**
 * @param {() => string | undefined} token the access token, if somebody is logged in
 * @param {() => string | undefined} user the id of the user that is logged in
 * @param {(session: unknown) => boolean} onSession takes a renewed session; says whether it is one
 * @param {(userId: unknown) => void} onLogin this user is about to log in
 * @param {() => void} onSignedOut the token was refused and cannot be renewed
 * @param {object[]} errors the client's own `{code, message, field, retryAfterMs, differences, status}`
 * @param {object} browser what `capabilities.js` gives
 */
export function apiClient(token, user, onSession, onLogin, onSignedOut, errors, browser) {
  const [network, timeout, nonsense, sessionEnded, notStrings, pathRefused, bodyRefused] = errors;
  const exchange = patiently(async (method, path, body, headers, bearer, cancelled) => {
    const limit = timeLimit(TIMEOUT_MS);
    const [signal, letGo] = either(limit, cancelled);
    return attempt(method, path, body, headers, bearer, limit, signal).finally(letGo);
  });

  const attempt = async (method, path, body, headers, bearer, limit, signal) => {
    if (!API_PATH.test(path.split(/[?#]/)[0])) throw pathRefused;
    // Older browsers know no reason of an abort.
    const brokenOff = (error) => (limit.aborted || error?.name === "TimeoutError" ? timeout : network);
    const init = { __proto__: null, method, headers: { ...headers }, signal };
    if (body !== undefined) {
      init.headers["Content-Type"] = "application/json";
      try {
        init.body = browser.toJson(body);
      } catch {
        throw bodyRefused;
      }
    }
    if (bearer !== undefined) init.headers.Authorization = `Bearer ${bearer}`;
    // What the page asked for before its app ran (crates/tool/src/package/ahead.js), once.
    const ahead = method === "GET" && window.__AHEAD__?.take(path);
    const response = await (ahead || fetch(inPage(path), init)).catch((error) => {
      throw brokenOff(error);
    });
    const { status } = response;
    if (status === 204) return undefined;
    const answer = await response.json().catch((error) => {
      throw error?.name === "SyntaxError" ? { ...nonsense, status, retryAfterMs: saidWait(response) } : brokenOff(error);
    });
    if (response.ok) return answer;
    const { code, message, field = null, retryAfterMs = saidWait(response), differences = [] } = answer?.error ?? {};
    const isError =
      typeof code === "string" &&
      typeof message === "string" &&
      (field === null || typeof field === "string") &&
      (retryAfterMs === null || (Number.isSafeInteger(retryAfterMs) && retryAfterMs >= 0)) &&
      Array.isArray(differences);
    throw isError ? { code, message, field, retryAfterMs, differences, status } : { ...nonsense, status, retryAfterMs: saidWait(response) };
  };

  // A logout that the server has not heard of. It ends the session whose cookie the browser has, so it goes before whatever
  // may give the browser a session, and no other tab sends one meanwhile: its answer would remove a cookie that is newer.
  // Another shop of the origin has another base path, and other sessions. `BasePath::scope` in Rust.
  const logoutKey = (basePath() === "/" ? "" : basePath()) + LOGOUT_KEY;
  const logout = browser.note(logoutKey);
  const alone = (work) => browser.locked(logoutKey, work);
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

  let loggingIn;
  /** The refresh under way. A login cancels it: the cookie of a late answer would take the place of the login's. */
  let refreshing;

  const refresh = async () => {
    for (;;) {
      await loggingIn?.catch(() => {});
      const { signal } = (refreshing = new AbortController());
      try {
        return await exchange("POST", "/api/auth/refresh", undefined, undefined, undefined, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  };

  /** A login takes the place of the session before it, also where the server could not be told that that one ended. */
  const logIn = (...request) =>
    alone(() => {
      const send = async () => {
        if (logout.get()) await logOutNow().catch(() => {});
        const session = await exchange(...request);
        logout.remove();
        onLogin(session?.user?.id);
        return session;
      };
      loggingIn = send().finally(() => (loggingIn = undefined));
      refreshing?.abort();
      return loggingIn;
    });

  /** Asks the server whether the browser has a session: undefined for none. */
  const restore = shared(async () => {
    // After a logout there is no session, also while the server cannot be told.
    if (logout.get()) await settleLogout().catch(() => {});
    if (logout.get()) return undefined;
    const session = await refresh();
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
    const sender = user();
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
    // The browser's session may belong to another user by now, who did not ask for this.
    if (sender !== undefined && user() !== sender) throw sessionEnded;
    return exchange(method, path, body, headers, token(), cancelled);
  };

  browser.onOnline(carryOut);
  browser.onSeen(carryOut);

  return { request, restore };
}
