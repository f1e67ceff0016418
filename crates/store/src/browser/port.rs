//! The side of the owner: the port of an attached remote.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::redux::{remote_name, trap_function};
use super::runtime_reducer;
use super::values::{js_error, rejection, report, set};
use crate::contract::{Build, Contract, sync_between_builds};
use crate::store::{Message, Snapshot, SyncMode};
use crate::{Step, Store};

#[wasm_bindgen(module = "/src/browser/redux_store.js")]
extern "C" {
    #[wasm_bindgen(js_name = saysSo)]
    fn says_so(name: &JsValue, built_with: &JsValue) -> bool;

    fn guard(dispatch: JsValue, on_trap: JsValue) -> JsValue;
}

/// The attached remotes, and how they synchronize.
pub(super) type Attached = Rc<RefCell<Vec<(Rc<str>, SyncMode)>>>;

/// The JavaScript function `attach(name, contract, fingerprint)` of the registry: it returns the port, or throws. Remotes of earlier builds pass
/// no fingerprint.
pub(super) fn attach_function(store: &Store, attached: &Attached) -> JsValue {
    let (store, attached) = (store.clone(), Rc::clone(attached));
    Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>>::new(
        move |name: JsValue, contract: JsValue, fingerprint: JsValue| {
            let remote = remote_name(&store, &name, "attach")?;
            let Some(owner) = store.owner() else {
                return Ok(JsValue::UNDEFINED);
            };
            let sync = agree(owner.contract(), &attached, &name, &contract, &fingerprint)
                .map_err(|message| js_error(&message))?;
            // A remote has one instance: a repeated attachment is a restart, and the old instance gets no messages.
            owner.detach(&remote);
            attached.borrow_mut().retain(|(known, _)| *known != remote);
            attached.borrow_mut().push((Rc::clone(&remote), sync));
            Ok(port(&store, &remote, sync))
        },
    )
    .into_js_value()
}

/// How a remote of this build synchronizes, or why it cannot. The first attachment is reported to the console.
fn agree(
    present: &Contract,
    attached: &Attached,
    name: &JsValue,
    contract: &JsValue,
    fingerprint: &JsValue,
) -> Result<SyncMode, String> {
    let remote = name.as_string().unwrap_or_default();
    let (Some(version), fingerprint) = (contract.as_string(), fingerprint.as_string()) else {
        return Err(format!(
            "attach takes a remote's name and its contract version; \"{remote}\" gave no version"
        ));
    };
    let build = Build {
        version: &version,
        fingerprint: fingerprint.as_deref(),
    };
    let mut what = format!(
        "remote \"{remote}\" was built with {} {version}, this page has {}",
        present.name, present.version
    );
    let is_same_version = version == present.version;
    let sync = sync_between_builds(present.build(), build).filter(|_| is_same_version || says_so(name, contract));
    let Some(sync) = sync else {
        what.push_str("; rebuild the remote with that, or deploy a host that fits");
        return Err(what);
    };
    if attached.borrow().iter().any(|(known, _)| **known == *remote) {
        return Ok(sync);
    }
    if is_same_version && sync == SyncMode::Snapshots {
        let theirs = fingerprint.as_deref().unwrap_or("none");
        what.push_str(&format!(
            ", but of other sources (fingerprint {theirs}, here {}): it gets snapshots, because its reducers may differ; build both from one commit, or raise the version",
            present.fingerprint
        ));
        web_sys::console::warn_1(&what.into());
    } else {
        what.push_str(": it gets ");
        what.push_str(sync.name());
        web_sys::console::info_1(&what.into());
    }
    Ok(sync)
}

