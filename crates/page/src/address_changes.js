/**
 * Calls `changed` after any script has changed the page's address through the History API: a remote may have a router of its own.
 * What Back and Forward do is not told, for that is `popstate`'s.
 */
export function onAddressChange(changed) {
  if (window.navigation?.addEventListener) {
    navigation.addEventListener("currententrychange", ({ navigationType }) => navigationType !== "traverse" && changed());
    return;
  }
  // A browser without the Navigation API. A page may have frozen what stands here: the host then misses such changes.
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
