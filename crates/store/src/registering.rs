//! Code that an app passes to the owner: reducers of its own slices, and batches.
//!
//! In a browser such code crosses as a JavaScript function. A separate module keeps it out of apps that pass none.

// Natively owner and replica share a memory.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use std::convert::{identity as share_act, identity as share_reducer};
use std::rc::Rc;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use crate::browser::{share_act, share_reducer};
use crate::store::slice_reducer::SliceReducer;
use crate::{RegistrationError, Slice, Store};

impl Store {
    /// Registers a slice at run time. Its reducer runs here; the owner keeps its state and the order of its actions. The method is idempotent,
    /// so every component that needs the slice may call it at its mount. `tear_down` runs before the slice is removed.
    ///
    /// ```
    /// # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
    /// # use tarn_wire::Wire;
    /// # #[derive(Clone, Default, PartialEq, Wire)]
    /// # struct Wishes { ids: Vec<String> }
    /// # #[derive(Clone, Wire, Action)]
    /// # #[slice(key = "wishes", state = Wishes)]
    /// # enum WishesAction { Add { id: String } }
    /// # impl Reduce<WishesAction> for Wishes {
    /// #     fn reduce(&mut self, action: WishesAction, _: u64) -> Result<Change, Rejected> {
    /// #         let WishesAction::Add { id } = action;
    /// #         self.ids.push(id);
    /// #         Ok(Change::Changed)
    /// #     }
    /// # }
    /// # let store = StoreBuilder::new(Contract { name: "", version: "1.0.0", fingerprint: "" }).build();
    /// store.register_slice::<Wishes>(|| {})?;
    /// store.dispatch(WishesAction::Add { id: "p1".into() }).ok();
    /// assert_eq!(store.select(|wishes: &Wishes| wishes.ids.len()), 1);
    /// # Ok::<(), tarn_store::RegistrationError>(())
    /// ```
    ///
    /// # Errors
    /// The name is taken: the message names both owners. The remote is not granted all actions of the slice. The slice has secrets: its
    /// actions would reach the owner, its log and the other remotes unredacted.
    pub fn register_slice<S: Slice>(&self, tear_down: impl Fn() + 'static) -> Result<(), RegistrationError> {
        if S::HAS_SECRETS {
            return Err(RegistrationError::new(format!(
                "slice \"{}\" has secrets, which only a slice of the contract can keep; keep them out of the store",
                S::KEY
            )));
        }
        let initial = tarn_wire::to_vec(&S::default());
        let reducer = SliceReducer::<S>::new(Box::new(tear_down));
        self.register(S::KEY, initial, Rc::new(reducer), share_reducer)
    }

    /// Removes a slice that was registered here. Its teardown runs, then its state and all subscriptions are removed. Views show its default
    /// state. A later registration under this name is a new slice.
    pub fn unregister_slice<S: Slice>(&self) {
        self.unregister(S::KEY);
    }

    /// Runs `act`. Subscribers are notified once after all its dispatches; the state changes immediately.
    ///
    /// ```
    /// # use tarn_store::{Contract, StoreBuilder};
    /// # let store = StoreBuilder::new(Contract { name: "", version: "1.0.0", fingerprint: "" }).build();
    /// let dispatching = store.clone();
    /// store.batch(move || {
    ///     // dispatching.dispatch(..) as often as needed
    ///     let _ = dispatching;
    /// });
    /// ```
    pub fn batch(&self, act: impl FnOnce() + 'static) {
        self.run_batch(Box::new(act), share_act);
    }
}
