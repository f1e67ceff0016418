// The page's one HTTP client: access token, shared token renewal, timeout, retries. JavaScript, because the same code in
// asynchronous Rust added 3 KB of wasm.

/** The timeout of an exchange, including its body, in ms. */
const TIMEOUT_MS = 15_000;

// The access token is sent to the API only. Browsers resolve a path segment `..`, also in the form `%2e`, before they send
// a request; dots within a segment are harmless.
const API_PATH = /^\/api\/(?!(?:.*\/)?\.\.?(?:\/|$))(?!.*%2[eE])[^\\\t\n\r]*$/;

/** The number of retries after a 503, and the longest wait before each, in ms. */
const REPEATS = 2;
const MAX_WAIT_MS = 5_000;

/** The `Retry-After` of a response in ms, or null. */
const retryAfter = (response) => {
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  return seconds >= 0 ? seconds * 1000 : null;
};

/** True if a retry is safe. The server's own `busy` means that it did nothing; a proxy may send 503 after the server did the work. */
const isRepeatable = (method, path, headers, code) =>
  code === "busy" || method === "GET" || path === "/api/auth/refresh" || headers?.["Idempotency-Key"] !== undefined;

/** Retries requests that are answered with 503 and `Retry-After`. A random extra delay spreads the retries of many pages. */
const withRetries = (exchange) => async (method, path, body, headers, bearer, cancelled) => {
  for (let left = REPEATS; ; left--) {
    try {
      return await exchange(method, path, body, headers, bearer, cancelled);
    } catch (error) {
      const { status, code, retryAfterMs } = error;
      const isRetry = left > 0 && status === 503 && retryAfterMs != null && isRepeatable(method, path, headers, code);
      if (!isRetry) throw error;
      await new Promise((done) => setTimeout(done, Math.min(retryAfterMs, MAX_WAIT_MS) * (1 + Math.random() / 4)));
      if (cancelled?.aborted) throw error;
    }
  }
};

/** The base path of the shop, or `/`. */
const basePath = () => globalThis.document?.documentElement?.dataset.basePath ?? "/";

/** The path below the page's base path. */
const inPage = (path) => basePath() + path.slice(1);

const LOGOUT_PATH = "/api/auth/logout";
const LOGIN_PATH = "/api/auth/verify";
/** Set in localStorage while the server has not confirmed a logout. */
const LOGOUT_KEY = "shop.logout";

/** A signal that aborts after this time. `AbortSignal.timeout` exists since 2022 only. */
const timeLimit = (ms) => {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const limit = new AbortController();
  setTimeout(() => limit.abort(new DOMException("timed out", "TimeoutError")), ms);
  return limit.signal;
};

/**
 * A signal that aborts when either of two does, and a function that releases both: a browser keeps a timeout signal and its
 * listeners until the time is over.
 * Not `AbortSignal.any`, which is missing in some browsers of docs/browsers.md, because a login must cancel a refresh in
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

/** Concurrent callers share one run of `work`. */
const shared = (work) => {
  let underWay;
  return () => (underWay ??= work().finally(() => (underWay = undefined)));
};

/** The shop's part of the query cache, see `QueryCache::new` in Rust. */
const FOR_QUERIES = {
  apiPath: "/api/",
  channel: "shop.queries",
  isTemporary: ({ code, status }) => status >= 500 || code === "network" || code === "timeout",
  // Data that came with the page, or early requests of the page's script (crates/tool/src/package/preload.js).
  preloaded: (path) => {
    const page = globalThis.__PRELOAD__;
    const data = page?.takeData(path);
    if (data) return { data, isStale: page.isStale() };
    const refusal = page?.takeRefusal(path);
    if (!refusal) return undefined;
    const error = { field: null, retryAfterMs: null, differences: [], ...refusal.body?.error, status: refusal.status };
    return { error, isStale: page.isStale() };
  },
};

/**
 * @param {() => string | undefined} token the access token, of the logged-in user
 * @param {() => string | undefined} user the id of the logged-in user
 * @param {(session: unknown) => boolean} onSession receives a renewed session; returns whether it is valid
 * @param {(userId: unknown) => void} onLogin called just before the login of this user
 * @param {() => void} onSignedOut called when the token was refused and cannot be renewed
 * @param {object[]} errors the client's own `{code, message, field, retryAfterMs, differences, status}`
 * @param {object} browser the object from `capabilities.js`
 */
