//! A page within one memory: an owner, and replicas behind a direct port.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_store::store::{Message, Port, RuntimeReducer, Snapshot, SyncMode};
use tarn_store::*;

/// An owner's port within one memory, with a stream that can lose messages.
pub(crate) struct Direct {
    owner: Store,
    name: Rc<str>,
    lost: Rc<Cell<u32>>,
    diverged: Rc<RefCell<Vec<(String, u64)>>>,
}

impl Port for Direct {
    fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected> {
        self.owner.owner().unwrap().dispatch_encoded(&self.name, bytes.to_vec())
    }

    fn snapshot(&self, slice: &str) -> Result<Snapshot, StoreError> {
        Ok(self.owner.owner().unwrap().snapshot(&self.name, slice))
    }

    fn report_resync(&self) {
        self.lost.set(self.lost.get() + 1);
    }

    #[cfg(debug_assertions)]
    fn diverged(&self, slice: &str, seq: u64) {
        self.diverged.borrow_mut().push((slice.into(), seq));
    }

    fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
    ) -> Result<(), RegistrationError> {
        self.owner
            .owner()
            .unwrap()
            .register(slice, &self.name, initial, reducer)
    }

    fn unregister(&self, slice: &str) {
        self.owner.owner().unwrap().unregister(slice, &self.name);
    }

    fn batch(&self, act: Box<dyn FnOnce()>) {
        self.owner.batch(act);
    }
}

pub(crate) struct Remote {
    pub(crate) store: Store,
    pub(crate) deaf: Rc<Cell<bool>>,
    pub(crate) lost: Rc<Cell<u32>>,
    pub(crate) diverged: Rc<RefCell<Vec<(String, u64)>>>,
    pub(crate) received: Rc<RefCell<Vec<Message>>>,
}

pub(crate) fn attach(owner: &Store, name: &str) -> Remote {
    attach_by(owner, name, SyncMode::Actions)
}

pub(crate) fn attach_by(owner: &Store, name: &str, sync: SyncMode) -> Remote {
    let name: Rc<str> = name.into();
    let (lost, deaf) = (Rc::default(), Rc::new(Cell::new(false)));
    let diverged = Rc::default();
    let received: Rc<RefCell<Vec<Message>>> = Rc::default();
    let store = Store::replica(Box::new(Direct {
        owner: owner.clone(),
        name: Rc::clone(&name),
        lost: Rc::clone(&lost),
        diverged: Rc::clone(&diverged),
    }));
    owner.owner().unwrap().attach(&name, sync, {
        let (store, deaf, received) = (store.clone(), Rc::clone(&deaf), Rc::clone(&received));
        move |message: &Message| {
            if !deaf.get() {
                received.borrow_mut().push(message.clone());
                store.receive(message);
            }
        }
    });
    Remote {
        store,
        deaf,
        lost,
        diverged,
        received,
    }
}

pub(crate) fn seq_of(message: &Message) -> u64 {
    match message {
        Message::Action { applied, .. } => applied.seq,
        Message::Snapshot { snapshot, .. } => snapshot.seq,
    }
}
