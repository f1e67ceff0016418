// Stands between browser and server, and imitates faulty networks, proxies and partial deployments. The tests switch faults on and off at run time.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A fault of an answer. */
export type Fault =
  | 'delay' // comes late
  | 'stall' // does not come while the fault is on
  | 'reorder' // comes after the answer to a later request
  | 'cut' // the connection is reset in the middle
  | 'truncate' // ends in the middle, as if complete
  | 'corrupt' // has one byte changed
  | '500'
  | '404'
  | 'html'; // a page, with status 200

/** A fault that is switched on. */
export interface Switched {
  /** Number of requests that met the fault. */
  met: number;
  /** Ends the fault and releases the requests that it held back. */
  off(): void;
}

/** A request or an answer that is held back. */
export interface Held {
  /** Resolves when the request or answer has arrived: for an answer, the server has done its work. */
  isThere: Promise<void>;
  /** Releases it, and holds no further one. */
  letGo(): void;
  /** Resets its connection instead. */
  cut(): void;
}

interface Rule extends Switched {
  path: RegExp;
  fault: Fault | 'hold request' | 'hold answer';
  method: string | undefined;
  ended: Promise<void>;
  arrived(): void;
  isCut: boolean;
}

const DELAY_MS = 800;
const PAGE = '<!doctype html><title>Please wait</title><p>Our proxy has a word to say.</p>';

export class FaultProxy {
  #rules: Rule[] = [];
  #server: http.Server;
  #upstream: number;
  /** The answer to each request, in order of arrival. */
  #answers: Promise<void>[] = [];
  #wakeEarlier = new Set<() => void>();

  private constructor(upstream: number) {
    this.#upstream = upstream;
    this.#server = http.createServer((request, response) => {
      const { promise, resolve } = signal();
      response.on('close', resolve);
      const place = this.#answers.push(promise);
      for (const wake of this.#wakeEarlier) wake();
      this.#serve(request, response, place).catch(() => reset(response));
    });
  }

  /** Listens on `port` and forwards to the server on `upstream`. */
  static async start(port: number, upstream: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream);
    await new Promise<void>((done, failed) => proxy.#server.once('error', failed).listen(port, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Switches a fault on for requests of this path and query. The latest matching fault applies. */
  on(fault: Fault, path: RegExp, method?: string): Switched {
    return this.#add(fault, path, method);
  }

  /** Holds back a request before the server receives it, or the server's answer. */
  hold(what: 'request' | 'answer', path: RegExp, method?: string): Held {
    const { promise, resolve } = signal();
    const rule = this.#add(`hold ${what}`, path, method, resolve);
    const cut = () => {
      rule.isCut = true;
      rule.off();
    };
    return { isThere: promise, letGo: rule.off, cut };
  }

  /** Switches all faults off. */
  clear() {
    for (const rule of [...this.#rules]) rule.off();
  }

  async stop() {
    this.clear();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #add(fault: Rule['fault'], path: RegExp, method?: string, arrived = () => {}): Rule {
    const { promise, resolve } = signal();
    const off = () => {
      this.#rules = this.#rules.filter((each) => each !== rule);
      resolve();
    };
    const rule: Rule = { fault, path, method, met: 0, off, ended: promise, arrived, isCut: false };
    this.#rules.unshift(rule);
    return rule;
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse, place: number) {
    const rule = this.#rules.find(({ path, method }) => path.test(request.url!) && (!method || method === request.method));
    if (!rule) return this.#pass(request, response);
    rule.met += 1;
    switch (rule.fault) {
      case '500':
      case '404':
        return response.writeHead(Number(rule.fault), { 'content-type': 'text/plain' }).end('a fault of the proxy');
      case 'html':
        return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
      case 'delay':
        await new Promise((done) => setTimeout(done, DELAY_MS));
        return this.#pass(request, response);
      case 'stall':
      case 'hold request':
        rule.arrived();
        await rule.ended;
        return rule.isCut ? reset(response) : this.#pass(request, response);
      case 'reorder':
        await Promise.race([rule.ended, this.#laterAnswer(place)]);
        return this.#pass(request, response);
    }
    const { status, headers, body } = await this.#whole(request);
    const half = body.subarray(0, body.length >> 1);
    switch (rule.fault) {
      case 'hold answer':
        rule.arrived();
        await rule.ended;
        if (rule.isCut) return reset(response);
        response.writeHead(status, headers).end(body);
        return;
      case 'corrupt':
        if (body.length > 0) body[0] ^= 1;
        response.writeHead(status, headers).end(body);
        return;
      case 'truncate':
        response.writeHead(status, { ...headers, 'content-length': half.length }).end(half);
        return;
      case 'cut':
        response.writeHead(status, headers).write(half);
        // Data in flight arrives before the reset.
        setTimeout(() => reset(response), 30);
    }
  }

  /** Forwards unchanged. */
  async #pass(request: http.IncomingMessage, response: http.ServerResponse) {
    const answer = await this.#ask(request, request.headers);
    response.writeHead(answer.statusCode!, answer.headers);
    answer.on('error', () => reset(response)).pipe(response);
  }

  /** The server's complete answer, uncompressed: its bytes are those of the file. */
  async #whole(request: http.IncomingMessage) {
    const { 'accept-encoding': _, 'available-dictionary': __, 'if-none-match': ___, ...headers } = request.headers;
    const answer = await this.#ask(request, headers);
    const body = Buffer.concat(await answer.toArray());
    const { 'transfer-encoding': ____, ...answered } = answer.headers;
    return { status: answer.statusCode!, headers: { ...answered, 'content-length': body.length }, body };
  }

  #ask(request: http.IncomingMessage, headers: http.IncomingHttpHeaders): Promise<http.IncomingMessage> {
    return new Promise((answered, failed) => {
      const asked = http.request({ port: this.#upstream, host: '127.0.0.1', path: request.url, method: request.method, headers, agent: false });
      asked.on('response', answered).on('error', failed);
      request.pipe(asked);
    });
  }

  /** Resolves when a later request has been answered. */
  async #laterAnswer(place: number) {
    while (this.#answers.length <= place) {
      await new Promise<void>((done) => {
        const wake = () => {
          this.#wakeEarlier.delete(wake);
          done();
        };
        this.#wakeEarlier.add(wake);
      });
    }
    await Promise.race(this.#answers.slice(place));
  }
}

function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

const reset = (response: http.ServerResponse) => response.socket?.resetAndDestroy();
