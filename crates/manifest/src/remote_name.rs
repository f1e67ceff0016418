//! Reserved names of remotes.

/// Names under which the owner, the page's JavaScript, other tabs and the contract dispatch. They bypass grants, so no
/// remote may have such a name.
pub const RESERVED_NAMES: [&str; 4] = ["host", "page", "tab", "shared-store"];
