// Builds the host and every remote separately, then precompresses dist.
// `node build.mjs --mf-defaults` writes dist-mf-defaults without the loading optimisations, to show their effect.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { ModuleFederationPlugin } from '@module-federation/enhanced/rspack';
import { compile, production, root } from './production.mjs';

const tuned = !process.argv.includes('--mf-defaults');
const dist = `${root}${tuned ? 'dist' : 'dist-mf-defaults'}`;

// Identical for the host and all remotes: this block is the singleton contract.
const treeShaking = tuned ? { mode: 'runtime-infer' } : undefined;
const shared = {
  react: { singleton: true, requiredVersion: '19.3.1' },
  'react-dom': { singleton: true, requiredVersion: '19.3.1' },
  'react-redux': { singleton: true, requiredVersion: '9.3.1', treeShaking },
  '@reduxjs/toolkit': { singleton: true, requiredVersion: '2.14.0', treeShaking },
  '@myapp/store': { singleton: true, strictVersion: true, requiredVersion: '1.0.0' },
};

const remotes = {
  auth: ['OTPVerify'],
  products: ['ProductList', 'ProductDetail', 'AddToCartButton'],
  cart: ['CartPage', 'MiniCartPreview'],
  orders: ['OrderList', 'Payment'],
  account: ['AccountPage'],
};
const names = Object.keys(remotes);

// One file for the host's libraries, which change rarely and are all needed at once. The remotes do not split theirs: they are fallbacks that are not
// loaded when the host shares them.
const libraries =
  /node_modules[\\/](react|react-dom|scheduler|react-redux|use-sync-external-store|@reduxjs|redux|redux-thunk|reselect|immer|react-router)[\\/]/;

const config = (name, publicPath, entry, federation, experiments) => ({
  ...production,
  name,
  context: `${root}packages/${name}`,
  entry,
  output: { path: dist + publicPath, publicPath, uniqueName: name, filename: '[name].[contenthash:8].js' },
  optimization: {
    splitChunks: {
      chunks: 'async',
      cacheGroups: tuned && name === 'host' ? { vendor: { test: libraries, name: 'vendor', enforce: true } } : {},
    },
  },
  plugins: [
    new ModuleFederationPlugin({
      name,
      shared,
      dts: false,
      shareStrategy: tuned ? 'loaded-first' : 'version-first',
      experiments: tuned ? { ...experiments, optimization: { target: 'web' } } : {},
      ...federation,
    }),
  ],
});

// With MF's default share strategy, a remote requested beside the bootstrap races it and may load a second React.
const hostEntry = tuned ? './src/index.js' : 'data:text/javascript,import("./src/bootstrap.jsx")';

// The host provides the federation runtime; a remote's entry does not contain a second copy.
const host = config(
  'host',
  '/',
  hostEntry,
  { remotes: Object.fromEntries(names.map((name) => [name, `${name}@/${name}/remoteEntry.js`])) },
  { provideExternalRuntime: true },
);
const remote = (name) =>
  config(
    name,
    `/${name}/`,
    {},
    {
      filename: 'remoteEntry.js',
      exposes: Object.fromEntries(remotes[name].map((file) => [`./${file}`, `./src/${file}.jsx`])),
      manifest: true,
    },
    { externalRuntime: true },
  );

const script = (file) => `<script defer src="/${file}"></script>`;

// Files that the browser would discover late: the host's chunks behind the async boundary, and for the requested path the entry of its remote and the
// data of the product pages.
const preload = (file) => `<link rel="preload" as="script" href="/${file}">`;
const preloadRoute = `<script>
{const first=location.pathname.split("/")[1];
const remote={"":"cart",login:"auth",product:"products",checkout:"orders"}[first]??first;
const add=(link)=>document.head.append(Object.assign(document.createElement("link"),{rel:"preload"},link));
add({as:"script",href:"/"+remote+"/remoteEntry.js"});
if(remote==="products")add({as:"fetch",href:"/api/products.json",crossOrigin:"anonymous"})}
</script>`;

async function writeHtml({ chunks }) {
  const files = (initial) => chunks.filter((chunk) => chunk.initial === initial).flatMap((chunk) => chunk.files);
  const head = [...files(true).map(script), ...(tuned ? [...files(false).map(preload), preloadRoute] : [])];
  const template = await readFile(`${root}packages/host/index.html`, 'utf8');
  await writeFile(`${dist}/index.html`, template.replace('<!--scripts-->', head.join('\n')));
}

async function precompress() {
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = `${entry.parentPath}/${entry.name}`;
    if (entry.isFile()) await writeFile(`${file}.br`, brotliCompressSync(await readFile(file))); // quality 11 is the default
  }
}

await rm(dist, { recursive: true, force: true });
const [hostStats] = await Promise.all([host, ...names.map(remote)].map(compile));
await cp(`${root}packages/host/public`, dist, { recursive: true });
await writeHtml(hostStats);
await precompress();
