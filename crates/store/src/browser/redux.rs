//! The interface of Redux 5 for JavaScript. See `redux_store.js` for its JavaScript part.

use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::redux_reducer::{ReduxReducers, own_state};
use super::values::{Shared, js_error, rejection};
use crate::Store;
use crate::store::OWNER_NAME;

#[wasm_bindgen(module = "/src/browser/redux_store.js")]
extern "C" {
    #[wasm_bindgen(js_name = reduxStore)]
    fn redux_store(
        dispatch: JsValue,
        on_trap: JsValue,
        encode: JsValue,
        check_name: JsValue,
        get_state: JsValue,
        memory: JsValue,
        edition: u32,
    ) -> Array;
}

#[wasm_bindgen(module = "/src/browser/state_reader.js")]
extern "C" {
    /// The last state that JavaScript has read.
    type StateReader;

    #[wasm_bindgen(js_name = stateReader)]
    fn state_reader() -> StateReader;

    #[wasm_bindgen(method, getter)]
    fn state(this: &StateReader) -> JsValue;

    // The bytes cross as a view of this memory.
    #[wasm_bindgen(method, catch)]
    fn read(this: &StateReader, slice: &JsValue, bytes: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method)]
    fn patch(this: &StateReader, slice: &JsValue, numbers: &str);

    #[wasm_bindgen(method)]
    fn put(this: &StateReader, slice: &JsValue, value: &JsValue);

    #[wasm_bindgen(method)]
    fn remove(this: &StateReader, slice: &JsValue);
}

/// Builds `window.__TARN__.store`, and `storeOf`.
pub(super) fn store_objects(store: &Store, reducers: &ReduxReducers) -> [JsValue; 2] {
    let parts = redux_store(
        dispatch_function(store),
        trap_function(store),
        tarn_wire::js::action_encoder(),
        check_name_function(store),
        get_state_function(store, reducers),
        wasm_bindgen::memory(),
        store.owner().map_or(0, |owner| owner.edition() as u32),
    );
    let notify: Function = parts.get(1).unchecked_into();
    if let Some(owner) = store.owner() {
        owner.subscribe(move || {
            // It catches and reports exceptions of listeners.
            let _ = notify.call0(&JsValue::UNDEFINED);
        });
    }
    [parts.get(0), parts.get(2)]
}

/// Reports a trap without a panic hook to the owner.
pub(super) fn trap_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn()>::new(move || drop(store.owner().and_then(|owner| owner.panicked()))).into_js_value()
}

/// Throws if a value is not a valid name of a remote.
fn check_name_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn(JsValue) -> Result<(), JsValue>>::new(move |name: JsValue| {
        remote_name(&store, &name, "storeOf").map(drop)
    })
    .into_js_value()
}

/// The name of a remote that JavaScript passed.
///
/// # Errors
/// An `Error`: it is not a string, or the owner refuses it.
pub(super) fn remote_name(store: &Store, name: &JsValue, function: &str) -> Result<Rc<str>, JsValue> {
    let name = name.as_string().ok_or_else(|| {
        js_error(&format!(
            "{function} takes a remote's name, a string, as federation.json has it"
        ))
    })?;
    if let Some(owner) = store.owner() {
        owner.check_remote_name(&name).map_err(|message| js_error(&message))?;
    }
    Ok(name.into())
}

/// Dispatches an encoded action in the name of a remote, or of the page. Empty bytes are a probe.
fn dispatch_function(store: &Store) -> JsValue {
    let store = store.clone();
    let page: Rc<str> = OWNER_NAME.into();
    Closure::<dyn Fn(Vec<u8>, JsValue) -> Result<(), JsValue>>::new(move |action: Vec<u8>, remote: JsValue| {
        let name = remote.as_string().map_or_else(|| Rc::clone(&page), Into::into);
        let Some(owner) = store.owner() else { return Ok(()) };
        let done = if action.is_empty() {
            owner.probe()
        } else {
            owner.dispatch_encoded(&name, action)
        };
        done.map_err(|rejected| rejection(&rejected))
    })
    .into_js_value()
}

/// A slice in the last state that JavaScript has read.
struct Seen {
    key: String,
    /// The key as a JavaScript string.
    name: JsValue,
    version: u64,
    is_present: bool,
}

fn get_state_function(store: &Store, reducers: &ReduxReducers) -> JsValue {
    let (store, reducers) = (store.clone(), Rc::clone(reducers));
    let seen: Shared<Vec<Seen>> = Rc::default();
    let reader = state_reader();
    Closure::<dyn Fn() -> Result<JsValue, JsValue>>::new(move || {
        let Some(owner) = store.owner() else {
            return Ok(JsValue::UNDEFINED);
        };
        let mut seen = seen.borrow_mut();
        seen.iter_mut().for_each(|slice| slice.is_present = false);
        let mut changed = Vec::new();
        owner.for_each_slice(
            &mut |key, version| match seen.iter_mut().find(|slice| slice.key == key) {
                Some(slice) => {
                    slice.is_present = true;
                    if slice.version != version {
                        changed.push((key.to_owned(), version));
                    }
                }
                None => {
                    changed.push((key.to_owned(), version));
                    seen.push(Seen {
                        key: key.into(),
                        name: key.into(),
                        // No slice has this version, so the slice is read.
                        version: u64::MAX,
                        is_present: true,
                    });
                }
            },
        );
        for (key, version) in changed {
            let Some(slice) = seen.iter_mut().find(|slice| slice.key == key) else {
                continue;
            };
            match owner.steps_since(&key, slice.version) {
                Some(numbers) => reader.patch(&slice.name, &numbers),
                None => {
                    // A stopped slice keeps its last state.
                    let Some(bytes) = owner.peek(&key) else { continue };
                    match own_state(&reducers, &key, &bytes) {
                        Some(own) => reader.put(&slice.name, &own),
                        None => reader.read(&slice.name, &bytes)?,
                    }
                }
            }
            slice.version = version;
        }
        seen.retain(|slice| {
            if !slice.is_present {
                reader.remove(&slice.name);
            }
            slice.is_present
        });
        Ok(reader.state())
    })
    .into_js_value()
}
