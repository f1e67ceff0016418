//! Callback props: a remote calls its host.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod closure;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod function;

use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;

use super::props::Prop;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use closure::Function;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use function::Function;

/// A function with one argument of type `T`, which one side passes as a prop and the other side calls.
///
/// It crosses as a plain JavaScript function, so a host or remote in another language can take part. In a native test there is no other side,
/// and it is a closure.
///
/// ```
/// use tarn_federation::Callback;
///
/// let navigate = Callback::new(|address: String| println!("to {address}"));
/// navigate.call(&"/cart".to_owned());
/// ```
pub struct Callback<T> {
    // Contexts and signals must be Send; a wasm instance has one thread.
    function: SendWrapper<Function<T>>,
}

impl<T: Prop + 'static> Callback<T> {
    /// A callback that runs `run`. The garbage collector of JavaScript frees it after its last use.
    #[must_use]
    pub fn new(run: impl Fn(T) + 'static) -> Self {
        Self {
            function: SendWrapper::new(Function::new(run)),
        }
    }

    /// Calls the function. An exception of the other side is reported in the console, and the caller continues.
    pub fn call(&self, argument: &T) {
        self.function.call(argument);
    }
}

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        Self {
            function: self.function.clone(),
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
            function: SendWrapper::new(Function::from_js(value)?),
        })
    }

    fn to_js(&self) -> JsValue {
        self.function.to_js()
    }
}

/// A server has nobody to call.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
impl<T: Prop + 'static> super::props::AsData for Callback<T> {
    fn from_data(_: Option<&serde_json::Value>) -> Option<Self> {
        Some(Self::new(|_| {}))
    }

    fn to_data(&self) -> Option<serde_json::Value> {
        None
    }
}
