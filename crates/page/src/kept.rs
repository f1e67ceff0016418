//! Slices of the contract that survive a reload.

use tarn_store::persistence::Watch;
use tarn_store::{Slice, Store};

/// Puts a stored state in place, unless `watch` has seen something since that is newer. Whether all of it was read.
///
/// # Errors
/// A sentence when the state cannot be read.
pub type Restore = fn(store: &Store, state: &[u8], watch: &Watch) -> Result<bool, String>;

/// A slice that is kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// Its key.
    pub slice: &'static str,
    /// How a stored state of it is put in place.
    pub restore: Restore,
}

impl Kept {
    /// A slice whose stored state simply becomes its state.
    #[must_use]
    pub const fn whole<S: Slice>() -> Self {
        // A function knows no slice, so the watch tells it.
        Self {
            slice: S::KEY,
            restore: replace,
        }
    }
}

fn replace(store: &Store, state: &[u8], watch: &Watch) -> Result<bool, String> {
    let Some(owner) = store.owner().filter(|_| !watch.has_seen_any()) else {
        return Ok(true);
    };
    let states = [(watch.slice().to_owned(), state.to_vec())];
    watch
        .looking_away(|| owner.replace(&states))
        .map(|()| true)
        .map_err(|error| error.to_string())
}
