//! A loaded remote: one instance of its module, any number of mounts.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use super::fetch::{count_mount, message_of, mounted, report_trap};
use crate::{Code, FederationError};

/// What a remote's module exports.
pub(super) struct Instance {
    remote: String,
    mount: Function,
    update: Function,
    unmount: Function,
    /// Begins anew in a fresh memory. A remote that is all JavaScript has none, nor has one that was built before there was one.
    restart: Option<Function>,
    /// The same, without a call into the old memory: whose stack may be used up. Plain `trunk serve` does not export it.
    reset: Option<Function>,
    /// How long a mount may take that returns a promise.
    mount_ms: u32,
}

impl Instance {
    pub(super) fn new(remote: &str, glue: &JsValue, mount_ms: u32) -> Result<Self, FederationError> {
        let export = |name: &str| {
            Reflect::get(glue, &name.into())
                .and_then(wasm_bindgen::JsCast::dyn_into::<Function>)
                .map_err(|_| {
                    FederationError::new(
                        Code::GLUE,
                        format!("remote \"{remote}\" exports no function \"{name}\"; its module must export mount, update and unmount, as tarn_federation::expose! does"),
                    )
                })
        };
        Ok(Self {
            remote: remote.into(),
            mount: export("mount")?,
            update: export("update")?,
            unmount: export("unmount")?,
            restart: export("restart").ok(),
            reset: export("reset").ok(),
            mount_ms,
        })
    }

    /// Makes the next mount begin in a fresh memory; `false` if this remote cannot.
    pub(super) fn restart(&self) -> bool {
        if let Some(reset) = &self.reset {
            return reset.call0(&JsValue::UNDEFINED).is_ok();
        }
        let Some(restart) = &self.restart else { return false };
        // wasm-bindgen makes the instance within the next call, after that call's arguments were written into the old memory:
        // so this is one whose arguments are numbers, and the id of no mount.
        restart.call0(&JsValue::UNDEFINED).is_ok() && self.unmount.call1(&JsValue::UNDEFINED, &0.into()).is_ok()
    }
}

/// A component that is mounted. Dropping it unmounts.
pub(super) struct Mount {
    instance: Rc<Instance>,
    id: JsValue,
    /// Whether the memory that it was mounted in is gone: the id is another mount's by now.
    is_lost: Cell<bool>,
    /// Dropped last: what is unmounted keeps its look until it is gone.
    _styles: Styles,
}

/// The remote's style sheets, which apply while it is mounted or being mounted anywhere.
struct Styles(Rc<Instance>);

impl Styles {
    fn apply(instance: &Rc<Instance>) -> Self {
        count_mount(&instance.remote, 1);
        Self(Rc::clone(instance))
    }
}

impl Drop for Styles {
    fn drop(&mut self) {
        count_mount(&self.0.remote, -1);
    }
}

impl Mount {
    /// Mounts at once, unless the remote returns a promise of its handle.
    pub(super) async fn new(
        instance: &Rc<Instance>,
        element: &HtmlElement,
        component: &str,
        props: &Object,
    ) -> Result<Self, FederationError> {
        let styles = Styles::apply(instance);
        let id = instance
            .mount
            .call3(&JsValue::UNDEFINED, element, &component.into(), props)
            .map_err(|error| instance.failure(&error, component))?;
        let id = match is_promise(&id) {
            false => id,
            true => JsFuture::from(mounted(&id, &instance.unmount, instance.mount_ms))
                .await
                .map_err(|error| instance.failure(&error, component))?,
        };
        Ok(Self {
            instance: Rc::clone(instance),
            id,
            is_lost: Cell::new(false),
            _styles: styles,
        })
    }

    pub(super) fn update(&self, component: &str, props: &Object) -> Result<(), FederationError> {
        self.instance
            .update
            .call2(&JsValue::UNDEFINED, &self.id, props)
            .map(drop)
            .map_err(|error| self.instance.failure(&error, component))
    }

    /// There is nothing to unmount any more.
    pub(super) fn lose(&self) {
        self.is_lost.set(true);
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        if self.is_lost.get() {
            return;
        }
        if let Err(error) = self.instance.unmount.call1(&JsValue::UNDEFINED, &self.id) {
            web_sys::console::error_1(&error);
        }
    }
}

/// Anything with a `then`: a remote may bring promises of its own.
fn is_promise(value: &JsValue) -> bool {
    value.is_object() && Reflect::get(value, &"then".into()).is_ok_and(|then| then.is_function())
}

impl Instance {
    /// A remote's own errors begin with their code; anything else is a failed mount.
    fn failure(&self, error: &JsValue, component: &str) -> FederationError {
        if error.is_null() {
            return FederationError::new(
                Code::MOUNT_TIMEOUT,
                format!(
                    "mounting \"{component}\" took longer than {} ms; the promise that its mount returned must settle",
                    self.mount_ms
                ),
            );
        }
        report_trap(error);
        let message = message_of(error);
        match Code::split(&message) {
            Some((code, message)) => FederationError::new(code, message),
            None => FederationError::new(
                Code::MOUNT,
                format!("mounting \"{component}\" failed: {message}; see the console"),
            ),
        }
    }
}
