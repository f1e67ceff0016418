// A reverse proxy for several sites on one origin, each below a path. It keeps or strips the path. All other paths belong to another application.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface Site {
  /** Such as `/shop/`. */
  path: string;
  /** The port of its server. */
  port: number;
  /** Whether the server receives the path. */
  keepsPath: boolean;
}

/** Starts the proxy. Returns its origin, the requested paths of the sites and of the other application, and a function that stops it. */
export async function pathProxy(sites: Site[]) {
  const [asked, elsewhere]: string[][] = [[], []];
  const server = http.createServer((request, response) => {
    const site = sites.find(({ path }) => `${request.url}/`.startsWith(path) || request.url!.startsWith(path));
    if (!site) {
      elsewhere.push(request.url!);
      response.setHeader('Content-Type', 'text/html');
      return response.end('<!doctype html><title>Another application</title><link rel="icon" href="data:,">');
    }
    asked.push(request.url!);
    const path = site.keepsPath ? request.url! : request.url!.slice(site.path.length - 1) || '/';
    const forwarded = http.request({ host: '127.0.0.1', port: site.port, method: request.method, path, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.rawHeaders);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>((done) => server.listen(0, done));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    elsewhere,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
