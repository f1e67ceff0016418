//! The interface between owner and replica: in a browser an object that crosses between wasm memories, natively a call.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use std::rc::Rc;

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use super::RuntimeReducer;
use super::Snapshot;
use crate::{RegistrationError, Rejected, StoreError};

/// A reducer on its way to the owner. The registering code creates the function, so apps without own slices do not link it.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub type SharedReducer = js_sys::Function;
/// A reducer on its way to the owner: natively the reducer itself, in a browser a JavaScript function.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub type SharedReducer = Rc<dyn RuntimeReducer>;

/// The closure of a batch on its way to the owner.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub type SharedAct = js_sys::Function;
/// The closure of a batch on its way to the owner: natively the closure itself, in a browser a JavaScript function.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub type SharedAct = Box<dyn FnOnce()>;

/// The owner, as a replica calls it.
pub trait Port {
    /// Dispatches an encoded action to the owner. After `Ok`, the action has arrived in the stream of the replica.
    ///
    /// # Errors
    /// The refusal of the owner, or [`crate::Reason::OwnerGone`].
    fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected>;

    /// The current state of a slice. Its later changes arrive in the stream.
    ///
    /// # Errors
    /// The owner cannot be reached.
    fn snapshot(&self, slice: &str) -> Result<Snapshot, StoreError>;

    /// Reports to the owner's metrics that this replica takes new snapshots.
    fn report_resync(&self);

    #[cfg(debug_assertions)]
    /// Reports in debug builds that a slice of this replica differs after the `seq`-th action.
    fn diverged(&self, slice: &str, seq: u64);

    /// Adds a slice whose reducer is in this app.
    ///
    /// # Errors
    /// The refusal of the owner.
    fn register(&self, slice: &str, initial: Vec<u8>, reducer: SharedReducer) -> Result<(), RegistrationError>;

    /// Removes a slice of this app.
    fn unregister(&self, slice: &str);

    /// Runs `act`. Subscribers are notified once, after all its dispatches.
    fn batch(&self, act: SharedAct);
}
