//! What survives a reload: what is written, and what is believed when it is read back.
//!
//! Each slice that is kept has one key of localStorage (`shop.cart`: see [`Stored`]) with one [`Envelope`]. This is plain Rust over bytes; the
//! page does the reading and writing.

mod envelope;
mod keeper;
mod newer;
mod stale_guard;
mod stored;

pub use envelope::{Envelope, Form, Migration};
pub use keeper::Keeper;
pub use newer::saved_at;
pub use stale_guard::StaleGuard;
pub use stored::Stored;

/// The longest stored text that is read, in bytes of UTF-8. Whatever cart a browser took is below it, so what could be written can
/// be read: the fullest cart is half of it, and one that is longer by escaped characters is more than the 5 million UTF-16 units
/// that browsers keep for a site. An ordinary cart is some kilobytes.
pub const MAX_STORED_LENGTH: u32 = 1 << 23;
