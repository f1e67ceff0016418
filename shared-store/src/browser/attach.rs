//! The replica's side: attaching to the owner, and the port that it gets.

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::store::Port;
use crate::{CONTRACT_VERSION, Reason, Rejected, Store, StoreError};

/// Attaches this instance to the owner behind `registry`.
pub(super) fn attach(registry: &JsValue, remote: &str) -> Result<Store, StoreError> {
    let port = function(registry, "attach")
        .ok_or(StoreError::NoRegistry)?
        .call2(registry, &remote.into(), &CONTRACT_VERSION.into())
        .map_err(|error| StoreError::Refused(message_of(&error)))?;
    let (Some(dispatch), Some(snapshot), Some(listen), Some(lost)) = (
        function(&port, "dispatch"),
        function(&port, "snapshot"),
        function(&port, "listen"),
        function(&port, "lost"),
    ) else {
        return Err(StoreError::Refused(
            "the owner's port lacks a function; host and remote were built with different crates".into(),
        ));
    };
    let store = Store::replica(Box::new(JsPort {
        dispatch,
        snapshot,
        lost,
    }));
    let receive = Closure::<dyn Fn(f64, Uint8Array)>::new({
        let store = store.clone();
        move |seq: f64, bytes: Uint8Array| store.receive(seq as u64, &bytes.to_vec())
    });
    listen
        .call1(&JsValue::UNDEFINED, &receive.into_js_value())
        .map_err(|error| StoreError::Refused(message_of(&error)))?;
    Ok(store)
}

struct JsPort {
    dispatch: Function,
    snapshot: Function,
    lost: Function,
}

impl Port for JsPort {
    fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected> {
        match self.dispatch.call1(&JsValue::UNDEFINED, &Uint8Array::from(bytes)) {
            Ok(_) => Ok(()),
            Err(error) => Err(Rejected {
                reason: Reason::from_name(&text(&error, "reason").unwrap_or_default()),
                message: message_of(&error),
            }),
        }
    }

    fn snapshot(&self, slice: &str) -> Result<(u64, Vec<u8>), StoreError> {
        let answer = self
            .snapshot
            .call1(&JsValue::UNDEFINED, &slice.into())
            .map_err(|_| StoreError::NoSlice(slice.into()))?;
        let answer: Array = answer.unchecked_into();
        let seq = answer.get(0).as_f64().unwrap_or_default();
        match answer.get(1).dyn_into::<Uint8Array>() {
            Ok(bytes) => Ok((seq as u64, bytes.to_vec())),
            Err(_) => Err(StoreError::NoSlice(slice.into())),
        }
    }

    fn lost_the_thread(&self) {
        let _ = self.lost.call0(&JsValue::UNDEFINED);
    }
}

fn function(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    object
        .is_object()
        .then(|| Reflect::get(object.unchecked_ref::<Object>(), &name.into()).ok())??
        .as_string()
}

fn message_of(error: &JsValue) -> String {
    text(error, "message").unwrap_or_else(|| "something that is no Error was thrown".into())
}
