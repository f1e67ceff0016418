//! Slices with a reducer in JavaScript: `registerReducer` and `unregisterReducer` of the registry.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object};
use tarn_wire::Tagged;
use wasm_bindgen::prelude::*;

use super::values::{Shared, js_error, message_of, report, set};
use crate::store::{OwnerHandle, PAGE_NAME, ReducerError, RuntimeReducer};
use crate::{Rejected, Store};

/// The registered reducers in JavaScript.
pub(super) type ReduxReducers = Shared<Vec<Rc<ReduxReducer>>>;

/// A Redux reducer: `(state, action) => state`.
pub(super) struct ReduxReducer {
    key: String,
    by: Rc<str>,
    reducer: Function,
    tear_down: Option<Function>,
    /// The last state, encoded and as the reducer returned it.
    last: RefCell<(Vec<u8>, JsValue)>,
}

/// `registerReducer(key, reducer, tearDown?, owner?)`: a reducer for actions `key/...`, which also gets all other actions.
pub(super) fn register_reducer_function(store: &Store, reducers: &ReduxReducers) -> JsValue {
    let (store, reducers) = (store.clone(), Rc::clone(reducers));
    function(move |key, reducer, tear_down, by| register(&store, &reducers, &key, reducer, tear_down, &by))
}

/// `unregisterReducer(key, owner?)`.
pub(super) fn unregister_reducer_function(store: &Store, reducers: &ReduxReducers) -> JsValue {
    let (store, reducers) = (store.clone(), Rc::clone(reducers));
    function(move |key, by, _, _| {
        let key = key
            .as_string()
            .ok_or("unregisterReducer(key, owner?): the key must be a string")?;
        let Some(owner) = store.owner() else { return Ok(()) };
        let by = name_of(owner, &by)?;
        if let Some(slice) = owner.slices().iter().find(|slice| slice.key == key)
            && *slice.owner != *by
        {
            return Err(format!(
                "FED-013: \"{by}\" cannot unregister slice \"{key}\", which belongs to \"{}\"; only its owner can",
                slice.owner
            ));
        }
        owner.unregister(&key, &by);
        reducers.borrow_mut().retain(|known| known.key != key);
        Ok(())
    })
}

/// One closure type for both, because each type adds code.
fn function(run: impl Fn(JsValue, JsValue, JsValue, JsValue) -> Result<(), String> + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue, JsValue, JsValue, JsValue) -> Result<(), JsValue>>::new(
        move |first: JsValue, second: JsValue, third: JsValue, fourth: JsValue| {
            run(first, second, third, fourth).map_err(|message| js_error(&message))
        },
    )
    .into_js_value()
}

/// The name of the remote; the name of the page by default.
fn name_of(owner: OwnerHandle<'_>, by: &JsValue) -> Result<Rc<str>, String> {
    if by.is_undefined() || by.is_null() {
        return Ok(PAGE_NAME.into());
    }
    let name = by
        .as_string()
        .ok_or("the owner of a slice is a remote's name, as federation.json has it, or left out")?;
    owner.check_remote_name(&name)?;
    Ok(name.into())
}

fn register(
    store: &Store,
    reducers: &ReduxReducers,
    key: &JsValue,
    reducer: JsValue,
    tear_down: JsValue,
    by: &JsValue,
) -> Result<(), String> {
    let Some(owner) = store.owner() else { return Ok(()) };
    let (Some(key), Ok(reducer)) = (key.as_string(), reducer.dyn_into::<Function>()) else {
        return Err("registerReducer(key, reducer): the key must be a string, the reducer a function".into());
    };
    let by = name_of(owner, by)?;
    let present = reducers.borrow().iter().find(|known| known.key == key).cloned();
    if let Some(present) = &present
        && present.by == by
    {
        if present.reducer == reducer {
            return Ok(());
        }
        if *by == *PAGE_NAME {
            return Err(format!(
                "FED-013: slice \"{key}\" has been registered with another reducer, by other JavaScript of this page; unregister it first, \
                 or pass its owner: registerReducer(key, reducer, tearDown, \"my-remote\")"
            ));
        }
    }
    let init = Tagged {
        tag: "@@redux/INIT",
        value: None,
        extras: None,
    };
    let initial = step(&reducer, &JsValue::UNDEFINED, &init);
    let state = initial.map_err(|error| format!("the reducer of \"{key}\" has no initial state: {error}"))?;
    let state = state.unwrap_or_default();
    let bytes = state.0.clone();
    let made = Rc::new(ReduxReducer {
        key,
        by,
        reducer,
        tear_down: tear_down.dyn_into().ok(),
        last: RefCell::new(state),
    });
    // Before the registration: subscribers read the state during it.
    reducers.borrow_mut().push(Rc::clone(&made));
    let registered = owner.register(&made.key, &made.by, bytes, Rc::clone(&made) as Rc<dyn RuntimeReducer>);
    let gone = if registered.is_ok() { present } else { Some(made) };
    if let Some(gone) = gone {
        reducers.borrow_mut().retain(|known| !Rc::ptr_eq(known, &gone));
    }
    registered.map_err(|error| error.to_string())
}

