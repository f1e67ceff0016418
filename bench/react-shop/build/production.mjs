// Production settings of all builds, and the command that runs one.
import { fileURLToPath } from 'node:url';
import { rspack } from '@rspack/core';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** The repository: the shop's styles are taken from it, not copied. */
const repository = fileURLToPath(new URL('../../..', import.meta.url));

const TARGET = 'es2022';

export const production = {
  mode: 'production',
  devtool: false,
  performance: false,
  resolve: { alias: { tarn: repository } },
  module: {
    rules: [
      {
        test: /\.jsx$/,
        type: 'javascript/auto',
        loader: 'builtin:swc-loader',
        options: {
          jsc: {
            target: TARGET,
            parser: { syntax: 'ecmascript', jsx: true },
            transform: { react: { runtime: 'automatic' } },
          },
        },
      },
    ],
  },
};

/** For browsers: styles in files of their own, with their pictures left at the server's addresses. */
export const forBrowsers = {
  ...production,
  target: ['web', TARGET],
  module: {
    ...production.module,
    rules: [...production.module.rules, { test: /\.css$/, type: 'css' }],
    parser: { css: { url: false } },
  },
};

export const compile = (configuration) =>
  new Promise((resolve, reject) => {
    const compiler = rspack(configuration);
    compiler.run((error, stats) => {
      if (error ?? stats.hasErrors()) reject(error ?? new Error(stats.toString({ all: false, errors: true })));
      else compiler.close(() => resolve(stats.toJson({ all: false, chunks: true })));
    });
  });
