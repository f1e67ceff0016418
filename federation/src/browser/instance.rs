//! A loaded remote: one instance of its module, any number of mounts.

use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use super::fetch::{message_of, mounted};
use crate::{Code, FederationError};

/// How long a mount may take that returns a promise.
const MOUNT_MS: u32 = 10_000;

/// What a remote's module exports.
pub(super) struct Instance {
    mount: Function,
    update: Function,
    unmount: Function,
    /// Begins anew in a fresh memory. A remote that is all JavaScript has none, nor has one that was built before there was one.
    restart: Option<Function>,
}

impl Instance {
    pub(super) fn new(remote: &str, glue: &JsValue) -> Result<Self, FederationError> {
        let export = |name: &str| {
            Reflect::get(glue, &name.into())
                .and_then(wasm_bindgen::JsCast::dyn_into::<Function>)
                .map_err(|_| {
                    FederationError::new(
                        Code::GLUE,
                        format!("remote \"{remote}\" exports no function \"{name}\"; its module must export mount, update and unmount, as federation::expose! does"),
                    )
                })
        };
        Ok(Self {
            mount: export("mount")?,
            update: export("update")?,
            unmount: export("unmount")?,
            restart: export("restart").ok(),
        })
    }

    /// Makes the next mount begin in a fresh memory; `false` if this remote cannot.
    pub(super) fn restart(&self) -> bool {
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
}

impl Mount {
    /// Mounts at once, unless the remote returns a promise of its handle.
    pub(super) async fn new(
        instance: &Rc<Instance>,
        element: &HtmlElement,
        component: &str,
        props: &Object,
    ) -> Result<Self, FederationError> {
        let id = instance
            .mount
            .call3(&JsValue::UNDEFINED, element, &component.into(), props)
            .map_err(|error| failure(&error, component))?;
        let id = match is_promise(&id) {
            false => id,
            true => JsFuture::from(mounted(&id, &instance.unmount, MOUNT_MS))
                .await
                .map_err(|error| failure(&error, component))?,
        };
        Ok(Self {
            instance: Rc::clone(instance),
            id,
        })
    }

    pub(super) fn update(&self, component: &str, props: &Object) -> Result<(), FederationError> {
        self.instance
            .update
            .call2(&JsValue::UNDEFINED, &self.id, props)
            .map(drop)
            .map_err(|error| failure(&error, component))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        if let Err(error) = self.instance.unmount.call1(&JsValue::UNDEFINED, &self.id) {
            web_sys::console::error_1(&error);
        }
    }
}

/// Anything with a `then`: a remote may bring promises of its own.
fn is_promise(value: &JsValue) -> bool {
    value.is_object() && Reflect::get(value, &"then".into()).is_ok_and(|then| then.is_function())
}

/// A remote's own errors begin with their code; anything else is a failed mount.
fn failure(error: &JsValue, component: &str) -> FederationError {
    if error.is_null() {
        return FederationError::new(
            Code::MOUNT_TIMEOUT,
            format!(
                "mounting \"{component}\" took longer than {} s; the promise that its mount returned must settle",
                MOUNT_MS / 1000
            ),
        );
    }
    let message = message_of(error);
    match Code::split(&message) {
        Some((code, message)) => FederationError::new(code, message),
        None => FederationError::new(
            Code::MOUNT,
            format!("mounting \"{component}\" failed: {message}; see the console"),
        ),
    }
}
