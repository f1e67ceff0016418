//! The seam between owner and replica. In a browser it is an object that crosses between wasm memories; natively, a call.

#[cfg(not(target_arch = "wasm32"))]
use std::rc::Rc;

#[cfg(not(target_arch = "wasm32"))]
use super::RuntimeReducer;
use super::Snapshot;
use crate::{RegistrationError, Rejected, StoreError};

/// A reducer on its way to the owner: in a browser a function, natively the reducer itself. Who registers a slice
/// makes it, so that an app which registers none has no code for it.
#[cfg(target_arch = "wasm32")]
pub type SharedReducer = js_sys::Function;
/// A reducer on its way to the owner.
#[cfg(not(target_arch = "wasm32"))]
pub type SharedReducer = Rc<dyn RuntimeReducer>;

/// What a batch does, on its way to the owner; made by who begins the batch, as above.
#[cfg(target_arch = "wasm32")]
pub type SharedAct = js_sys::Function;
/// What a batch does, on its way to the owner.
#[cfg(not(target_arch = "wasm32"))]
pub type SharedAct = Box<dyn FnOnce()>;

/// A replica's way to its owner.
pub trait Port {
    /// Has the owner apply an encoded action. When it returns `Ok`, the action has come back through the stream.
    ///
    /// # Errors
    /// The owner's refusal, or [`crate::Reason::OwnerGone`].
    fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected>;

    /// The state of a slice now. From here on its changes come through the stream.
    ///
    /// # Errors
    /// When the owner cannot be asked.
    fn snapshot(&self, slice: &str) -> Result<Snapshot, StoreError>;

    /// Tells the owner that the thread was lost and new snapshots are being taken, so that it is counted.
    fn lost_the_thread(&self);

    #[cfg(debug_assertions)]
    /// Tells the owner, in debug builds, that this replica's slice differed after the `seq`-th action.
    fn diverged(&self, slice: &str, seq: u64);

    /// Adds a slice whose reducer is here.
    ///
    /// # Errors
    /// The owner's refusal.
    fn register(&self, slice: &str, initial: Vec<u8>, reducer: SharedReducer) -> Result<(), RegistrationError>;

    /// Removes a slice that was registered from here.
    fn unregister(&self, slice: &str);

    /// Runs `act`; subscribers hear of all that it dispatches at once, afterwards.
    fn batch(&self, act: SharedAct);
}
