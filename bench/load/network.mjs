// Downloads per file, as counted by Chromium's network stack.

/** Records from now on. `files()` returns finished requests in the order of their start; times are wall-clock milliseconds. */
export async function record(cdp) {
  const files = new Map();
  let wallClock;
  const wall = (seconds) => wallClock + seconds * 1000;
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime, type }) => {
    if (!request.url.startsWith('http')) return;
    wallClock ??= (wallTime - timestamp) * 1000;
    files.set(requestId, { url: request.url, type, asked: wall(timestamp), decodedBytes: 0 });
  });
  cdp.on('Network.requestServedFromCache', ({ requestId }) => files.delete(requestId)); // a preload in use
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const file = files.get(requestId);
    if (!file) return;
    if (response.fromDiskCache) return files.delete(requestId);
    const { requestTime, sendStart, receiveHeadersEnd } = response.timing;
    file.status = response.status;
    file.encoding = response.headers['content-encoding'] ?? response.headers['Content-Encoding'] ?? null;
    file.headerBytes = response.encodedDataLength;
    file.sent = wall(requestTime) + sendStart;
    file.answered = wall(requestTime) + receiveHeadersEnd;
  });
  cdp.on('Network.dataReceived', ({ requestId, dataLength }) => {
    const file = files.get(requestId);
    if (file) file.decodedBytes += dataLength;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const file = files.get(requestId);
    if (file) Object.assign(file, { bytes: encodedDataLength, finished: wall(timestamp) });
  });
  await cdp.send('Network.enable');
  const finished = () => [...files.values()].filter(({ bytes }) => bytes !== undefined);
  return { files: () => finished().map((file) => ({ name: known(file.url), part: part(file), ...file })) };
}

const HASH = /\/[0-9a-f]{16}(?=\/)|\.[0-9a-f]{8}(?=\.)|-[0-9a-f]{16}(?=\/)/g;

/** The path without its content hash. */
const known = (url) => {
  const { pathname, search } = new URL(url);
  return (
    pathname
      .replace(HASH, '')
      .replace(/^\/(remotes|assets)(?=\/)/, '')
      .replace(/^\//, '')
      .replace(/^(?!.*\.|api\/).*$/, 'index.html') + search
  );
};

/** The part of the shop that a file belongs to. All shops have the same parts, so that they are comparable. */
function part(file) {
  const { pathname } = new URL(file.url);
  if (file.type === 'Document') return 'page';
  if (pathname.startsWith('/images/')) return 'pictures';
  if (pathname.startsWith('/api/')) return 'answers of the server';
  if (pathname === '/federation.json') return 'manifests';
  const inRemote = remote(file) !== undefined;
  if (inRemote && /\/(remote\.json|mf-manifest\.json)$/.test(pathname)) return 'manifests';
  if (pathname.endsWith('.css')) return 'styles';
  return inRemote ? 'code of the remotes' : 'code of the host';
}

/** The remote that a file belongs to. */
export const remote = ({ url }) => /^\/(?:remotes\/)?(auth|products|cart|orders|account)\//.exec(new URL(url).pathname)?.[1];

/** All files except pictures, which all shops show alike. */
export const withoutPictures = (files) => files.filter(({ part }) => part !== 'pictures');

/** Files of the apps: neither pictures nor answers of the server. */
export const filesOfApps = (files) => withoutPictures(files).filter(({ part }) => part !== 'answers of the server');

export const bytesOf = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);
