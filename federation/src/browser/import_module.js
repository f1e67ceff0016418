// `import()` is syntax: wasm cannot call it, and a page with a strict CSP cannot make a function of a string.
export const importModule = (url) => import(url);