fn port(store: &Store, name: &Rc<str>, sync: SyncMode) -> JsValue {
    let object = Object::new();
    let dispatch = {
        let (store, name) = (store.clone(), Rc::clone(name));
        // With `Vec<u8>` the glue copies the bytes directly into this memory; `Uint8Array` would take four more calls.
        Closure::<dyn Fn(Vec<u8>) -> Result<(), JsValue>>::new(move |bytes: Vec<u8>| match store.owner() {
            Some(owner) => owner
                .dispatch_encoded(&name, bytes)
                .map_err(|rejected| rejection(&rejected)),
            None => Ok(()),
        })
    };
    let snapshot = {
        let (store, name) = (store.clone(), Rc::clone(name));
        Closure::<dyn Fn(String) -> Array>::new(move |slice: String| {
            let snapshot = store.owner().map(|owner| owner.snapshot(&name, &slice));
            snapshot.map(|snapshot| parts(&snapshot)).unwrap_or_default()
        })
    };
    let listen = {
        let (store, name) = (store.clone(), Rc::clone(name));
        Closure::<dyn Fn(Function, Function, JsValue)>::new(
            move |on_action: Function, on_snapshot: Function, on_step: JsValue| {
                if let Some(owner) = store.owner() {
                    // Remotes of earlier builds take no steps.
                    let on_step = on_step.dyn_into::<Function>().ok();
                    owner.attach(&name, sync, move |message| {
                        hand_over(message, &on_action, &on_snapshot, on_step.as_ref());
                    });
                }
            },
        )
    };
    let lost = {
        let store = store.clone();
        Closure::<dyn Fn()>::new(move || {
            if let Some(owner) = store.owner() {
                owner.metrics().resyncs.increment();
            }
        })
    };
    let diverged = {
        let name = Rc::clone(name);
        Closure::<dyn Fn(String, f64)>::new(move |slice: String, seq: f64| {
            let seq = seq as u64;
            web_sys::console::error_1(
                &format!("remote \"{name}\": its slice \"{slice}\" differs from the owner's after action {seq}; a reducer is not pure, or the builds differ").into(),
            );
        })
    };
    let batch = {
        let store = store.clone();
        Closure::<dyn Fn(Function)>::new(move |act: Function| {
            store.batch(move || {
                // Caught: a trap of the remote must not leave the batch open.
                if let Err(error) = act.call0(&JsValue::UNDEFINED) {
                    report(&error);
                }
            });
        })
    };
    set(
        &object,
        "dispatch",
        &guard(dispatch.into_js_value(), trap_function(store)),
    );
    set(&object, "snapshot", &snapshot.into_js_value());
    set(&object, "listen", &listen.into_js_value());
    set(&object, "lost", &lost.into_js_value());
    set(&object, "diverged", &diverged.into_js_value());
    set(&object, "batch", &batch.into_js_value());
    set(&object, "register", &runtime_reducer::register_function(store, name));
    set(
        &object,
        "unregister",
        &runtime_reducer::unregister_function(store, name),
    );
    set(&object, "sync", &sync.name().into());
    Object::freeze(&object).into()
}

#[wasm_bindgen(module = "/src/browser/deliver.js")]
extern "C" {
    // The bytes cross as a view of this memory, which the glue of the replica copies before anything runs there: one copy, and no garbage.
    fn deliver(on_action: &Function, seq: f64, bytes: &[u8], hash: Option<u32>, after: f64);

    #[wasm_bindgen(js_name = deliverStep)]
    fn deliver_step(on_step: &Function, seq: f64, after: f64, slice: u32, first: u32, second: u32, hash: f64);
}

/// Delivers a message to a replica.
fn hand_over(message: &Message, on_action: &Function, on_snapshot: &Function, on_step: Option<&Function>) {
    match message {
        Message::Action { applied, after } => {
            let (seq, after, hash) = (applied.seq as f64, *after as f64, applied.hash);
            match (applied.step, on_step) {
                (Some((slice, Step(first, second))), Some(on_step)) => {
                    deliver_step(on_step, seq, after, slice, first, second, hash.map_or(-1.0, f64::from));
                }
                _ => deliver(on_action, seq, &applied.bytes, hash, after),
            }
        }
        Message::Snapshot { slice, snapshot } => {
            let (this, name) = (&JsValue::UNDEFINED, JsValue::from_str(slice));
            let received = match &snapshot.bytes {
                Some(bytes) => on_snapshot.call3(
                    this,
                    &name,
                    &JsValue::from_f64(snapshot.seq as f64),
                    &Uint8Array::from(&bytes[..]),
                ),
                None => on_snapshot.call1(this, &name),
            };
            // Caught: a trap of one remote must not end the owner's call, nor block the other replicas.
            if let Err(error) = received {
                report(&error);
            }
        }
    }
}

/// A snapshot as `[seq, bytes or null, whether changes come as actions, place]`.
fn parts(snapshot: &Snapshot) -> Array {
    let bytes = match &snapshot.bytes {
        Some(bytes) => Uint8Array::from(&bytes[..]).into(),
        None => JsValue::NULL,
    };
    Array::of4(
        &JsValue::from_f64(snapshot.seq as f64),
        &bytes,
        &snapshot.is_streamed.into(),
        &snapshot.place.into(),
    )
}
