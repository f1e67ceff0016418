//! `window.__TARN__`: the one object through which apps find each other.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::{Code, FederationError};

const NAME: &str = "__TARN__";
const PROTOCOL: &str = "1";

/// Who owns the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A host, with remotes.
    Host,
    /// One remote on its own.
    Standalone,
}

/// The registry while it is being filled. [`Registry::seal`] puts it on `window`, from when nobody can change it.
pub struct Registry {
    object: Object,
}

impl Registry {
    /// An empty registry.
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        let registry = Self { object: Object::new() };
        let mode = match mode {
            Mode::Host => "host",
            Mode::Standalone => "standalone",
        };
        registry.with("protocol", &PROTOCOL.into()).with("mode", &mode.into())
    }

    /// Adds a member.
    #[must_use]
    pub fn with(self, name: &str, value: &JsValue) -> Self {
        // A fresh plain object takes every property.
        let _ = Reflect::set(&self.object, &name.into(), value);
        self
    }

    /// Puts it on `window`, non-writable and non-configurable.
    ///
    /// # Errors
    /// [`Code::SECOND_STORE`] if the page has one.
    pub fn seal(self) -> Result<(), FederationError> {
        // It inherits nothing: with an `Object.prototype.get` of another script it would be refused.
        let descriptor = Object::create(JsValue::NULL.unchecked_ref());
        // What a page has declared with `var` is writable, unless it is said.
        for (name, value) in [
            ("value", JsValue::from(Object::freeze(&self.object))),
            ("enumerable", true.into()),
            ("writable", false.into()),
        ] {
            let _ = Reflect::set(&descriptor, &name.into(), &value);
        }
        match Reflect::define_property(&window(), &NAME.into(), &descriptor) {
            Ok(true) => Ok(()),
            _ => Err(FederationError::new(
                Code::SECOND_STORE,
                "this page has a window.__TARN__ already; only one host or standalone remote can own a page",
            )),
        }
    }
}

fn window() -> Object {
    js_sys::global()
}
