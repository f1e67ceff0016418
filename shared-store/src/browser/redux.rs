//! The store as JavaScript sees it: the interface of Redux 5. See `redux_store.js` for what is about JavaScript itself.

use std::rc::Rc;

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

use super::port::rejection;
use super::redux_reducer::{ReduxReducers, own_state};
use super::{Shared, js_error, set};
use crate::Store;
use crate::store::OWNER_NAME;

#[wasm_bindgen(module = "/src/browser/redux_store.js")]
extern "C" {
    #[wasm_bindgen(js_name = reduxStore)]
    fn redux_store(dispatch: JsValue, get_state: JsValue) -> Array;
}

#[wasm_bindgen(module = "/src/browser/state_reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = stateReader)]
    fn state_reader() -> StateReader;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Function)]
    type StateReader;

    // The bytes go over as a view of this memory.
    #[wasm_bindgen(method, catch, js_name = call)]
    fn read(this: &StateReader, undefined: &JsValue, slice: &str, bytes: &[u8]) -> Result<JsValue, JsValue>;
}

/// Builds `window.__FEDERATION__.store`, and `storeOf`.
pub(super) fn store_objects(store: &Store, reducers: &ReduxReducers) -> [JsValue; 2] {
    let parts = redux_store(dispatch_function(store), get_state_function(store, reducers));
    let notify: Function = parts.get(1).unchecked_into();
    if let Some(owner) = store.owner() {
        owner.subscribe(move || {
            // It catches and reports what listeners throw.
            let _ = notify.call0(&JsValue::UNDEFINED);
        });
    }
    [parts.get(0), parts.get(2)]
}

fn dispatch_function(store: &Store) -> JsValue {
    let store = store.clone();
    let page: Rc<str> = OWNER_NAME.into();
    Closure::<dyn Fn(String, JsValue, JsValue) -> Result<(), JsValue>>::new(
        move |action_type: String, payload: JsValue, remote: JsValue| {
            let bytes = encoded(&action_type, &payload)?;
            let name = remote.as_string().map_or_else(|| Rc::clone(&page), Into::into);
            match store.owner() {
                Some(owner) => owner
                    .dispatch_encoded(&name, bytes)
                    .map_err(|rejected| rejection(&rejected)),
                None => Ok(()),
            }
        },
    )
    .into_js_value()
}

/// An action in the wire form.
fn encoded(action_type: &str, payload: &JsValue) -> Result<Vec<u8>, JsValue> {
    let value = match payload.is_undefined() {
        true => None,
        false => Some(
            wire::js::from_js(payload)
                .map_err(|error| js_error(&format!("bad payload of \"{action_type}\": {error}")))?,
        ),
    };
    let tagged = wire::Tagged {
        tag: action_type,
        value: value.as_deref(),
    };
    Ok(tagged.to_vec())
}

/// What `getState` returned last, slice by slice.
#[derive(Default)]
struct Seen {
    root: Option<JsValue>,
    slices: Vec<SeenSlice>,
}

struct SeenSlice {
    key: String,
    version: u64,
    value: JsValue,
}

fn get_state_function(store: &Store, reducers: &ReduxReducers) -> JsValue {
    let (store, reducers) = (store.clone(), Rc::clone(reducers));
    let seen: Shared<Seen> = Rc::default();
    let reader = state_reader();
    Closure::<dyn Fn() -> Result<JsValue, JsValue>>::new(move || {
        let Some(owner) = store.owner() else {
            return Ok(JsValue::UNDEFINED);
        };
        let mut seen = seen.borrow_mut();
        let Seen { root, slices } = &mut *seen;
        let mut changed = Vec::new();
        let mut count = 0;
        owner.for_each_slice(&mut |key, version| {
            count += 1;
            let known = slices.iter().find(|known| known.key == key);
            if known.is_none_or(|known| known.version != version) {
                changed.push((key.to_owned(), version));
            }
        });
        if let (Some(root), true) = (root.as_ref(), changed.is_empty() && count == slices.len()) {
            return Ok(root.clone());
        }
        for (key, version) in changed {
            let bytes = owner.peek(&key).unwrap_or_default();
            let value = match own_state(&reducers, &key, &bytes) {
                Some(own) => own,
                None => reader.read(&JsValue::UNDEFINED, &key, &bytes)?,
            };
            match slices.iter_mut().find(|known| known.key == key) {
                Some(known) => (known.version, known.value) = (version, value),
                None => slices.push(SeenSlice { key, version, value }),
            }
        }
        if count != slices.len() {
            let present = owner.slices();
            slices.retain(|known| present.iter().any(|slice| slice.key == known.key));
        }
        let next = Object::new();
        for SeenSlice { key, value, .. } in &*slices {
            set(&next, key, value);
        }
        *root = Some(next.clone().into());
        Ok(next.into())
    })
    .into_js_value()
}
