/** The base path that `page::write` in Rust wrote into the page. */
export function basePath() {
  const { basePath = "/" } = document.documentElement.dataset;
  return /^\/(.*\/)?$/.test(basePath) ? basePath : "/";
}
