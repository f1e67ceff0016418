// A developer's own builds of remotes: {name: address of its manifest}, kept in localStorage until they are removed. Which
// origins are allowed is decided by the host (crates/manifest/src/overrides.rs); here is only what was asked for.

// Of this site only: another one of the origin has another base path. `scoped` in crates/federation/src/browser/load_files.js.
const KEY = (document.documentElement.dataset.basePath ?? "").replace(/^\/$/, "") + "federation.overrides";
const PARAMETER = "remote.";
const MAX_OVERRIDES = 20;
const MAX_LENGTH = 500;

export class Overrides {
  /** @type {Record<string, string>} what was asked for, in the address or earlier */
  wanted = {};
  /** @type {Record<string, string>} what is in use */
  active = {};
  /** @type {[name: string, why: string][]} */
  refused = [];

  /** Reads what is asked for. */
  take() {
    this.wanted = { ...stored(), ...takenFromAddress() };
  }

  /** The host has looked at them. What it refused is not asked for again. */
  settle(refused) {
    this.refused = refused;
    this.active = { ...this.wanted };
    for (const [name, why] of refused) {
      delete this.active[name];
      console.warn(why);
    }
    keep(this.active);
  }

  /** Takes effect when the page is loaded anew, as remotes are loaded once. */
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
    console.warn(`what is stored as "${KEY}" is no list of overrides, and is not used`);
    return {};
  }
}

function onlyOverrides(value) {
  const overrides = Object.entries(value ?? {}).filter(([, url]) => typeof url === "string" && url.length <= MAX_LENGTH);
  return Object.fromEntries(overrides.slice(0, MAX_OVERRIDES));
}

/** Takes them out of the address, so that one that is removed does not come back with the next reload. */
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