export function apiClient(token, user, onSession, onLogin, onSignedOut, errors, browser) {
  const [network, timeout, invalidAnswer, sessionEnded, notStrings, pathRefused, bodyRefused] = errors;
  const exchange = withRetries(async (method, path, body, headers, bearer, cancelled) => {
    const limit = timeLimit(TIMEOUT_MS);
    const [signal, letGo] = either(limit, cancelled);
    return attempt(method, path, body, headers, bearer, limit, signal).finally(letGo);
  });

  const attempt = async (method, path, body, headers, bearer, limit, signal) => {
    if (!API_PATH.test(path.split(/[?#]/)[0])) throw pathRefused;
    // Older browsers do not report the reason of an abort.
    const abortReason = (error) => (limit.aborted || error?.name === "TimeoutError" ? timeout : network);
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
    // An early request of the page's script (crates/tool/src/package/preload.js) can be used once.
    const preloaded = method === "GET" && window.__PRELOAD__?.take(path);
    const response = await (preloaded || fetch(inPage(path), init)).catch((error) => {
      throw abortReason(error);
    });
    const { status } = response;
    if (status === 204) return undefined;
    const answer = await response.json().catch((error) => {
      throw error?.name === "SyntaxError" ? { ...invalidAnswer, status, retryAfterMs: retryAfter(response) } : abortReason(error);
    });
    if (response.ok) return answer;
    const { code, message, field = null, retryAfterMs = retryAfter(response), differences = [] } = answer?.error ?? {};
    const isError =
      typeof code === "string" &&
      typeof message === "string" &&
      (field === null || typeof field === "string") &&
      (retryAfterMs === null || (Number.isSafeInteger(retryAfterMs) && retryAfterMs >= 0)) &&
      Array.isArray(differences);
    throw isError ? { code, message, field, retryAfterMs, differences, status } : { ...invalidAnswer, status, retryAfterMs: retryAfter(response) };
  };

  // An unconfirmed logout ends the session of the browser's cookie. So it is sent before any request that may start a
  // session, and no other tab may send one meanwhile: its answer would remove a newer cookie.
  // Another shop of this origin has another base path and its own sessions. `BasePath::scope` in Rust.
  const logoutKey = (basePath() === "/" ? "" : basePath()) + LOGOUT_KEY;
  const logout = browser.sharedText(logoutKey);
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
  /** The pending refresh. A login cancels it, because a late answer would replace the login's cookie. */
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

  /** A login replaces the previous session, even if the server could not be told that it ended. */
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

  /** Asks the server for the browser's session; undefined if there is none. */
  const restore = shared(async () => {
    // After a logout there is no session, even while the server is unreachable.
    if (logout.get()) await settleLogout().catch(() => {});
    if (logout.get()) return undefined;
    const session = await refresh();
    // A logout happened meanwhile, here or in another tab: the session must not return.
    return logout.get() ? undefined : session;
  });

  const renew = shared(async () => {
    const before = token();
    const session = await restore();
    // A logout or login happened meanwhile and is newer than the answer.
    if (token() !== before) return;
    if (session === undefined) {
      onSignedOut();
      throw sessionEnded;
    }
    if (!onSession(session)) throw { ...invalidAnswer, status: 200 };
  });

  const request = async (method, path, body, headers, cancelled) => {
    if (typeof method !== "string" || typeof path !== "string") throw notStrings;
    if (method === "POST" && path === LOGOUT_PATH) return logOut();
    if (method === "POST" && path === LOGIN_PATH) return logIn(method, path, body, headers, undefined, cancelled);
    const used = token();
    const sender = user();
    try {
      const answer = await exchange(method, path, body, headers, used, cancelled);
      // The server is reachable.
      carryOut();
      return answer;
    } catch (error) {
      // Under /api/auth/ a 401 refers to the typed code, not to the token.
      if (error.status !== 401 || path.startsWith("/api/auth/")) throw error;
    }
    // Another request may have renewed the token meanwhile.
    if (token() === used) await renew();
    // The browser's session may belong to another user by now; the request must not be sent for that user.
    if (sender !== undefined && user() !== sender) throw sessionEnded;
    return exchange(method, path, body, headers, token(), cancelled);
  };

  browser.onOnline(carryOut);
  browser.onSeen(carryOut);

  return { request, restore, queries: { request, ...FOR_QUERIES, unreachable: network, signedOut: sessionEnded } };
}
