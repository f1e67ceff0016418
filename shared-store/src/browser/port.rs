//! The owner's side: what a remote gets when it attaches.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Error, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::{js_error, report, set};
use crate::store::{Applied, Sync};
use crate::{CONTRACT_VERSION, Rejected, Store};

/// Which remotes have attached, and how they stay in step.
pub(super) type Attached = Rc<RefCell<Vec<(String, Sync)>>>;

/// The registry's `attach(name, contract)`: returns the port, or throws why not.
pub(super) fn attach_function(store: &Store, attached: &Attached) -> JsValue {
    let (store, attached) = (store.clone(), Rc::clone(attached));
    let stream = Rc::new(Stream::default());
    Closure::<dyn Fn(JsValue, JsValue) -> Result<JsValue, JsValue>>::new(move |name: JsValue, contract: JsValue| {
        let (Some(name), Some(contract)) = (name.as_string(), contract.as_string()) else {
            return Err(js_error(
                "attach takes a remote's name and the contract version that it was built with",
            ));
        };
        let sync = sync_for(&name, &contract).map_err(|message| js_error(&message))?;
        // A remote has one instance; one that attaches again is a restarted one, and the old one is deaf.
        if let Some(owner) = store.owner() {
            owner.detach(&name);
        }
        attached.borrow_mut().retain(|(known, _)| *known != name);
        attached.borrow_mut().push((name.clone(), sync));
        Ok(port(&store, &stream, &name, sync))
    })
    .into_js_value()
}

/// Equal contract versions have equal reducers, so the actions suffice. The other mode, snapshots for compatible versions,
/// joins here.
fn sync_for(name: &str, contract: &str) -> Result<Sync, String> {
    if contract == CONTRACT_VERSION {
        Ok(Sync::Actions)
    } else {
        Err(format!(
            "remote \"{name}\" was built with shared-store {contract}, this page has {CONTRACT_VERSION}; rebuild the remote with {CONTRACT_VERSION}"
        ))
    }
}

fn port(store: &Store, stream: &Rc<Stream>, name: &str, sync: Sync) -> JsValue {
    let object = Object::new();
    let dispatch = Closure::<dyn Fn(Uint8Array) -> Result<(), JsValue>>::new({
        let (store, name) = (store.clone(), name.to_owned());
        move |bytes: Uint8Array| match store.owner() {
            Some(owner) => owner
                .dispatch_encoded(&name, bytes.to_vec())
                .map_err(|rejected| rejection(&rejected)),
            None => Ok(()),
        }
    });
    let snapshot = Closure::<dyn Fn(String) -> Result<Array, JsValue>>::new({
        let store = store.clone();
        move |slice: String| {
            let snapshot = store.owner().map(|owner| owner.snapshot(&slice));
            match snapshot {
                Some(Ok((seq, bytes))) => Ok(Array::of2(
                    &JsValue::from_f64(seq as f64),
                    &Uint8Array::from(&bytes[..]),
                )),
                Some(Err(error)) => Err(js_error(&error.to_string())),
                None => Err(js_error("this page's store has no owner")),
            }
        }
    });
    let listen = Closure::<dyn Fn(Function)>::new({
        let (store, stream, name) = (store.clone(), Rc::clone(stream), name.to_owned());
        move |receive: Function| {
            let stream = Rc::clone(&stream);
            if let Some(owner) = store.owner() {
                owner.attach(&name, move |applied| stream.hand_over(applied, &receive));
            }
        }
    });
    let lost = Closure::<dyn Fn()>::new({
        let store = store.clone();
        move || {
            if let Some(owner) = store.owner() {
                owner.metrics().resyncs.increment();
            }
        }
    });
    set(&object, "dispatch", &dispatch.into_js_value());
    set(&object, "snapshot", &snapshot.into_js_value());
    set(&object, "listen", &listen.into_js_value());
    set(&object, "lost", &lost.into_js_value());
    set(&object, "sync", &sync.name().into());
    Object::freeze(&object).into()
}

/// Hands actions to replicas. The copy out of the owner's memory is made once per action, not once per replica.
#[derive(Default)]
struct Stream {
    last: RefCell<Option<(u64, Uint8Array)>>,
}

impl Stream {
    fn hand_over(&self, applied: &Applied, receive: &Function) {
        let known = match &*self.last.borrow() {
            Some((seq, bytes)) if *seq == applied.seq => Some(bytes.clone()),
            _ => None,
        };
        let bytes = known.unwrap_or_else(|| {
            let bytes = Uint8Array::from(&applied.bytes[..]);
            *self.last.borrow_mut() = Some((applied.seq, bytes.clone()));
            bytes
        });
        // Caught here: a remote that traps must not unwind through the owner, nor starve the others.
        if let Err(error) = receive.call2(&JsValue::UNDEFINED, &JsValue::from_f64(applied.seq as f64), &bytes) {
            report(&error);
        }
    }
}

/// The error that a dispatcher gets, in Rust or JavaScript: the reason's name travels along.
pub(super) fn rejection(rejected: &Rejected) -> JsValue {
    let error = Error::new(&rejected.message);
    let _ = Reflect::set(&error, &"reason".into(), &rejected.reason.name().into());
    error.into()
}
