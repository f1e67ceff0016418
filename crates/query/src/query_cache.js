// The query cache of all remotes of the page: one request per key, kept while observed and for a while longer, and
// revalidated when stale. It has no timers, network or document of its own, so Node can test it.

const GC_MS = 5 * 60_000;
const RETRIES = 3;
/** The longest key as JSON: a list of 200 ids of up to 200 characters. */
const MAX_KEY = 50_000;
/** The longest key accepted from other tabs. A search of 100 characters takes up to 1,200 percent-encoded. */
const MAX_HEARD_KEY = 2_000;
/** Limits of unobserved answers: their number and their characters of JSON in total. */
const MAX_IDLE = 100;
const MAX_IDLE_SIZE = 2_000_000;
/** The debounce of invalidations from other tabs, in ms, and the maximum number of different keys in it. */
const HEARING_MS = 50;
const MAX_HEARD = 100;

/** True if the key starts with all elements of the prefix. */
const begins = (hash, prefix) => hash.startsWith(prefix.slice(0, -1)) && ",]".includes(hash[prefix.length - 1]);

/**
 * @param page the page's interface: `request`, `apiPath`, `isTemporary(error)`, `unreachable`, `signedOut` and optionally `preloaded(path)`
 *   of the application (see `QueryCache::new` in Rust); `toJson`, `now()`, `later(run, ms)` and `cancel` of that, `isOnline()` and
 *   `isVisible()` of `capabilities.js`; `announce(prefix)` to other tabs, and `report(error)`
 */
