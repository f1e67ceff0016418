//! The host's view of all remotes: which there are, how each is doing, and how to get one.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::attempt::{Attempt, Waiting};
use super::instance::Instance;
use super::remote_view::Slot;
use super::{development, fetch, loader};
use crate::manifest::FederationConfig;
use crate::{Code, FederationError};

/// Tells how the remote of a name stays in step with a shared store; `None` while it is not attached to one.
pub type SyncOf = Rc<dyn Fn(&str) -> Option<&'static str>>;

/// What a host decides.
pub struct Options {
    /// The address of `federation.json`.
    pub config_url: &'static str,
    /// The crates that the page shares with remotes, and their versions.
    pub shared: Vec<(&'static str, &'static str)>,
    /// Called with `federation.json` before any remote is loaded.
    pub on_config: Box<dyn Fn(&FederationConfig)>,
    /// Called for each failed load or mount.
    pub on_failure: Box<dyn Fn()>,
    /// Called with the name of a remote that is tried again after a failure, or begins anew in a fresh instance: what its old
    /// instance left behind can go.
    pub on_restart: Box<dyn Fn(&str)>,
    /// How the remote of that name stays in step with the shared store: `remotes()[].sync`.
    pub sync_of: SyncOf,
}

/// All remotes of the page. Cheap to clone: every clone is the same federation.
#[derive(Clone)]
pub struct Federation {
    inner: Rc<Inner>,
}

struct Inner {
    options: Options,
    config: Attempt<Rc<FederationConfig>>,
    /// Sorted by name.
    remotes: RefCell<Vec<Rc<Remote>>>,
}

/// One remote.
pub(super) struct Remote {
    pub(super) name: String,
    /// Where its components are shown.
    pub(super) slots: RefCell<Vec<Rc<Slot>>>,
    state: RefCell<State>,
    attempts: Cell<u32>,
    instance: Attempt<Rc<Instance>>,
}

#[derive(Default)]
struct State {
    status: Status,
    version: String,
    contract: String,
    url: String,
    error: Option<FederationError>,
}

/// How a remote is doing: `remotes()[].status`, and `data-status` of its slots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// Nobody has asked for it.
    #[default]
    Idle,
    /// On its way.
    Loading,
    /// Loaded.
    Ready,
    /// Could not be loaded or mounted.
    Failed,
    /// Cannot live with this page's contracts.
    Refused,
}

impl Status {
    /// The name in `remotes()` and `data-status`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Refused => "refused",
        }
    }

    /// The status that an error leads to.
    #[must_use]
    pub fn after(error: &FederationError) -> Self {
        if error.code == Code::CONTRACT_REFUSED {
            Self::Refused
        } else {
            Self::Failed
        }
    }
}

