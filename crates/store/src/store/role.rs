//! The role of a store: owner or replica.

use std::rc::Rc;

use super::cell::AnyCell;
use super::owner::Owner;
use super::{RuntimeReducer, SharedAct, SharedReducer, Snapshot};
use crate::{RegistrationError, Rejected, Step, StoreError};

/// The methods of a role. A trait object instead of an enum: an app with a replica links no code of the owner.
pub(super) trait Role {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected>;
    /// The slice of this key, if it is loaded.
    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>>;
    /// Loads a slice at its first read.
    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError>;
    fn receive_action(&self, seq: u64, after: u64, bytes: &[u8], hash: Option<u32>);
    fn receive_step(&self, seq: u64, after: u64, slice: u32, step: Step, hash: Option<u32>);
    fn receive_snapshot(&self, slice: &str, snapshot: &Snapshot);
    fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
        share: fn(Rc<dyn RuntimeReducer>) -> SharedReducer,
    ) -> Result<(), RegistrationError>;
    fn unregister(&self, slice: &str);
    fn batch(&self, act: Box<dyn FnOnce()>, share: fn(Box<dyn FnOnce()>) -> SharedAct);
    fn owner(&self) -> Option<&Owner>;
}
