//! Persisted slices of the contract.

use tarn_store::persistence::Watch;
use tarn_store::{Slice, Store};

/// Restores a stored state, unless `watch` has seen newer actions. Returns whether all of the state was readable.
///
/// # Errors
/// A sentence: the state is not readable.
pub type Restore = fn(store: &Store, state: &[u8], watch: &Watch) -> Result<bool, String>;

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
/// use tarn_page::Kept;
///
/// assert_eq!(Kept::whole::<Counter>().slice, "counter");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// The key of the slice.
    pub slice: &'static str,
    /// Restores a stored state of the slice.
    pub restore: Restore,
}

impl Kept {
    /// A slice whose stored state becomes its state without further checks.
    #[must_use]
    pub const fn whole<S: Slice>() -> Self {
        // A function pointer captures no slice, so the watch names it.
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
