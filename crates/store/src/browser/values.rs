//! JavaScript values of the sibling modules.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Error, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::Rejected;

/// A function of this instance that the owner calls. One type for all, because each type adds code.
pub(super) type Called = dyn Fn(JsValue, JsValue, JsValue, JsValue) -> JsValue;

/// The bytes of a `Uint8Array`; empty for other values.
pub(super) fn bytes_of(value: &JsValue) -> Vec<u8> {
    value
        .dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

/// The error for a dispatcher in Rust or JavaScript, with the name of the reason.
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

/// The message of an exception.
pub(super) fn message_of(error: &JsValue) -> String {
    text(error, "message").unwrap_or_else(|| "something that is no Error was thrown".into())
}

/// Sets a property of a new object.
pub(super) fn set(object: &Object, name: &str, value: &JsValue) {
    // New plain objects accept every property.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A JavaScript `Error` with this message.
pub(super) fn js_error(message: &str) -> JsValue {
    Error::new(message).into()
}

/// Reports an exception of a listener, after the other listeners were called.
pub(super) fn report(error: &JsValue) {
    web_sys::console::error_1(error);
}

/// A value that several JavaScript functions share.
pub(super) type Shared<T> = Rc<RefCell<T>>;
