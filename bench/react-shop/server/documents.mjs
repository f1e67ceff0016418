// The HTML document of each page: what of it does not depend on data.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { ALL_ROUTES, routeAt } from '../packages/host/src/routes.js';
import { sendable } from './static_files.mjs';

/** The documents for a folder of built files: `{ plain, rendered }`, functions of a path. */
export async function makeDocuments(dist) {
  const host = JSON.parse(await readFile(`${dist}/host.json`, 'utf8'));
  const [heads, plain] = [new Map(), new Map()];
  for (const route of ALL_ROUTES) {
    const { pattern, title, description } = route;
    const head = `${host.meta}${links(host, await filesOf(route, dist))}\n<script>${host.script}</script>\n`;
    heads.set(pattern, `<!doctype html>\n<html lang="en" data-rendered>\n<head>\n${head}`);
    const html = `<!doctype html>\n<html lang="en">\n<head>\n${head}<title>${title}</title>
<meta name="description" content="${description}">\n</head>\n<body>\n<div id="root"></div>\n</body>\n</html>\n`;
    plain.set(pattern, sendable(html, brotliCompressSync(html), 'text/html; charset=utf-8', 'no-cache'));
  }
  const patternAt = (path) => routeAt(path).route.pattern;
  return {
    /** The document of the browser-rendered shop, as a file. */
    plain: (path) => plain.get(patternAt(path)),
    /** The parts of a document that a server renders: after the first comes the page's own head, then its HTML, then its data. */
    rendered: (path) => [
      heads.get(patternAt(path)),
      '\n</head>\n<body>\n<div id="root">',
      '</div>\n<script type="application/json" id="data">',
      '</script>\n</body>\n</html>\n',
    ],
  };
}

/** The files of a page's remote, as its manifest lists them. */
async function filesOf({ remote }, dist) {
  if (!remote) return { scripts: [], styles: [] };
  const [name, component] = remote.split('/');
  const { exposes } = JSON.parse(await readFile(`${dist}/${name}/mf-manifest.json`, 'utf8'));
  const { js, css } = exposes.find(({ path }) => path === `./${component}`).assets;
  const at = (file) => `/${name}/${file}`;
  return { scripts: ['remoteEntry.js', ...js.sync].map(at), styles: css.sync.map(at) };
}

/** Everything that the browser would discover late: the chunks behind the async boundary, and the remote of the page. */
function links(host, remote) {
  const own = (file) => `/${file}`;
  return [
    ...[...host.styles.map(own), ...remote.styles].map((href) => `<link rel="stylesheet" href="${href}">`),
    ...host.scripts.map((file) => `<script defer src="${own(file)}"></script>`),
    ...[...host.preloads.map(own), ...remote.scripts].map((href) => `<link rel="preload" as="script" href="${href}">`),
  ].join('\n');
}
