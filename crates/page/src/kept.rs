//! Slices of the contract that survive a reload.

use tarn_store::Store;
use tarn_store::persistence::StaleGuard;

/// Puts a stored state in place, unless `guard` says that it is stale. Whether all of it was read.
///
/// # Errors
/// A sentence when the state cannot be read.
pub type Restore = fn(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<bool, String>;

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
    pub const fn whole(slice: &'static str) -> Self {
        // A function knows no slice, so the guard tells it.
        Self { slice, restore: put }
    }
}

fn put(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<bool, String> {
    let Some(owner) = store.owner() else { return Ok(true) };
    let put = guard.put(owner, state.to_vec());
    put.map(|()| true).map_err(|error| error.to_string())
}
