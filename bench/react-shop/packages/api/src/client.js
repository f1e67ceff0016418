import { accessToken, renewSession } from './session.js';

const TIMEOUT_MS = 15_000;
/** The retries after a 503 with `Retry-After`, and the longest wait before each. */
const RETRIES = 2;
const MAX_WAIT_MS = 5_000;

/** A refusal of the API, or an exchange that has failed. `message` is for the shopper. */
export class ApiError extends Error {
  constructor({ code, message, field = null, differences = [], retryAfterMs = null }, status = 0) {
    super(message);
    Object.assign(this, { code, field, differences, retryAfterMs, status });
  }

  /** Whether the same request may succeed later. */
  get isTemporary() {
    return this.status >= 500 || this.status === 0;
  }
}

const NETWORK = { code: 'network', message: 'The shop cannot be reached right now. Please check your connection and try again.' };
const TIMEOUT = { code: 'timeout', message: 'The shop takes too long to answer. Please try again.' };
const INVALID = { code: 'invalid_answer', message: 'The shop has sent an answer that cannot be read. Please try again.' };

/** A response to a request that the page's head has sent, if there is one. It can be used once. */
function takeEarly(path) {
  const response = globalThis.__EARLY__?.[path];
  if (response) delete globalThis.__EARLY__[path];
  return response;
}

async function exchange(path, { method = 'GET', body, headers, signal, token } = {}) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  let response;
  try {
    response = await (takeEarly(path) ??
      fetch(path, {
        method,
        headers: {
          ...headers,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ? AbortSignal.any([limit, signal]) : limit,
      }));
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(error.name === 'TimeoutError' ? TIMEOUT : NETWORK);
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({ error: INVALID }));
  if (response.ok && !answer.error) return answer;
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  throw new ApiError({ retryAfterMs: seconds >= 0 ? seconds * 1000 : null, ...(answer.error ?? INVALID) }, response.status);
}

const isRepeatable = ({ method = 'GET', headers }, { code }) => code === 'busy' || method === 'GET' || headers?.['Idempotency-Key'] !== undefined;

/** An exchange, repeated while the server is busy. A random extra delay spreads the retries of many pages. */
export async function send(path, options = {}) {
  for (let left = RETRIES; ; left--) {
    try {
      return await exchange(path, options);
    } catch (error) {
      const mayRetry = left > 0 && error.status === 503 && error.retryAfterMs !== null && isRepeatable(options, error);
      if (!mayRetry) throw error;
      await new Promise((done) => setTimeout(done, Math.min(error.retryAfterMs, MAX_WAIT_MS) * (1 + Math.random() / 4)));
    }
  }
}

/** A request in the name of the user. A refused access token is renewed once. */
export async function ask(path, options) {
  const token = accessToken();
  try {
    return await send(path, { ...options, token });
  } catch (error) {
    if (error.status !== 401 || !token) throw error;
  }
  return send(path, { ...options, token: await renewSession(token) });
}
