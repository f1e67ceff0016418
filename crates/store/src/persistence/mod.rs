//! Persisted slices: their stored forms, and the checks of stored states.
//!
//! Each persisted slice has one key of localStorage (`app.cart`: see [`Stored`]) with one envelope. This is plain Rust over bytes; the page
//! reads and writes.

mod envelope;
mod keeper;
mod newer;
mod stale_guard;
mod stored;

pub use envelope::{Form, Migration};
pub use keeper::Keeper;
pub use newer::saved_at;
pub use stale_guard::StaleGuard;
pub use stored::Stored;

/// The greatest length of a stored text that is read, in bytes of UTF-8. Browsers store about 5 million UTF-16 units per site, so every text
/// that can be written can be read.
pub const MAX_STORED_LENGTH: u32 = 1 << 23;
