//! Persisted slices of the contract.

use tarn_store::persistence::StaleGuard;
use tarn_store::{Slice, Store};

/// Restores a stored state, unless `guard` has seen newer actions. Returns whether all of the state was readable.
///
/// # Errors
/// A sentence: the state is not readable.
pub type Restore = fn(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<bool, String>;

/// A persisted slice.
///
/// ```
/// # use tarn_store::{Action, Change, Reduce, Rejected};
/// # use tarn_wire::Wire;
/// # #[derive(Clone, Default, PartialEq, Wire)]
/// # struct Counter { count: u32 }
/// # #[derive(Clone, Wire, Action)]
/// # #[slice(key = "counter", state = Counter)]
/// # enum CounterAction { Add }
/// # impl Reduce<CounterAction> for Counter {
/// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
/// # }
/// use tarn_page::PersistedSlice;
///
/// assert_eq!(PersistedSlice::whole::<Counter>().slice, "counter");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct PersistedSlice {
    /// The key of the slice.
    pub slice: &'static str,
    /// Restores a stored state of the slice.
    pub restore: Restore,
}

impl PersistedSlice {
    /// A slice whose stored state becomes its state without further checks.
    #[must_use]
    pub const fn whole<S: Slice>() -> Self {
        // A function pointer captures no slice, so the guard names it.
        Self {
            slice: S::KEY,
            restore: put,
        }
    }
}

fn put(store: &Store, state: &[u8], guard: &StaleGuard) -> Result<bool, String> {
    let Some(owner) = store.owner() else { return Ok(true) };
    let put = guard.put(owner, state.to_vec());
    put.map(|()| true).map_err(|error| error.to_string())
}
