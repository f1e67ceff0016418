//! `window.__TARN__`: the object through which apps find each other.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::{Code, FederationError};

const NAME: &str = "__TARN__";
const PROTOCOL: &str = "1";

/// The kind of app that owns the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A host with remotes.
    Host,
    /// One remote on its own.
    Standalone,
}

/// The registry under construction. [`Registry::seal`] puts it on `window`, where it is immutable.
///
/// ```no_run
/// use tarn_federation::{Mode, Registry};
///
/// Registry::new(Mode::Host).with("release", &"2026-11".into()).seal()?;
/// # Ok::<(), tarn_federation::FederationError>(())
/// ```
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
        // A new plain object accepts every property.
        let _ = Reflect::set(&self.object, &name.into(), value);
        self
    }

    /// Puts the registry on `window`, non-writable and non-configurable.
    ///
    /// # Errors
    /// [`Code::SECOND_STORE`]: the page has a registry already.
    pub fn seal(self) -> Result<(), FederationError> {
        // Without a prototype: an `Object.prototype.get` of another script would invalidate the descriptor.
        let descriptor = Object::create(JsValue::NULL.unchecked_ref());
        // A property that the page has declared with `var` would stay writable.
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
