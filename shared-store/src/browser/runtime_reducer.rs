//! Reducers beyond the owner's memory: those of remotes, and those of JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Uint8Array};
use wasm_bindgen::prelude::*;
use wire::Tagged;

use super::attach::{message_of, text};
use super::{js_error, report, set};
use crate::store::{PAGE_NAME, ReducerError, RuntimeReducer};
use crate::{Reason, Rejected, Store};

/// A port's `register(slice, initial, reducer)`; `reducer` answers questions over bytes: see [`RemoteReducer`].
pub(super) fn register_function(store: &Store, name: &Rc<str>) -> JsValue {
    let (store, name) = (store.clone(), Rc::clone(name));
    Closure::<dyn Fn(String, Uint8Array, Function) -> Result<(), JsValue>>::new(
        move |slice: String, initial: Uint8Array, answer: Function| {
            let Some(owner) = store.owner() else { return Ok(()) };
            let reducer = Rc::new(RemoteReducer { answer });
            owner
                .register(&slice, &name, initial.to_vec(), reducer)
                .map_err(|error| js_error(&error.to_string()))
        },
    )
    .into_js_value()
}

/// A port's `unregister(slice)`, and the registry's `unregisterReducer(key)`.
pub(super) fn unregister_function(store: &Store, name: &Rc<str>) -> JsValue {
    let (store, name) = (store.clone(), Rc::clone(name));
    Closure::<dyn Fn(String)>::new(move |slice: String| {
        if let Some(owner) = store.owner() {
            owner.unregister(&slice, &name);
        }
    })
    .into_js_value()
}

/// The registry's `registerReducer(key, reducer, tearDown?)`: a Redux reducer, for actions `key/...` and all others.
pub(super) fn register_reducer_function(store: &Store) -> JsValue {
    let store = store.clone();
    let name: Rc<str> = PAGE_NAME.into();
    Closure::<dyn Fn(String, JsValue, JsValue) -> Result<(), JsValue>>::new(
        move |slice: String, reducer: JsValue, tear_down: JsValue| {
            let Some(owner) = store.owner() else { return Ok(()) };
            let Ok(reducer) = reducer.dyn_into::<Function>() else {
                return Err(js_error(&format!("registerReducer(\"{slice}\", reducer): the reducer must be a function")));
            };
            let reducer = ReduxReducer {
                reducer,
                tear_down: tear_down.dyn_into().ok(),
                last: RefCell::default(),
            };
            let initial = reducer.initial().map_err(|error| {
                js_error(&format!(
                    "the reducer of \"{slice}\" has no initial state: {error}; it is called with undefined and must return plain data"
                ))
            })?;
            owner
                .register(&slice, &name, initial, Rc::new(reducer))
                .map_err(|error| js_error(&error.to_string()))
        },
    )
    .into_js_value()
}

/// The registry's `unregisterReducer(key)`.
pub(super) fn unregister_reducer_function(store: &Store) -> JsValue {
    unregister_function(store, &PAGE_NAME.into())
}

/// The function that a remote passes, and what it is asked.
struct RemoteReducer {
    answer: Function,
}

const REDUCE: u32 = 0;
const ACCEPTS: u32 = 1;
const REACTS_TO: u32 = 2;
const TEAR_DOWN: u32 = 3;

impl RemoteReducer {
    fn asks(&self, question: u32, about: &JsValue) -> bool {
        let answer = self.answer.call2(&JsValue::UNDEFINED, &question.into(), about);
        answer.is_ok_and(|answer| answer.is_truthy())
    }
}

impl RuntimeReducer for RemoteReducer {
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, seq: u64) -> Result<Option<Vec<u8>>, ReducerError> {
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

    fn tear_down(&self) {
        if let Err(error) = self.answer.call1(&JsValue::UNDEFINED, &TEAR_DOWN.into()) {
            report(&error);
        }
    }
}

/// A Redux reducer: `(state, action) => state`.
struct ReduxReducer {
    reducer: Function,
    tear_down: Option<Function>,
    /// The last state, as bytes and as what the reducer returned, so that it gets its own objects back and an unchanged
    /// state is recognised by identity.
    last: RefCell<Option<(Vec<u8>, JsValue)>>,
}

impl ReduxReducer {
    fn initial(&self) -> Result<Vec<u8>, wire::Error> {
        let action = Object::new();
        set(&action, "type", &"@@redux/INIT".into());
        let state = self
            .reducer
            .call2(&JsValue::UNDEFINED, &JsValue::UNDEFINED, &action)
            .map_err(|error| wire::Error::new(message_of(&error)))?;
        if state.is_undefined() {
            return Err(wire::Error::new("undefined"));
        }
        wire::js::from_js(&state)
    }

    fn state(&self, bytes: &[u8]) -> Result<JsValue, wire::Error> {
        match &*self.last.borrow() {
            Some((known, state)) if known == bytes => Ok(state.clone()),
            _ => wire::js::to_js(bytes),
        }
    }
}

impl RuntimeReducer for ReduxReducer {
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, _seq: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        let crashed = |error: wire::Error| ReducerError::Crashed(error.to_string());
        let present = self.state(state).map_err(crashed)?;
        let object = Object::new();
        set(&object, "type", &action.tag.into());
        let payload = action
            .value
            .map_or(Ok(JsValue::UNDEFINED), wire::js::to_js)
            .map_err(crashed)?;
        set(&object, "payload", &payload);
        // A Redux reducer that throws refuses the action: the next may be fine.
        let refused = |message: String| ReducerError::Rejected(Rejected::refused(message));
        let next = self
            .reducer
            .call2(&JsValue::UNDEFINED, &present, &object)
            .map_err(|error| refused(message_of(&error)))?;
        if next == present {
            return Ok(None);
        }
        let bytes = wire::js::from_js(&next).map_err(|error| refused(format!("its new state is not data: {error}")))?;
        *self.last.borrow_mut() = Some((bytes.clone(), next));
        Ok(Some(bytes))
    }

    fn accepts(&self, state: &[u8]) -> bool {
        wire::js::to_js(state).is_ok()
    }

    /// Every Redux reducer sees every action.
    fn reacts_to(&self, _action_type: &str) -> bool {
        true
    }

    fn tear_down(&self) {
        if let Some(Err(error)) = self
            .tear_down
            .as_ref()
            .map(|tear_down| tear_down.call0(&JsValue::UNDEFINED))
        {
            report(&error);
        }
    }
}
