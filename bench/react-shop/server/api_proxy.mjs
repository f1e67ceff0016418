// Passes requests on to the server of the API, over connections that are kept open.
import { Agent, request as send } from 'node:http';
import { pipeline } from 'node:stream';

const agent = new Agent({ keepAlive: true });
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding'];

/** A handler that passes requests on to the server at `origin`. */
export function proxyTo(origin) {
  const { hostname, port } = new URL(origin);
  return (request, response) => {
    const { method, url: path, headers } = request;
    const passed = send({ agent, hostname, port, method, path, headers: { ...headers, connection: 'keep-alive' } });
    passed.on('response', (answer) => {
      for (const name of HOP_BY_HOP) delete answer.headers[name];
      response.writeHead(answer.statusCode, answer.headers);
      pipeline(answer, response, () => {});
    });
    passed.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    // The browser may give up before the API has answered.
    response.on('close', () => response.writableFinished || passed.destroy());
    pipeline(request, passed, () => {});
  };
}
