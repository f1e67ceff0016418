//! Reducers of remotes, outside of the owner's memory. For reducers in JavaScript see `redux_reducer.rs`.

use std::rc::Rc;

use js_sys::{Function, Reflect, Uint8Array};
use tarn_wire::Tagged;
use wasm_bindgen::prelude::*;

use super::values::{js_error, message_of, report, text};
use crate::store::{ReducerError, RuntimeReducer};
use crate::{Reason, Rejected, Store};

/// The function `register(slice, initial, reducer)` of a port. `reducer` works on bytes: see [`RemoteReducer`].
pub(super) fn register_function(store: &Store, name: &Rc<str>) -> JsValue {
    let (store, name) = (store.clone(), Rc::clone(name));
    Closure::<dyn Fn(String, Uint8Array, Function) -> Result<(), JsValue>>::new(
        move |slice: String, initial: Uint8Array, answer: Function| {
            let Some(owner) = store.owner() else { return Ok(()) };
            let reducer = Rc::new(RemoteReducer { answer });
            owner
                .register(&slice, &name, initial.to_vec(), reducer)
                .map_err(|error| {
                    let error = js_error(&error.message);
                    report(&error);
                    error
                })
        },
    )
    .into_js_value()
}

/// The function `unregister(slice)` of a port.
pub(super) fn unregister_function(store: &Store, name: &Rc<str>) -> JsValue {
    let (store, name) = (store.clone(), Rc::clone(name));
    Closure::<dyn Fn(String)>::new(move |slice: String| {
        if let Some(owner) = store.owner() {
            owner.unregister(&slice, &name);
        }
    })
    .into_js_value()
}

/// The reducer function of a remote.
struct RemoteReducer {
    answer: Function,
}

const REDUCE: u32 = 0;
const ACCEPTS: u32 = 1;
const REACTS_TO: u32 = 2;
const TEAR_DOWN: u32 = 3;

/// The property of that function with the names of the actions that cross tabs.
pub(super) const CROSSES_TABS: &str = "crossesTabs";

impl RemoteReducer {
    fn asks(&self, question: u32, about: &JsValue) -> bool {
        let answer = self.answer.call2(&JsValue::UNDEFINED, &question.into(), about);
        answer.is_ok_and(|answer| answer.is_truthy())
    }
}

impl RuntimeReducer for RemoteReducer {
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, seq: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        // Reducers in Rust do not use the extras, and those of earlier builds cannot read them.
        let action = Tagged {
            extras: None,
            ..*action
        };
        let (state, action) = (Uint8Array::from(state), Uint8Array::from(&action.to_vec()[..]));
        let next = self
            .answer
            .call4(
                &JsValue::UNDEFINED,
                &REDUCE.into(),
                &state,
                &action,
                &JsValue::from_f64(seq as f64),
            )
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
        self.asks(ACCEPTS, &Uint8Array::from(state))
    }

    fn reacts_to(&self, action_type: &str) -> bool {
        self.asks(REACTS_TO, &action_type.into())
    }

    fn crosses_tabs(&self) -> String {
        let marks = Reflect::get(&self.answer, &CROSSES_TABS.into());
        marks.ok().and_then(|marks| marks.as_string()).unwrap_or_default()
    }

    fn tear_down(&self) {
        if let Err(error) = self.answer.call1(&JsValue::UNDEFINED, &TEAR_DOWN.into()) {
            report(&error);
        }
    }
}
