//! A loaded remote: one instance of its module, and any number of mounts.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use super::fetch::{count_mount, message_of, mounted, report_trap};
use crate::{Code, FederationError};

/// The exports of a remote's module.
pub(super) struct Instance {
    remote: String,
    mount: Function,
    update: Function,
    unmount: Function,
    /// Starts a new instance. Remotes in JavaScript and older builds do not export it.
    restart: Option<Function>,
    /// Starts a new instance without a call into the old memory, whose stack may be exhausted. Plain `trunk serve` does not export it.
    reset: Option<Function>,
    /// The time limit of a mount that returns a promise.
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

    /// Starts the next mount in a new memory; `false` if this remote cannot.
    pub(super) fn restart(&self) -> bool {
        if let Some(reset) = &self.reset {
            return reset.call0(&JsValue::UNDEFINED).is_ok();
        }
        let Some(restart) = &self.restart else { return false };
        // wasm-bindgen creates the instance during the next call, after the arguments of that call are written into the old memory: so
        // the next call has a number as its argument, which is the id of no mount.
        restart.call0(&JsValue::UNDEFINED).is_ok() && self.unmount.call1(&JsValue::UNDEFINED, &0.into()).is_ok()
    }
}

/// A mounted component. Dropping it unmounts.
pub(super) struct Mount {
    instance: Rc<Instance>,
    id: JsValue,
    /// Whether its memory is gone: the id may belong to another mount by now.
    is_lost: Cell<bool>,
    /// Dropped last: the component keeps its styles until it is unmounted.
    _styles: Styles,
}

/// The style sheets of the remote, which apply while any of its components is mounted or mounting.
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
    /// Mounts synchronously, unless the remote returns a promise.
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

    /// Marks the mount as gone, so that nothing is unmounted.
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

/// Whether the value has a method `then`: a remote may bring its own promises.
fn is_promise(value: &JsValue) -> bool {
    value.is_object() && Reflect::get(value, &"then".into()).is_ok_and(|then| then.is_function())
}

impl Instance {
    /// Errors of remotes begin with their code; any other exception is a failed mount.
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
