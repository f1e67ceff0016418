//! The members of `window.__TARN__` that belong to the store.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::prelude::*;

use super::port::{Attached, attach_function};
use super::redux::store_objects;
use super::redux_reducer::{ReduxReducers, put_extras, register_reducer_function, unregister_reducer_function};
use super::values::set;
use crate::Store;
use crate::store::{LogEntry, Refusal};

/// The members of the store for the registry, by name, and a function that returns how a remote synchronizes.
#[must_use]
pub fn registry_members(store: &Store) -> (Vec<(&'static str, JsValue)>, SyncOf) {
    let attached = Attached::default();
    let reducers = ReduxReducers::default();
    let (store_id, contract) = store
        .owner()
        .map(|owner| (owner.store_id().to_owned(), owner.contract().version))
        .unwrap_or_default();
    let [page_store, store_of] = store_objects(store, &reducers);
    let members = vec![
        ("contract", contract.into()),
        ("storeId", store_id.into()),
        ("stores", 1.into()),
        ("ready", ready(store).into()),
        ("store", page_store),
        ("storeOf", store_of),
        ("log", log_function(store)),
        ("metrics", metrics_function(store)),
        ("refusals", refusals_function(store)),
        ("slices", slices_function(store)),
        ("batch", batch_function(store)),
        ("registerReducer", register_reducer_function(store, &reducers)),
        ("unregisterReducer", unregister_reducer_function(store, &reducers)),
        ("attach", attach_function(store, &attached)),
    ];
    let sync_of = Rc::new(move |name: &str| {
        let attached = attached.borrow();
        attached
            .iter()
            .find(|(known, _)| **known == *name)
            .map(|(_, sync)| sync.name())
    });
    (members, sync_of)
}

/// Returns how the remote of a name synchronizes; `None` while it is not attached.
pub type SyncOf = Rc<dyn Fn(&str) -> Option<&'static str>>;

/// A promise that resolves when the session is complete; immediately for a store without sessions.
fn ready(store: &Store) -> Promise {
    let mut resolve = None;
    let promise = Promise::new(&mut |keep, _| resolve = Some(keep));
    let (Some(owner), Some(resolve)) = (store.owner(), resolve) else {
        return promise;
    };
    let keep = move || drop(resolve.call0(&JsValue::UNDEFINED));
    match owner.ready_on() {
        // A further resolution has no effect.
        Some(action_type) => owner.listen(action_type, move |_| keep()).forever(),
        None => keep(),
    }
    promise
}

fn log_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn() -> Array>::new(move || {
        let entries = store.owner().map(|owner| owner.log()).unwrap_or_default();
        entries.iter().map(log_entry).collect()
    })
    .into_js_value()
}

fn log_entry(entry: &LogEntry) -> JsValue {
    let object = Object::new();
    set(&object, "seq", &JsValue::from_f64(entry.applied.seq as f64));
    if let Ok(tagged) = tarn_wire::Tagged::parse(&entry.applied.bytes) {
        set(&object, "type", &tagged.tag.into());
        let payload = tagged.value.and_then(|value| tarn_wire::js::to_js(value).ok());
        set(&object, "payload", &payload.unwrap_or_default());
        put_extras(&object, &tagged);
    }
    set(&object, "from", &JsValue::from_str(&entry.applied.from));
    set(&object, "at", &JsValue::from_f64(entry.at));
    object.into()
}

fn refusals_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn() -> Array>::new(move || {
        let refusals = store.owner().map(|owner| owner.refusals()).unwrap_or_default();
        refusals.iter().map(refusal).collect()
    })
    .into_js_value()
}

fn refusal(refusal: &Refusal) -> JsValue {
    let object = Object::new();
    set(&object, "type", &refusal.action_type.as_str().into());
    set(&object, "from", &JsValue::from_str(&refusal.from));
    set(&object, "reason", &refusal.rejected.reason.name().into());
    set(&object, "message", &refusal.rejected.message.as_str().into());
    set(&object, "at", &JsValue::from_f64(refusal.at));
    object.into()
}

fn slices_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn() -> JsValue>::new(move || {
        let slices = store.owner().map(|owner| owner.slices()).unwrap_or_default();
        tarn_wire::js::to_js(&tarn_wire::to_vec(&slices)).unwrap_or_default()
    })
    .into_js_value()
}

/// `batch(act)`: subscribers are notified once for all dispatches of `act`.
fn batch_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn(Function) -> Result<(), JsValue>>::new(move |act: Function| {
        let thrown = Rc::new(std::cell::RefCell::new(None));
        let keep = Rc::clone(&thrown);
        store.batch(move || *keep.borrow_mut() = act.call0(&JsValue::UNDEFINED).err());
        let thrown = thrown.borrow_mut().take();
        thrown.map_or(Ok(()), Err)
    })
    .into_js_value()
}

fn metrics_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn() -> JsValue>::new(move || {
        let snapshot = store.owner().map(|owner| owner.metrics_snapshot());
        snapshot
            .and_then(|snapshot| tarn_wire::js::to_js(&tarn_wire::to_vec(&snapshot)).ok())
            .unwrap_or_default()
    })
    .into_js_value()
}
