//! What a remote may be called.

/// How an owner calls itself, JavaScript of its page, other tabs and the contract: no grants hold for them, so no remote has such
/// a name.
pub const RESERVED_NAMES: [&str; 4] = ["host", "page", "tab", "shared-store"];
