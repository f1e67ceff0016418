// The production settings, and the command that runs a build.
import { fileURLToPath } from 'node:url';
import { rspack } from '@rspack/core';

export const root = fileURLToPath(new URL('.', import.meta.url));

export const production = {
  mode: 'production',
  target: ['web', 'es2022'],
  devtool: false,
  performance: false,
  context: root,
  module: {
    rules: [
      {
        test: /\.jsx$/,
        type: 'javascript/auto',
        loader: 'builtin:swc-loader',
        options: {
          jsc: {
            target: 'es2022',
            parser: { syntax: 'ecmascript', jsx: true },
            transform: { react: { runtime: 'automatic' } },
          },
        },
      },
    ],
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
