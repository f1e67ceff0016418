//! Values of JavaScript as the modules beside this one pass them on.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Error, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::Rejected;

/// What the owner calls in this instance; one type for all, for each costs code.
pub(super) type Called = dyn Fn(JsValue, JsValue, JsValue, JsValue) -> JsValue;

/// The bytes of what is a `Uint8Array`; none of anything else.
pub(super) fn bytes_of(value: &JsValue) -> Vec<u8> {
    value
        .dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

/// The error that a dispatcher gets, in Rust or JavaScript: the reason's name travels along.
pub(super) fn rejection(rejected: &Rejected) -> JsValue {
    let error = Error::new(&rejected.message);
    let _ = Reflect::set(&error, &"reason".into(), &rejected.reason.name().into());
    error.into()
}

/// The property of this name, if it is a string.
pub(super) fn text(object: &JsValue, name: &str) -> Option<String> {
    object
        .is_object()
        .then(|| Reflect::get(object.unchecked_ref::<Object>(), &name.into()).ok())??
        .as_string()
}

/// What an error that was thrown says.
pub(super) fn message_of(error: &JsValue) -> String {
    text(error, "message").unwrap_or_else(|| "something that is no Error was thrown".into())
}

/// Sets a property of an object that was just made.
pub(super) fn set(object: &Object, name: &str, value: &JsValue) {
    // Fresh plain objects take every property.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A JavaScript error of that message, for what crosses the boundary.
pub(super) fn js_error(message: &str) -> JsValue {
    Error::new(message).into()
}

/// Reports what a listener threw, after everybody else was served.
pub(super) fn report(error: &JsValue) {
    web_sys::console::error_1(error);
}

/// What several functions of JavaScript share.
pub(super) type Shared<T> = Rc<RefCell<T>>;