/// The state after an action, with its bytes; `None` if the reducer returned the same object.
fn step(
    reducer: &Function,
    state: &JsValue,
    tagged: &Tagged<'_>,
) -> Result<Option<(Vec<u8>, JsValue)>, tarn_wire::Error> {
    let action = Object::new();
    set(&action, "type", &tagged.tag.into());
    let payload = tagged.value.map_or(Ok(JsValue::UNDEFINED), tarn_wire::js::to_js)?;
    set(&action, "payload", &payload);
    put_extras(&action, tagged);
    let next = reducer
        .call2(&JsValue::UNDEFINED, state, &action)
        .map_err(|error| tarn_wire::Error::new(message_of(&error)))?;
    if next.is_undefined() {
        return Err(tarn_wire::Error::new("its reducer returned undefined"));
    }
    if next == *state {
        return Ok(None);
    }
    Ok(Some((tarn_wire::js::from_js(&next)?, next)))
}

/// Adds `meta` and `error` of a dispatched action to its object.
pub(super) fn put_extras(action: &Object, tagged: &Tagged<'_>) {
    let extras = tagged.extras.and_then(|extras| tarn_wire::js::to_js(extras).ok());
    if let Some(extras) = extras.and_then(|extras| extras.dyn_into::<Object>().ok()) {
        Object::assign(action, &extras);
    }
}

/// The state of these bytes as its reducer returned it: the reducer gets its own objects, and selectors see unchanged identities.
pub(super) fn own_state(reducers: &ReduxReducers, key: &str, bytes: &[u8]) -> Option<JsValue> {
    let reducers = reducers.borrow();
    let mut of_key = reducers.iter().filter(|known| known.key == key);
    of_key.find_map(|known| known.own(bytes))
}

impl ReduxReducer {
    fn own(&self, bytes: &[u8]) -> Option<JsValue> {
        let last = self.last.borrow();
        (last.0 == bytes).then(|| last.1.clone())
    }

    fn next(&self, state: &[u8], action: &Tagged<'_>) -> Result<Option<Vec<u8>>, tarn_wire::Error> {
        let present = match self.own(state) {
            Some(own) => own,
            None => tarn_wire::js::to_js(state)?,
        };
        let Some(next) = step(&self.reducer, &present, action)? else {
            return Ok(None);
        };
        let bytes = next.0.clone();
        *self.last.borrow_mut() = next;
        Ok(Some(bytes))
    }
}

impl RuntimeReducer for ReduxReducer {
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, _seq: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        // A Redux reducer that throws refuses the action. Later actions may work.
        self.next(state, action).map_err(|error| {
            let message = error.to_string();
            if action.split().0 != self.key {
                // The action is applied in its own slice, so it is not refused.
                report(&js_error(&format!(
                    "the reducer of \"{}\" failed at \"{}\": {message}",
                    self.key, action.tag
                )));
            }
            ReducerError::Rejected(Rejected::refused(message))
        })
    }

    fn accepts(&self, state: &[u8]) -> bool {
        tarn_wire::js::to_js(state).is_ok()
    }

    /// Every Redux reducer gets every action.
    fn reacts_to(&self, _action_type: &str) -> bool {
        true
    }

    fn tear_down(&self) {
        let torn_down = self
            .tear_down
            .as_ref()
            .map(|tear_down| tear_down.call0(&JsValue::UNDEFINED));
        if let Some(Err(error)) = torn_down {
            report(&error);
        }
    }
}
