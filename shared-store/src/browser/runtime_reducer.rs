//! Reducers beyond the owner's memory: those of remotes. For JavaScript's see `redux_reducer.rs`.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wire::Tagged;

use super::attach::{message_of, text};
use super::{js_error, report};
use crate::store::{ReducerError, RuntimeReducer};
use crate::{Reason, Rejected, Store};

/// A port's `register(slice, initial, reducer)`; `reducer` is an object of functions over bytes.
pub(super) fn register_function(store: &Store, name: &Rc<str>) -> JsValue {
    let (store, name) = (store.clone(), Rc::clone(name));
    Closure::<dyn Fn(String, Uint8Array, Object) -> Result<(), JsValue>>::new(
        move |slice: String, initial: Uint8Array, reducer: Object| {
            let Some(owner) = store.owner() else { return Ok(()) };
            let reducer = Rc::new(RemoteReducer { functions: reducer });
            owner
                .register(&slice, &name, initial.to_vec(), reducer)
                .map_err(|error| js_error(&error.to_string()))
        },
    )
    .into_js_value()
}

/// A port's `unregister(slice)`.
pub(super) fn unregister_function(store: &Store, name: &Rc<str>) -> JsValue {
    let (store, name) = (store.clone(), Rc::clone(name));
    Closure::<dyn Fn(String)>::new(move |slice: String| {
        if let Some(owner) = store.owner() {
            owner.unregister(&slice, &name);
        }
    })
    .into_js_value()
}

/// The functions that a remote passes: `reduce`, `accepts`, `reactsTo`, `tearDown`.
struct RemoteReducer {
    functions: Object,
}

impl RemoteReducer {
    fn call(&self, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
        let function: Function = Reflect::get(&self.functions, &name.into())?.dyn_into()?;
        function.apply(&JsValue::UNDEFINED, arguments)
    }

    fn asks(&self, name: &str, argument: &JsValue) -> bool {
        self.call(name, &Array::of1(argument))
            .is_ok_and(|answer| answer.is_truthy())
    }
}

impl RuntimeReducer for RemoteReducer {
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, seq: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        let (state, action) = (Uint8Array::from(state), Uint8Array::from(&action.to_vec()[..]));
        let arguments = Array::of3(&state, &action, &JsValue::from_f64(seq as f64));
        let next = self
            .call("reduce", &arguments)
            .map_err(|error| ReducerError::Crashed(message_of(&error)))?;
        if next.is_null() {
            return Ok(None);
        }
        match next.dyn_into::<Uint8Array>() {
            Ok(next) => Ok(Some(next.to_vec())),
            Err(refusal) => Err(ReducerError::Rejected(Rejected {
                reason: Reason::from_name(&text(&refusal, "reason").unwrap_or_default()),
                message: message_of(&refusal),
            })),
        }
    }

    fn accepts(&self, state: &[u8]) -> bool {
        self.asks("accepts", &Uint8Array::from(state))
    }

    fn reacts_to(&self, action_type: &str) -> bool {
        self.asks("reactsTo", &action_type.into())
    }

    fn tear_down(&self) {
        if let Err(error) = self.call("tearDown", &Array::new()) {
            report(&error);
        }
    }
}
