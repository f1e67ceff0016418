//! The function of a callback in a native test, where host and remote are one program.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::browser::props::Prop;

pub(super) struct Function<T>(Rc<dyn Fn(T)>);

impl<T: Prop + 'static> Function<T> {
    pub(super) fn new(run: impl Fn(T) + 'static) -> Self {
        Self(Rc::new(run))
    }

    pub(super) fn call(&self, argument: &T) {
        (self.0)(argument.clone());
    }

    /// There are no JavaScript values.
    pub(super) fn from_js(_: &JsValue) -> Option<Self> {
        None
    }

    pub(super) fn to_js(&self) -> JsValue {
        JsValue::UNDEFINED
    }
}

impl<T> Clone for Function<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Function<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