impl Federation {
    /// A federation that has not read its `federation.json` yet: the first call of [`Federation::config`] does, or the first remote.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            inner: Rc::new(Inner {
                options,
                config: Attempt::default(),
                remotes: RefCell::default(),
            }),
        }
    }

    /// Begins to load a remote, so that it is there when it is mounted. A failure shows when it is mounted.
    pub fn prefetch(&self, name: &str) {
        self.load(name);
    }

    /// `federation.json`, as soon as it is there.
    ///
    /// # Errors
    /// When it cannot be fetched or is malformed. The next call tries again.
    pub fn config(&self) -> impl Future<Output = Result<Rc<FederationConfig>, FederationError>> + use<> {
        self.shared_config()
    }

    /// The registry's `remotes()`.
    #[must_use]
    pub fn remotes_function(&self) -> JsValue {
        let federation = self.clone();
        Closure::<dyn Fn() -> Array>::new(move || federation.remotes()).into_js_value()
    }

    /// For development tools: empties the slots of a remote (`"unmount"`), mounts them again (`"remount"`), or does so in a
    /// fresh instance (`"restart"`).
    pub fn control(&self, what: &str, name: &str) {
        let remote = self.remote(name);
        let slots = remote.slots.borrow().clone();
        for slot in &slots {
            slot.empty();
        }
        if what == "restart" {
            if remote.instance.got().is_some_and(|instance| instance.restart()) {
                (self.inner.options.on_restart)(name);
                remote.set(Status::Ready, None);
            } else {
                // Its files are loaded under another address, which gives another instance.
                remote.instance.forget();
            }
        }
        if what != "unmount" {
            for slot in &slots {
                slot.start();
            }
        }
    }

    pub(super) fn remote(&self, name: &str) -> Rc<Remote> {
        let mut remotes = self.inner.remotes.borrow_mut();
        if let Some(known) = remotes.iter().find(|remote| remote.name == name) {
            return Rc::clone(known);
        }
        let remote = Rc::new(Remote::new(name));
        let index = remotes.partition_point(|known| known.name.as_str() < name);
        remotes.insert(index, Rc::clone(&remote));
        remote
    }

    /// The remote's instance. All who ask while it loads wait for the same load; a failure is forgotten, so that the next
    /// who asks tries again.
    pub(super) fn load(&self, name: &str) -> Waiting<Rc<Instance>> {
        let remote = self.remote(name);
        let federation = self.clone();
        let started = Rc::clone(&remote);
        remote.instance.get(move || async move {
            let attempt = started.attempts.replace(started.attempts.get() + 1);
            if attempt > 0 {
                (federation.inner.options.on_restart)(&started.name);
            }
            started.set(Status::Loading, None);
            let result = federation.attempt(&started, attempt).await;
            match &result {
                Ok(_) => started.set(Status::Ready, None),
                Err(error) => federation.failed(&started, error),
            }
            result
        })
    }

    async fn attempt(&self, remote: &Remote, attempt: u32) -> Result<Rc<Instance>, FederationError> {
        let config = self.shared_config().await?;
        let Some(entry) = config.remotes.get(&remote.name) else {
            return Err(FederationError::new(
                Code::MALFORMED,
                format!("federation.json has no remote \"{}\"; add it there", remote.name),
            ));
        };
        let found = loader::find_manifest(&remote.name, entry).await?;
        remote.found(&found);
        let shared: Vec<_> = self.inner.options.shared.clone();
        loader::check(&found.manifest, &shared)?;
        found.manifest.check_grants(&entry.grants)?;
        loader::load(&found, attempt).await
    }

    fn shared_config(&self) -> Waiting<Rc<FederationConfig>> {
        let inner = Rc::clone(&self.inner);
        self.inner.config.get(move || async move {
            let mut config = FederationConfig::read(&fetch::json(inner.options.config_url).await?)?;
            development::apply_overrides(&mut config);
            (inner.options.on_config)(&config);
            for (name, _) in config.remotes.iter() {
                Self {
                    inner: Rc::clone(&inner),
                }
                .remote(name);
            }
            Ok(Rc::new(config))
        })
    }

    /// Records a failure, and tells the host.
    pub(super) fn failed(&self, remote: &Remote, error: &FederationError) {
        remote.set(Status::after(error), Some(error.clone()));
        web_sys::console::error_1(&format!("remote \"{}\": {error}", remote.name).into());
        (self.inner.options.on_failure)();
    }

    fn remotes(&self) -> Array {
        let remotes = self.inner.remotes.borrow();
        let sync_of = |name: &str| (self.inner.options.sync_of)(name);
        remotes
            .iter()
            .map(|remote| remote.describe(sync_of(&remote.name)))
            .collect()
    }
}

impl Remote {
    fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            slots: RefCell::default(),
            state: RefCell::default(),
            attempts: Cell::new(0),
            instance: Attempt::default(),
        }
    }

    pub(super) fn set(&self, status: Status, error: Option<FederationError>) {
        let mut state = self.state.borrow_mut();
        state.status = status;
        state.error = error;
    }

    fn found(&self, found: &loader::Found) {
        let mut state = self.state.borrow_mut();
        state.version.clone_from(&found.manifest.version);
        state.url.clone_from(&found.url);
        state.contract = found
            .manifest
            .requires
            .get("shared-store")
            .map(|requirement| requirement.version.clone())
            .unwrap_or_default();
    }

    fn mounts(&self) -> u32 {
        self.slots
            .borrow()
            .iter()
            .map(|slot| u32::from(slot.is_mounted()))
            .sum()
    }

    fn describe(&self, sync: Option<&'static str>) -> JsValue {
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
            ("status", state.status.name().into()),
            ("sync", sync.map_or(JsValue::NULL, JsValue::from)),
            ("mounts", self.mounts().into()),
            ("url", text_or_null(&state.url)),
            ("error", text_or_null(&error)),
        ] {
            // A fresh plain object takes every property.
            let _ = Reflect::set(&object, &name.into(), &value);
        }
        object.into()
    }
}
