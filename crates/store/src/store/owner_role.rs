//! A store in the role of the owner.

use std::rc::Rc;

use super::cell::AnyCell;
use super::owner::Owner;
use super::role::Role;
use super::{OWNER_NAME, RuntimeReducer, SharedAct, SharedReducer, Snapshot, find};
use crate::{RegistrationError, Rejected, Step, StoreError};

impl Role for Owner {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected> {
        Self::dispatch(self, &self.name, bytes)
    }

    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>> {
        match find(&self.cells, key) {
            Some(cell) if cell.runtime().is_none() => Some(cell),
            _ => self.view(key),
        }
    }

    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError> {
        self.admit_view(cell)
    }

    fn receive_action(&self, _seq: u64, _after: u64, _bytes: &[u8], _hash: Option<u32>) {}

    fn receive_step(&self, _seq: u64, _after: u64, _slice: u32, _step: Step, _hash: Option<u32>) {}

    fn receive_snapshot(&self, _slice: &str, _snapshot: &Snapshot) {}

    fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
        _share: fn(Rc<dyn RuntimeReducer>) -> SharedReducer,
    ) -> Result<(), RegistrationError> {
        self.register_slice(slice, &self.name, initial, reducer)
    }

    fn unregister(&self, slice: &str) {
        self.unregister_slice(slice, OWNER_NAME);
    }

    fn batch(&self, act: Box<dyn FnOnce()>, _share: fn(Box<dyn FnOnce()>) -> SharedAct) {
        Self::batch(self, act);
    }

    fn owner(&self) -> Option<&Owner> {
        Some(self)
    }
}
