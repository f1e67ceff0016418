//! Time travel for development tools: replaced states, and simulated actions.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::redux::store_objects;
use super::redux_reducer::ReduxReducers;
use super::values::js_error;
use crate::{Store, StoreBuilder};

/// `replace({slice: state, ..})`: replaces states in all replicas. It throws an error with the name of the slice if a state is invalid; nothing is
/// changed then.
#[must_use]
pub fn replace_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn(JsValue) -> Result<(), JsValue>>::new(move |states: JsValue| {
        let mut replaced = Vec::new();
        if let Some(states) = states.dyn_ref::<Object>() {
            for entry in Object::entries(states) {
                let entry: Array = entry.unchecked_into();
                let slice = entry.get(0).as_string().unwrap_or_default();
                let state =
                    tarn_wire::js::from_js(&entry.get(1)).map_err(|error| js_error(&error.at(&slice).to_string()))?;
                replaced.push((slice, state));
            }
        }
        match store.owner() {
            Some(owner) => owner.replace(&replaced).map_err(|error| js_error(&error.to_string())),
            None => Ok(()),
        }
    })
    .into_js_value()
}

/// `scratch()`: `[store, replace]` of a separate store from `make`, with the slices of the contract. It has no listeners, so actions there have no
/// effects: it shows the states that reducers compute.
#[must_use]
pub fn scratch_function(make: fn() -> StoreBuilder) -> JsValue {
    Closure::<dyn Fn() -> JsValue>::new(move || {
        let scratch = make().build();
        let [store, _] = store_objects(&scratch, &ReduxReducers::default());
        Array::of2(&store, &replace_function(&scratch)).into()
    })
    .into_js_value()
}
