// What the server answered, for all remotes of the page: one request per key, kept while somebody looks and a while longer,
// asked again when it may have changed. It has no timers, no network and no document of its own, so that Node tests it.

const GC_MS = 5 * 60_000;
const RETRIES = 3;
/** The longest key, as JSON: 200 products of a wishlist, by ids of up to 200 characters. */
const MAX_KEY = 50_000;
/** The longest key that other tabs may name. A search of 100 characters has up to 1,200 once they are percent-encoded. */
const MAX_HEARD_KEY = 2_000;
/** What is kept while nobody looks: so many answers, of so many characters of JSON together. */
const MAX_IDLE = 100;
const MAX_IDLE_SIZE = 2_000_000;
/** For what other tabs say to arrive, in ms, and how many different keys of it are taken. */
const HEARING_MS = 50;
const MAX_HEARD = 100;

/** Whether the key begins with all that the prefix has. */
const begins = (hash, prefix) => hash.startsWith(prefix.slice(0, -1)) && ",]".includes(hash[prefix.length - 1]);

/** Whether trying again may help. */
const isTemporary = ({ code, status }) => status >= 500 || code === "network" || code === "timeout";

/**
 * @param page what the browser gives: `request` of the API client, `toJson` (crates/capabilities/src/to_json.js), `ahead(path)` for what the page has asked for itself, `now()`,
 *   `later(run, ms)` and `cancel` of that, `isOnline()`, `isVisible()`, `announce(prefix)` to other tabs, `report(error)`; and two
 *   errors: `unreachable` while there is no network, `signedOut` for what a user no longer sees
 */
export function queryCache({ request, toJson, ahead, now, later, cancel, isOnline, isVisible, announce, report, unreachable, signedOut }) {
  /** By key as JSON, the one used last at the end. */
  const entries = new Map();
  /** The part of the API that each name stands for. */
  const names = new Map();
  const heard = new Set();

  /** A key as JSON with sorted keys of objects. Throws if it is none. */
  const hashOf = (key) => {
    const isKey = Array.isArray(key) && typeof key[0] === "string" && key[0];
    const hash = isKey && toJson(key, true);
    if (!hash || hash.length > MAX_KEY) {
      throw new Error(`a query's key is an array of at most ${MAX_KEY} characters of JSON that begins with a name`);
    }
    return hash;
  };

  const snapshot = ({ data, error, attempt, isPaused, updatedAt }) =>
    Object.freeze({ data, error, isFetching: attempt !== null, isPaused, updatedAt });

  const tell = (entry, observation) => {
    if (!entry.observations.has(observation)) return;
    try {
      observation.observer(snapshot(entry));
    } catch (error) {
      // Its remote has crashed, or will not hear the next one either.
      leave(entry, observation);
      report(error);
    }
  };
  const tellAll = (entry) => [...entry.observations].forEach((observation) => tell(entry, observation));

  /** What is shown: what the server said, with what is being changed. */
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

  /** Takes an answer. One that says the same is the same object: nobody draws anything anew. */
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

  /** Asks the server. What is under way ends. */
  const load = (entry, failures = 0) => {
    stop(entry);
    entry.isInvalid = true;
    // What the server says now may have the change or not: it is asked when that is known.
    if (entry.updates.length) return;
    // A request of a view is tried, whatever the browser says of the network; only a repetition waits.
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

  // An answer from the future is one from before the clock was set back: nobody knows how old it is.
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

  /** Follows what the server says: `observer` is called at once, and whenever something about it changes. */
  const query = (key, path, options, observer) => {
    const hash = hashOf(key);
    const { staleMs = 0, gcMs = GC_MS, isPublic = false, known: said } = options ?? {};
    if (typeof path !== "string" || typeof observer !== "function") {
      throw new Error("query takes a key, a path below /api/, options and a function that observes");
    }
    const [, part] = path.split(/(^\/api\/[^/?#]*)/);
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
    const known = isNew && (said ?? ahead(path));
    if (known) {
      take(entry, known);
      Object.assign(entry, { data: known, isInvalid: false, updatedAt: now() });
    }
    touch(entry);
    cancel(entry.end);
    entry.gcMs = Math.max(entry.gcMs, gcMs);
    entry.isPublic &&= isPublic;
    const observation = { observer, staleMs };
    // Who is new hears of it once, when it is known whether the server is asked.
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

  /** What begins with this may have changed: whoever shows it asks again, in the other tabs, too. */
  const invalidate = (prefix) => {
    const hash = hashOf(prefix);
    refresh(hash, true);
    announce(hash);
  };

  /** Another tab says so; whether that was understood. A tab that nobody sees asks when it is seen. */
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

  /** The page is seen again, or has its network back: what may be old is asked for. */
  const wake = () =>
    entries.forEach((entry) => {
      const isDue = entry.isPaused || [...entry.observations].some((observation) => isStale(entry, observation));
      if (isDue && isWatched(entry) && !entry.attempt) load(entry);
    });

  /** The page has missed what other tabs said: nothing counts as new, and what is shown is asked for. */
  const renew = () => {
    entries.forEach((entry) => (entry.isInvalid = true));
    wake();
  };

  /** Asks after something that was held up: a change that is settled now. */
  const resume = (entry) => entry.isInvalid && isWatched(entry) && !entry.attempt && load(entry);

  /**
   * Changes something on the server. What it will look like is shown meanwhile (`optimistic`: per key `update(data)`, and
   * `commit(data, answer)` for when it is done), and taken back if it is refused; then what it `invalidates` is asked for.
   */
  const mutate = async (method, path, body, { headers, optimistic = [], invalidates = [] } = {}) => {
    const prefixes = invalidates.map(hashOf);
    const changes = optimistic.flatMap(({ key, ...change }) => {
      const entry = entries.get(hashOf(key));
      return entry?.answer === undefined ? [] : [{ entry, ...change }];
    });
    for (const one of changes) {
      // An answer from before would take the change back.
      stop(one.entry);
      one.entry.isInvalid = true;
      one.entry.updates.push(one);
      change(one.entry);
    }
    const settle = (finish) => {
      for (const one of changes) {
        const { updates } = one.entry;
        // Whoever it belonged to may have logged out.
        if (!updates.includes(one)) continue;
        updates.splice(updates.indexOf(one), 1);
        finish?.(one);
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
   * Somebody logged out, or another one in (`isOther`): what was theirs is gone. Only for another one it is asked for anew: a
   * guest would be refused, which is a logout again.
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

  /** What is known under a prefix, the one used last first. */
  const queries = (prefix) =>
    (prefix ? matching(hashOf(prefix)) : [...entries.values()]).reverse().map((entry) => {
      const { key, path, observations, size } = entry;
      return { key, path, observers: observations.size, size, ...snapshot(entry) };
    });

  return { query, mutate, invalidate, queries, hear, wake, renew, forget };
}
