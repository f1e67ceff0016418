/**
 * Calls `changed` after any script has changed the address of the page with the History API: a remote may have its own router. Back and
 * Forward are left to `popstate`.
 */
export function onAddressChange(changed) {
  if (window.navigation?.addEventListener) {
    navigation.addEventListener("currententrychange", ({ navigationType }) => navigationType !== "traverse" && changed());
    return;
  }
  // A browser without the Navigation API. A page may have frozen these functions: the host then misses such changes.
  for (const name of ["pushState", "replaceState"]) {
    try {
      const original = History.prototype[name];
      History.prototype[name] = function (...parts) {
        original.apply(this, parts);
        changed();
      };
    } catch (error) {
      console.warn(error);
    }
  }
}
