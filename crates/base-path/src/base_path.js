/** The base path that `page::write` in Rust has written into the page. */
export function basePath() {
  const { basePath = "/" } = document.documentElement.dataset;
  return /^\/(.*\/)?$/.test(basePath) ? basePath : "/";
}
