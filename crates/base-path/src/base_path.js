/** What `page::write` in Rust has put into the page. */
export function basePath() {
  const { basePath = "/" } = document.documentElement.dataset;
  return /^\/(.*\/)?$/.test(basePath) ? basePath : "/";
}
