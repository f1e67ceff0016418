// The renderer for Node. The remotes are linked: Module Federation on a server would load the same modules more slowly.
import { rspack } from '@rspack/core';
import { compile, production, root } from './production.mjs';

export const buildForServer = () =>
  compile({
    ...production,
    name: 'server',
    context: `${root}packages/host`,
    entry: './src/render.server.jsx',
    target: 'node20',
    output: { path: `${root}dist-server`, filename: 'render.mjs', module: true, library: { type: 'module' }, clean: true },
    optimization: { minimize: false },
    module: {
      ...production.module,
      // The browser's build has the styles.
      rules: [...production.module.rules, { test: /\.css$/, type: 'asset/resource', generator: { emit: false } }],
    },
    plugins: [new rspack.NormalModuleReplacementPlugin(/\.\/remotes\.js$/, './remotes.server.js')],
  });
