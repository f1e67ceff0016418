//! Callback props: a remote calls its host.

use std::marker::PhantomData;

use js_sys::Function;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;

use super::props::Prop;

/// A function with one argument of type `T`, which one side passes as a prop and the other side calls.
///
/// It crosses as a plain JavaScript function, so a host or remote in another language can take part.
///
/// ```no_run
/// use tarn_federation::Callback;
///
/// let navigate = Callback::new(|address: String| println!("to {address}"));
/// navigate.call(&"/cart".to_owned());
/// ```
pub struct Callback<T> {
    // Contexts and signals must be Send; a wasm instance has one thread.
    function: SendWrapper<Function>,
    argument: PhantomData<fn(T)>,
}

impl<T: Prop + 'static> Callback<T> {
    /// A callback that runs `run`. The garbage collector of JavaScript frees it after its last use.
    #[must_use]
    pub fn new(run: impl Fn(T) + 'static) -> Self {
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
            function: SendWrapper::new(closure.into_js_value().unchecked_into()),
            argument: PhantomData,
        }
    }

    /// Calls the function. An exception of the other side is reported in the console, and the caller continues.
    pub fn call(&self, argument: &T) {
        if let Err(error) = self.function.call1(&JsValue::UNDEFINED, &argument.to_js()) {
            web_sys::console::error_1(&error);
        }
    }
}

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        Self {
            function: self.function.clone(),
            argument: PhantomData,
        }
    }
}

impl<T> PartialEq for Callback<T> {
    fn eq(&self, other: &Self) -> bool {
        *self.function == *other.function
    }
}

impl<T: Prop + 'static> Prop for Callback<T> {
    const TYPE: &'static str = "a function";

    fn from_js(value: &JsValue) -> Option<Self> {
        Some(Self {
            function: SendWrapper::new(value.dyn_ref::<Function>()?.clone()),
            argument: PhantomData,
        })
    }

    fn to_js(&self) -> JsValue {
        JsValue::from((*self.function).clone())
    }
}
