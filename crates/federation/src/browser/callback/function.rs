//! The function of a callback in a browser.

use std::marker::PhantomData;

use wasm_bindgen::prelude::*;

use crate::browser::props::Prop;

pub(super) struct Function<T> {
    function: js_sys::Function,
    argument: PhantomData<fn(T)>,
}

impl<T: Prop + 'static> Function<T> {
    pub(super) fn new(run: impl Fn(T) + 'static) -> Self {
        let closure = Closure::<dyn Fn(JsValue)>::new(move |argument: JsValue| match T::from_js(&argument) {
            Some(argument) => run(argument),
            None => web_sys::console::error_2(
                &JsValue::from_str(&format!(
                    "a callback prop was called with a value that is not {}:",
                    T::TYPE
                )),
                &argument,
            ),
        });
        Self {
            function: closure.into_js_value().unchecked_into(),
            argument: PhantomData,
        }
    }

    pub(super) fn call(&self, argument: &T) {
        if let Err(error) = self.function.call1(&JsValue::UNDEFINED, &argument.to_js()) {
            web_sys::console::error_1(&error);
        }
    }

    pub(super) fn from_js(value: &JsValue) -> Option<Self> {
        Some(Self {
            function: value.dyn_ref::<js_sys::Function>()?.clone(),
            argument: PhantomData,
        })
    }

    pub(super) fn to_js(&self) -> JsValue {
        self.function.clone().into()
    }
}

impl<T> Clone for Function<T> {
    fn clone(&self) -> Self {
        Self {
            function: self.function.clone(),
            argument: PhantomData,
        }
    }
}

impl<T> PartialEq for Function<T> {
    fn eq(&self, other: &Self) -> bool {
        self.function == other.function
    }
}
