//! The store's part of `window.__FEDERATION__`.

use std::rc::Rc;

use js_sys::{Array, Object, Promise};
use wasm_bindgen::prelude::*;

use super::port::{Attached, attach_function};
use super::redux::store_object;
use super::set;
use crate::store::LogEntry;
use crate::{CONTRACT_VERSION, Store};

/// The members that the store adds to the registry, by name, and a function that tells how a remote stays in step.
#[must_use]
pub fn registry_members(store: &Store) -> (Vec<(&'static str, JsValue)>, SyncOf) {
    let attached = Attached::default();
    let store_id = store
        .owner()
        .map(|owner| owner.store_id().to_owned())
        .unwrap_or_default();
    let members = vec![
        ("contract", CONTRACT_VERSION.into()),
        ("storeId", store_id.into()),
        ("stores", 1.into()),
        ("ready", ready(store).into()),
        ("store", store_object(store).into()),
        ("log", log_function(store)),
        ("metrics", metrics_function(store)),
        ("attach", attach_function(store, &attached)),
    ];
    let sync_of = Rc::new(move |name: &str| {
        let attached = attached.borrow();
        attached
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, sync)| sync.name())
    });
    (members, sync_of)
}

/// Tells how the remote of that name stays in step; `None` while it is not attached.
pub type SyncOf = Rc<dyn Fn(&str) -> Option<&'static str>>;

/// A promise that is kept when `user/restored` is applied.
fn ready(store: &Store) -> Promise {
    let mut resolve = None;
    let promise = Promise::new(&mut |keep, _| resolve = Some(keep));
    if let (Some(owner), Some(resolve)) = (store.owner(), resolve) {
        let resolve = std::cell::RefCell::new(Some(resolve));
        owner.subscribe(move |applied| {
            let restored = wire::Tagged::parse(&applied.bytes).is_ok_and(|tagged| tagged.tag == "user/restored");
            if let Some(resolve) = restored.then(|| resolve.borrow_mut().take()).flatten() {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
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
    set(&object, "seq", &JsValue::from_f64(entry.seq as f64));
    if let Ok(tagged) = wire::Tagged::parse(&entry.bytes) {
        set(&object, "type", &tagged.tag.into());
        let payload = tagged.value.and_then(|value| wire::js::to_js(value).ok());
        set(&object, "payload", &payload.unwrap_or_default());
    }
    set(&object, "from", &JsValue::from_str(&entry.from));
    set(&object, "at", &JsValue::from_f64(entry.at));
    object.into()
}

fn metrics_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn() -> JsValue>::new(move || {
        let snapshot = store.owner().map(|owner| owner.metrics().snapshot());
        snapshot
            .and_then(|snapshot| wire::js::to_js(&wire::to_vec(&snapshot)).ok())
            .unwrap_or_default()
    })
    .into_js_value()
}
