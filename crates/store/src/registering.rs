//! What an app hands to the owner that is code and not bytes: reducers of its own slices, and batches.
//!
//! Apart from the store, because in a browser such code crosses as a function of JavaScript: an app that hands over none has nothing
//! of this in its wasm.

// Natively owner and replica share a memory.
#[cfg(not(target_arch = "wasm32"))]
use std::convert::{identity as share_act, identity as share_reducer};
use std::rc::Rc;

#[cfg(target_arch = "wasm32")]
use crate::browser::{share_act, share_reducer};
use crate::store::slice_reducer::SliceReducer;
use crate::{RegistrationError, Slice, Store};

impl Store {
    /// Registers a slice at run time: its reducer runs here, its state and the order of its actions are the owner's. Once more
    /// does nothing, so every component that needs the slice may call this when it mounts. `tear_down` is called before the
    /// slice is removed.
    ///
    /// # Errors
    /// When the name is taken, naming both owners; when the remote is not granted all of the slice's actions; when the slice
    /// has secrets, for its actions reach the owner, its log and the other remotes as they are.
    pub fn register_slice<S: Slice>(&self, tear_down: impl Fn() + 'static) -> Result<(), RegistrationError> {
        if S::HAS_SECRETS {
            return Err(RegistrationError::new(format!(
                "slice \"{}\" has secrets, which only a slice of the contract can keep: its team keeps them out of the store",
                S::KEY
            )));
        }
        let initial = tarn_wire::to_vec(&S::default());
        let reducer = SliceReducer::<S>::new(Box::new(tear_down));
        self.register(S::KEY, initial, Rc::new(reducer), share_reducer)
    }

    /// Removes a slice that was registered here: its teardown is called, then its state is gone from the page, and all
    /// subscriptions with it. A view that showed it shows the default; whoever reads it after it was registered again follows
    /// the new one.
    pub fn unregister_slice<S: Slice>(&self) {
        self.unregister(S::KEY);
    }

    /// Runs `act`. Subscribers hear once of all that it dispatches, afterwards; state changes at once, as always.
    pub fn batch(&self, act: impl FnOnce() + 'static) {
        self.run_batch(Box::new(act), share_act);
    }
}