export function queryCache({
  request,
  apiPath,
  isTemporary,
  unreachable,
  signedOut,
  preloaded,
  toJson,
  now,
  later,
  cancel,
  isOnline,
  isVisible,
  announce,
  report,
}) {
  /** By key as JSON, least recently used first. */
  const entries = new Map();
  /** The API path segment of each name. */
  const names = new Map();
  const heard = new Set();

  /** A key as JSON, with sorted object keys. Throws if it is invalid. */
  const hashOf = (key) => {
    const isKey = Array.isArray(key) && typeof key[0] === "string" && key[0];
    const hash = isKey && toJson(key, true);
    if (!hash || hash.length > MAX_KEY) {
      throw new Error(`a query's key is an array of at most ${MAX_KEY} characters of JSON that begins with a name`);
    }
    return hash;
  };

  /** The path of the part of the API that a path belongs to; undefined outside of the API. */
  const partOf = (path) => (path.startsWith(apiPath) ? apiPath + path.slice(apiPath.length).split(/[/?#]/)[0] : undefined);

  const snapshot = ({ data, error, attempt, isPaused, updatedAt }) =>
    Object.freeze({ data, error, isFetching: attempt !== null, isPaused, updatedAt });

  const tell = (entry, observation) => {
    if (!entry.observations.has(observation)) return;
    try {
      observation.observer(snapshot(entry));
    } catch (error) {
      // The observer's remote has crashed; further calls would throw, too.
      leave(entry, observation);
      report(error);
    }
  };
  const tellAll = (entry) => [...entry.observations].forEach((observation) => tell(entry, observation));

  /** Recomputes the data: the answer with all optimistic updates. */
  const change = (entry) => {
    entry.data = entry.updates.reduce((data, { update }) => {
      try {
        return update(data);
      } catch (error) {
        report(error);
        return data;
      }
    }, entry.answer);
    tellAll(entry);
  };

  /** Stores an answer. An equal answer keeps the old object, so views do not render again. */
  const take = (entry, answer = null) => {
    const text = toJson(answer);
    if (entry.answer === undefined || text !== toJson(entry.answer)) entry.answer = answer;
    entry.size = text.length;
  };

  const stop = (entry) => {
    entry.attempt?.abort();
    cancel(entry.retry);
    entry.attempt = entry.retry = null;
  };

  /** Fetches from the server; cancels a pending request. */
  const load = (entry, failures = 0) => {
    stop(entry);
    entry.isInvalid = true;
    // The server's state is undefined during a mutation, so the fetch waits for its end.
    if (entry.updates.length) return;
    // A first attempt is always made, even if the browser claims to be offline; only retries wait.
    entry.isPaused = failures > 0 && !(isOnline() && isVisible());
    if (entry.isPaused) {
      entry.error ??= unreachable;
      tellAll(entry);
      return;
    }
    const attempt = new AbortController();
    entry.attempt = attempt;
    const settle = (apply) => (value) => {
      if (entry.attempt !== attempt) return;
      entry.attempt = null;
      apply(value);
      change(entry);
    };
    request("GET", entry.path, undefined, undefined, attempt.signal).then(
      settle((answer) => {
        take(entry, answer);
        entry.error = null;
        entry.isInvalid = false;
        entry.updatedAt = now();
      }),
      settle((error) => {
        entry.error = error;
        if (failures < RETRIES && isTemporary(error)) {
          entry.retry = later(() => load(entry, failures + 1), Math.min(1000 * 2 ** failures, 30_000));
        }
      }),
    );
    tellAll(entry);
  };

  // An answer from the future predates a change of the clock, so its age is unknown.
  const isStale = (entry, { staleMs }) => {
    const age = now() - entry.updatedAt;
    return entry.isInvalid || age < 0 || age >= staleMs;
  };
  const isWatched = (entry) => entry.observations.size > 0;
  const remove = (entry) => entries.delete(entry.hash);
  const touch = (entry) => {
    remove(entry);
    entries.set(entry.hash, entry);
  };

  const leave = (entry, observation) => {
    if (!entry.observations.delete(observation) || isWatched(entry)) return;
    stop(entry);
    entry.isPaused = false;
    if (entry.answer === undefined) {
      remove(entry);
      return;
    }
    touch(entry);
    entry.end = later(() => remove(entry), entry.gcMs);
    const idle = [...entries.values()].filter((other) => !isWatched(other));
    let size = idle.reduce((sum, other) => sum + other.size, 0);
    for (let left = idle.length, next = 0; left > MAX_IDLE || size > MAX_IDLE_SIZE; left--, next++) {
      size -= idle[next].size;
      cancel(idle[next].end);
      remove(idle[next]);
    }
  };

  /** Observes a query: `observer` is called at once and after each change. */
  const query = (key, path, options, observer) => {
    const hash = hashOf(key);
    const { staleMs = 0, gcMs = GC_MS, isPublic = false, known: said } = options ?? {};
    if (typeof path !== "string" || typeof observer !== "function") {
      throw new Error(`query takes a key, a path below ${apiPath}, options and an observer function`);
    }
    const part = partOf(path);
    const owned = names.get(key[0]) ?? part;
    const isNew = !entries.has(hash);
    const entry = entries.get(hash) ?? {
      ...{ key, hash, path, isPublic, gcMs: 0, observations: new Set(), updates: [], answer: undefined, data: undefined },
      ...{ size: 0, updatedAt: 0, isInvalid: true, isPaused: false, error: null, attempt: null, retry: null, end: null },
    };
    if (owned !== part || entry.path !== path) {
      const [is, other] = owned === part ? [hash, entry.path] : [`"${key[0]}"`, owned];
      throw new Error(`FED-018: ${is} is the query of ${other}; ${path} needs another name`);
    }
    names.set(key[0], part);
    const known = isNew && (said ? { data: said } : preloaded?.(path));
    if (known) {
      const { data, error = null, isStale: isInvalid = false } = known;
      if (data !== undefined) take(entry, data);
      Object.assign(entry, { data, error, isInvalid, updatedAt: now() });
    }
    touch(entry);
    cancel(entry.end);
    entry.gcMs = Math.max(entry.gcMs, gcMs);
    entry.isPublic &&= isPublic;
    const observation = { observer, staleMs };
    // A new observer is called once, after the decision whether to fetch.
    if (!entry.attempt && isStale(entry, observation)) load(entry);
    entry.observations.add(observation);
    tell(entry, observation);
    return {
      unsubscribe: () => leave(entry, observation),
      refetch: () => entry.observations.has(observation) && load(entry),
    };
  };

  const matching = (prefix) => [...entries.values()].filter(({ hash }) => begins(hash, prefix));

  const refresh = (prefix, mayLoad) =>
    matching(prefix).forEach((entry) => {
      entry.isInvalid = true;
      if (mayLoad && isWatched(entry)) load(entry);
    });

  /** Marks everything below a prefix as stale: observed queries are fetched again, in other tabs, too. */
  const invalidate = (prefix) => {
    const hash = hashOf(prefix);
    refresh(hash, true);
    announce(hash);
  };

  /** Receives an invalidation of another tab; false if it is malformed. A hidden tab fetches when it becomes visible. */
  const hear = (text) => {
    try {
      if (typeof text !== "string" || text.length > MAX_HEARD_KEY) return false;
      const prefix = hashOf(JSON.parse(text));
      if (heard.size === 0) {
        later(() => {
          heard.forEach((prefix) => refresh(prefix, isVisible()));
          heard.clear();
        }, HEARING_MS);
      }
      if (heard.size < MAX_HEARD) heard.add(prefix);
      return true;
    } catch {
      return false;
    }
  };

  /** The page is visible or online again: fetches stale observed queries. */
  const wake = () =>
    entries.forEach((entry) => {
      const isDue = entry.isPaused || [...entry.observations].some((observation) => isStale(entry, observation));
      if (isDue && isWatched(entry) && !entry.attempt) load(entry);
    });

  /** The page may have missed messages of other tabs: everything is stale, and observed queries are fetched. */
  const renew = () => {
    entries.forEach((entry) => (entry.isInvalid = true));
    wake();
  };

  /** Fetches a query that waited for a mutation. */
  const resume = (entry) => entry.isInvalid && isWatched(entry) && !entry.attempt && load(entry);

  /**
   * Runs a mutation. Its optimistic result is shown meanwhile (`optimistic`: per key `update(data)`, and
   * `commit(data, answer)` for its success), and rolled back if it is refused; then the queries in `invalidates` are fetched.
   */
  const mutate = async (method, path, body, { headers, optimistic = [], invalidates = [] } = {}) => {
    const prefixes = invalidates.map(hashOf);
    const changes = optimistic.flatMap(({ key, ...change }) => {
      const entry = entries.get(hashOf(key));
      return entry?.answer === undefined ? [] : [{ entry, ...change }];
    });
    for (const one of changes) {
      // A pending answer may predate the mutation and would revert it.
      stop(one.entry);
      one.entry.isInvalid = true;
      one.entry.updates.push(one);
      change(one.entry);
    }
    const settle = (finish) => {
      for (const one of changes) {
        const { updates } = one.entry;
        // The user may have logged out.
        if (!updates.includes(one)) continue;
        updates.splice(updates.indexOf(one), 1);
        try {
          finish?.(one);
        } catch (error) {
          // The server has done the work: the query is fetched instead.
          report(error);
        }
        change(one.entry);
      }
    };
    try {
      const answer = await request(method, path, body, headers);
      settle(({ entry, commit }) => commit && take(entry, commit(entry.answer, answer)));
      for (const prefix of prefixes) {
        refresh(prefix, true);
        announce(prefix);
      }
      return answer;
    } catch (error) {
      settle();
      throw error;
    } finally {
      changes.forEach(({ entry }) => resume(entry));
    }
  };

  /**
   * Drops private data after a logout or a login of another user (`isOther`). Only for another user they are fetched again: a
   * guest's request would be refused and log out again.
   */
  const forget = (isOther) =>
    [...entries.values()].forEach((entry) => {
      if (entry.isPublic) return;
      stop(entry);
      Object.assign(entry, { answer: undefined, updates: [], error: signedOut, isInvalid: true, isPaused: false, size: 0 });
      if (isOther) entry.error = null;
      if (!isWatched(entry)) {
        cancel(entry.end);
        remove(entry);
      }
      change(entry);
      if (isOther && isWatched(entry)) load(entry);
    });

  /** The cached queries below a prefix, most recently used first. */
  const queries = (prefix) =>
    (prefix ? matching(hashOf(prefix)) : [...entries.values()]).reverse().map((entry) => {
      const { key, path, observations, size } = entry;
      return { key, path, observers: observations.size, size, ...snapshot(entry) };
    });

  return { query, mutate, invalidate, queries, hear, wake, renew, forget };
}
