//! A remote in the host.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::attempt::Attempt;
use super::fetch::announce;
use super::instance::Instance;
use super::slot::Slot;
use crate::FederationError;
use crate::lifecycle::{Event, Lifecycle, Status};
use tarn_manifest::Manifest;

pub(super) struct Remote {
    pub(super) name: String,
    /// The slots with its components.
    pub(super) slots: RefCell<Vec<Rc<dyn Slot>>>,
    /// The dispatched actions that its manifest declares, if any.
    pub(super) declared: RefCell<Option<Vec<String>>>,
    /// The number of requests for its files.
    pub(super) attempts: Cell<u32>,
    pub(super) instance: Attempt<Rc<Instance>>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    lifecycle: Lifecycle,
    version: String,
    contract: String,
    url: String,
    error: Option<FederationError>,
}

impl Remote {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            slots: RefCell::default(),
            declared: RefCell::default(),
            attempts: Cell::new(0),
            instance: Attempt::default(),
            state: RefCell::default(),
        }
    }

    pub(super) fn status(&self) -> Status {
        self.state.borrow().lifecycle.status()
    }

    pub(super) fn error(&self) -> Option<FederationError> {
        self.state.borrow().error.clone()
    }

    /// Applies an event and announces it to tools. `error` becomes the error in `remotes()`.
    pub(super) fn step(&self, event: Event, error: Option<FederationError>) {
        let (from, to, code) = {
            let mut state = self.state.borrow_mut();
            let from = state.lifecycle.step(event);
            // A failure that follows from a crash does not replace its error.
            if !(from == Status::Crashed && matches!(event, Event::Failed | Event::Refused)) {
                state.error = error;
            }
            let code = state.error.as_ref().map(|error| error.code.to_string());
            (from, state.lifecycle.status(), code)
        };
        // No borrow while listeners run: they may read the state.
        if from != to {
            announce(&self.name, from.name(), to.name(), code);
        }
    }

    /// Records an error without a change of status.
    pub(super) fn note(&self, error: FederationError) {
        self.state.borrow_mut().error = Some(error);
    }

    pub(super) fn crashed_at(&self) -> Option<f64> {
        self.state.borrow().lifecycle.crashed_at()
    }

    pub(super) fn restarts_after(&self) -> Option<u32> {
        self.state.borrow().lifecycle.restarts_after()
    }

    /// Records the manifest. `contract` is the crate whose version `remotes()` shows.
    pub(super) fn found(&self, manifest: &Manifest, url: &str, contract: &str) {
        self.declared.borrow_mut().clone_from(&manifest.dispatches);
        let mut state = self.state.borrow_mut();
        state.version.clone_from(&manifest.version);
        state.url = url.into();
        state.contract = manifest
            .requires
            .get(contract)
            .map(|requirement| requirement.version.as_str().to_owned())
            .unwrap_or_default();
    }

    fn mounts(&self) -> u32 {
        self.slots
            .borrow()
            .iter()
            .map(|slot| u32::from(slot.is_mounted()))
            .sum()
    }

    /// The entry in `remotes()`.
    pub(super) fn describe(&self, sync: Option<&'static str>) -> JsValue {
        let state = self.state.borrow();
        let text_or_null = |text: &str| match text {
            "" => JsValue::NULL,
            text => text.into(),
        };
        let error = state.error.as_ref().map(FederationError::to_string).unwrap_or_default();
        let object = Object::new();
        for (name, value) in [
            ("name", self.name.as_str().into()),
            ("version", text_or_null(&state.version)),
            ("contract", text_or_null(&state.contract)),
            ("status", state.lifecycle.status().name().into()),
            ("sync", sync.map_or(JsValue::NULL, JsValue::from)),
            ("mounts", self.mounts().into()),
            ("url", text_or_null(&state.url)),
            ("error", text_or_null(&error)),
        ] {
            // A new plain object accepts every property.
            let _ = Reflect::set(&object, &name.into(), &value);
        }
        object.into()
    }
}
