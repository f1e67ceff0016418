// The host and the remotes for browsers, each a build of its own, joined by Module Federation.
import { ModuleFederationPlugin } from '@module-federation/enhanced/rspack';
import { compile, forBrowsers, root } from './production.mjs';
import { versionOf } from './versions.mjs';

export const dist = `${root}dist`;

// Identical for the host and all remotes: this block is the singleton contract.
const treeShaking = { mode: 'runtime-infer' };
const shared = {
  react: { singleton: true, requiredVersion: versionOf('react') },
  'react-dom': { singleton: true, requiredVersion: versionOf('react-dom') },
  'react-redux': { singleton: true, requiredVersion: versionOf('react-redux'), treeShaking },
  '@reduxjs/toolkit': { singleton: true, requiredVersion: versionOf('@reduxjs/toolkit'), treeShaking },
  '@tanstack/react-query': { singleton: true, requiredVersion: versionOf('@tanstack/react-query'), treeShaking },
  '@myapp/store': { singleton: true, strictVersion: true, requiredVersion: '1.0.0' },
  '@myapp/api': { singleton: true, strictVersion: true, requiredVersion: '1.0.0' },
};

const REMOTES = {
  auth: ['OTPVerify'],
  products: ['ProductList', 'ProductDetail', 'AddToCartButton'],
  cart: ['CartPage', 'MiniCartPreview'],
  orders: ['OrderList', 'OrderDetail', 'Payment'],
  account: ['AccountPage'],
};

// One file for the host's libraries, which change rarely and are all needed at once. The remotes do not split theirs: they are fallbacks that are not
// loaded when the host shares them.
const LIBRARIES =
  /node_modules[\\/](react|react-dom|scheduler|react-redux|use-sync-external-store|@reduxjs|redux|redux-thunk|reselect|immer|react-router|@tanstack)[\\/]/;

const config = (name, publicPath, entry, cacheGroups, federation) => ({
  ...forBrowsers,
  name,
  context: `${root}packages/${name}`,
  entry,
  output: {
    path: dist + publicPath,
    publicPath,
    uniqueName: name,
    filename: '[name].[contenthash:8].js',
    cssFilename: '[name].[contenthash:8].css',
    cssChunkFilename: '[name].[contenthash:8].css',
  },
  optimization: { splitChunks: { chunks: 'async', cacheGroups } },
  plugins: [
    new ModuleFederationPlugin({
      name,
      shared,
      dts: false,
      shareStrategy: 'loaded-first',
      ...federation,
      experiments: { ...federation.experiments, optimization: { target: 'web' } },
    }),
  ],
});

// The host provides the federation runtime; a remote's entry does not contain a second copy.
const host = config(
  'host',
  '/',
  './src/index.js',
  { vendor: { test: LIBRARIES, name: 'vendor', enforce: true } },
  {
    remotes: Object.fromEntries(Object.keys(REMOTES).map((name) => [name, `${name}@/${name}/remoteEntry.js`])),
    experiments: { provideExternalRuntime: true },
  },
);
const remote = ([name, files]) =>
  config(
    name,
    `/${name}/`,
    {},
    {},
    {
      filename: 'remoteEntry.js',
      exposes: Object.fromEntries(files.map((file) => [`./${file}`, `./src/${file}.jsx`])),
      manifest: true,
      experiments: { externalRuntime: true },
    },
  );

/** Builds all of them into dist/. Returns the host's files: `{ scripts, preloads, styles }`. */
export async function buildForBrowsers() {
  const [{ chunks }] = await Promise.all([host, ...Object.entries(REMOTES).map(remote)].map(compile));
  const files = (isInitial, extension) =>
    chunks.filter(({ initial }) => initial === isInitial).flatMap((chunk) => chunk.files.filter((file) => file.endsWith(extension)));
  return { scripts: files(true, '.js'), preloads: files(false, '.js'), styles: files(true, '.css') };
}
