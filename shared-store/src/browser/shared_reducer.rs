//! A reducer of this instance, as the owner calls it across memories.

use std::rc::Rc;

use js_sys::{Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::port::rejection;
use super::set;
use crate::Rejected;
use crate::store::{ReducerError, RuntimeReducer};

/// A reducer of this instance as the owner calls it.
pub(crate) fn share_reducer(reducer: Rc<dyn RuntimeReducer>) -> Object {
    let object = Object::new();
    let reduce = {
        let reducer = Rc::clone(&reducer);
        Closure::<dyn Fn(Uint8Array, Uint8Array, f64) -> JsValue>::new(
            move |state: Uint8Array, action: Uint8Array, seq: f64| {
                let (state, action) = (state.to_vec(), action.to_vec());
                let next = match wire::Tagged::parse(&action) {
                    Ok(tagged) => reducer.reduce(&state, &tagged, seq as u64),
                    Err(error) => Err(ReducerError::Crashed(error.to_string())),
                };
                match next {
                    Ok(Some(next)) => Uint8Array::from(&next[..]).into(),
                    Ok(None) => JsValue::NULL,
                    Err(ReducerError::Rejected(rejected)) => rejection(&rejected),
                    Err(ReducerError::Crashed(what)) => rejection(&Rejected::refused(what)),
                }
            },
        )
    };
    let accepts = {
        let reducer = Rc::clone(&reducer);
        Closure::<dyn Fn(Uint8Array) -> bool>::new(move |state: Uint8Array| reducer.accepts(&state.to_vec()))
    };
    let reacts_to = {
        let reducer = Rc::clone(&reducer);
        Closure::<dyn Fn(String) -> bool>::new(move |action_type: String| reducer.reacts_to(&action_type))
    };
    let tear_down = Closure::<dyn Fn()>::new(move || reducer.tear_down());
    set(&object, "reduce", &reduce.into_js_value());
    set(&object, "accepts", &accepts.into_js_value());
    set(&object, "reactsTo", &reacts_to.into_js_value());
    set(&object, "tearDown", &tear_down.into_js_value());
    object
}
