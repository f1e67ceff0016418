// A developer's own builds of remotes: {name: address of its manifest}, kept in localStorage until removed. The host decides which origins are
// allowed (crates/manifest/src/overrides.rs); this file only holds the requests.

// The key of this site: another site on the origin has another base path. `scoped` in crates/federation/src/browser/load_files.js.
const KEY = (document.documentElement.dataset.basePath ?? "").replace(/^\/$/, "") + "federation.overrides";
const PARAMETER = "remote.";
const MAX_OVERRIDES = 20;
const MAX_LENGTH = 500;

export class Overrides {
  /** @type {Record<string, string>} requested overrides, from the address or earlier */
  wanted = {};
  /** @type {Record<string, string>} overrides in use */
  active = {};
  /** @type {[name: string, why: string][]} */
  refused = [];

  /** Reads the requested overrides. */
  take() {
    this.wanted = { ...stored(), ...takenFromAddress() };
  }

  /** Drops the overrides that the host refused. */
  settle(refused) {
    this.refused = refused;
    this.active = { ...this.wanted };
    for (const [name, why] of refused) {
      delete this.active[name];
      console.warn(why);
    }
    keep(this.active);
  }

  /** Takes effect at the next load of the page, because remotes are loaded once. */
  set(name, url) {
    const address = new URL(location.href);
    address.searchParams.set(PARAMETER + name, url);
    location.assign(address);
  }

  remove(name) {
    const { [name]: _removed, ...others } = this.active;
    keep(others);
    location.reload();
  }
}

function stored() {
  try {
    const text = localStorage.getItem(KEY);
    return text ? onlyOverrides(JSON.parse(text)) : {};
  } catch {
    console.warn(`the stored value of "${KEY}" is not a list of overrides, and is ignored`);
    return {};
  }
}

function onlyOverrides(value) {
  const overrides = Object.entries(value ?? {}).filter(([, url]) => typeof url === "string" && url.length <= MAX_LENGTH);
  return Object.fromEntries(overrides.slice(0, MAX_OVERRIDES));
}

/** Removes them from the address, so that a removed override does not return at the next reload. */
function takenFromAddress() {
  const address = new URL(location.href);
  const found = [...address.searchParams].filter(([name]) => name.startsWith(PARAMETER)).slice(0, MAX_OVERRIDES);
  if (found.length === 0) return {};
  for (const [name] of found) address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
  return onlyOverrides(Object.fromEntries(found.map(([name, url]) => [name.slice(PARAMETER.length), url])));
}

function keep(overrides) {
  try {
    if (Object.keys(overrides).length > 0) localStorage.setItem(KEY, JSON.stringify(overrides));
    else localStorage.removeItem(KEY);
  } catch {
    console.warn("the overrides last as long as this page: the browser denies storage");
  }
}
