// Rules of federation.json and remote.json for the page's script, which runs before any wasm. Upper-case names are placeholders for constants of the
// Rust code, which `page_rules` fills in. tests/page_rules.rs compares each function with its counterpart in Rust.

const parts = (path) => path.split("/").filter((part) => part);
const isParameter = (part) => part[0] === "PARAMETER";

/** Parameters of a path in order, if it matches the pattern of a page; otherwise false. `match_path` in Rust. */
const matchPath = (pattern, path) => {
  const [wanted, given] = [parts(pattern), parts(path)];
  const fits = wanted.length === given.length && wanted.every((part, at) => isParameter(part) || part === given[at]);
  return fits && given.filter((_, at) => isParameter(wanted[at]));
};

/** `covers` in Rust. */
const covers = (pattern, action) =>
  pattern.endsWith("*") ? /(^|\/)\*$/.test(pattern) && action.startsWith(pattern.slice(0, -1)) : pattern === action;

/** Whether the host accepts this manifest, apart from the required versions. `Manifest::read` and `check_grants` in Rust. */
const isLoadable = ({ schema, name, entry: { js, wasm, css }, integrity, dispatches }, remote, grants) =>
  schema === THIS_SCHEMA &&
  name === remote &&
  [].concat(js, wasm ?? [], css ?? []).every((file) => !/WRONG_PART/.test(file) && integrity[file]?.startsWith("HASH")) &&
  (dispatches ?? []).every((action) => grants.some((grant) => covers(grant, action)));
