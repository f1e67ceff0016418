//! All remotes of a host: their list, their status, and their instances.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::provide_context;
use send_wrapper::SendWrapper;
use tarn_base_path::of_page;
use wasm_bindgen::prelude::*;

use super::attempt::{Attempt, Waiting};
use super::fetch::{Files, Wanted};
use super::instance::Instance;
use super::loader::{Attempts, Loading, Shared};
use super::remote::Remote;
use super::{development, fetch};
use crate::lifecycle::{Event, Status};
use crate::{Code, FederationError};
use tarn_manifest::{FederationConfig, LimitsConfig};

/// Returns how the remote of a name synchronizes with a shared store; `None` while it is not attached.
pub type SyncOf = Rc<dyn Fn(&str) -> Option<&'static str>>;

/// Called with the name of a remote and the actions in its manifest.
pub type OnDeclared = Box<dyn Fn(&str, &[String])>;

/// The settings of a host.
pub struct Options {
    /// The address of `federation.json`, within the base path of the page.
    pub config_url: &'static str,
    /// The crates that page and remotes share, with their versions. The first one is in `remotes()[].contract`.
    pub shared: Vec<(&'static str, &'static str)>,
    /// Called with `federation.json` before any remote is loaded.
    pub on_config: Box<dyn Fn(&FederationConfig)>,
    /// Called for each failed load or mount, and each crash.
    pub on_failure: Box<dyn Fn()>,
    /// Called for each retry after a failure, and for each new instance of a remote.
    pub on_restart: Box<dyn Fn()>,
    /// Called with the name of a remote whose instance is gone, for cleanup.
    pub on_gone: Box<dyn Fn(&str)>,
    /// Called with the name of a remote that is loading, and the dispatched actions that its manifest declares, if any.
    pub on_declared: OnDeclared,
    /// How the remote of a name synchronizes with the shared store: `remotes()[].sync`.
    pub sync_of: SyncOf,
}

/// All remotes of the page. Clones share one federation.
///
/// ```no_run
/// use std::rc::Rc;
///
/// use tarn_federation::browser::federation::Options;
/// use tarn_federation::{Federation, Mode, Registry};
///
/// let federation = Federation::new(Options {
///     config_url: "/federation.json",
///     shared: Vec::new(),
///     on_config: Box::new(|_| {}),
///     on_failure: Box::new(|| {}),
///     on_restart: Box::new(|| {}),
///     on_gone: Box::new(|_| {}),
///     on_declared: Box::new(|_, _| {}),
///     sync_of: Rc::new(|_| None),
/// });
/// Registry::new(Mode::Host).with("remotes", &federation.remotes_function()).seal()?;
/// # Ok::<(), tarn_federation::FederationError>(())
/// ```
#[derive(Clone)]
pub struct Federation {
    inner: Rc<Inner>,
}

struct Inner {
    options: Options,
    shared: Rc<Shared>,
    config: Attempt<Rc<FederationConfig>>,
    /// Sorted by name.
    remotes: RefCell<Vec<Rc<Remote>>>,
}

impl Federation {
    /// A federation that has not read its `federation.json` yet. The first call of [`Federation::config`] or the first remote reads it.
    #[must_use]
    pub fn new(mut options: Options) -> Self {
        let federation = Self {
            inner: Rc::new(Inner {
                shared: Rc::new(std::mem::take(&mut options.shared)),
                options,
                config: Attempt::default(),
                remotes: RefCell::default(),
            }),
        };
        federation.watch();
        federation
    }

    /// Makes this the federation of every [`RemoteView`](super::remote_view::RemoteView) in the current reactive owner and below.
    pub fn provide(&self) {
        provide_context(SendWrapper::new(self.clone()));
    }

    /// Preloads a remote before its first mount. The mount shows a failure and retries.
    pub fn prefetch(&self, name: &str) {
        if self.remote(name).status() == Status::Idle {
            self.load(name);
        }
    }

    /// The contents of `federation.json`.
    ///
    /// # Errors
    /// The file cannot be fetched or is malformed. The next call retries.
    pub fn config(&self) -> impl Future<Output = Result<Rc<FederationConfig>, FederationError>> + use<> {
        self.shared_config()
    }

    /// The JavaScript function `remotes()` of the registry.
    #[must_use]
    pub fn remotes_function(&self) -> JsValue {
        let federation = self.clone();
        Closure::<dyn Fn() -> Array>::new(move || federation.remotes()).into_js_value()
    }

    /// For development tools: empties the slots of a remote (`"unmount"`), mounts them again (`"remount"`), or mounts them in a new instance
    /// (`"restart"`).
    pub fn control(&self, what: &str, name: &str) {
        let remote = self.remote(name);
        let slots = remote.slots.borrow().clone();
        for slot in &slots {
            slot.empty();
        }
        if what == "restart" {
            self.begin_anew(&remote);
        }
        if what != "unmount" {
            for slot in slots {
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

    /// The instance of the remote. Concurrent callers share one load. A failure is not cached: the next caller retries.
    pub(super) fn load(&self, name: &str) -> Waiting<Rc<Instance>> {
        let remote = self.remote(name);
        let federation = self.clone();
        let started = Rc::clone(&remote);
        remote.instance.get(move || async move {
            if !matches!(started.status(), Status::Idle | Status::Loading) {
                (federation.inner.options.on_restart)();
                (federation.inner.options.on_gone)(&started.name);
            }
            started.step(Event::Asked, None);
            let result = federation.fetch(&started).await;
            match &result {
                Ok(_) => started.step(Event::Loaded, None),
                Err(error) => federation.failed(&started, error),
            }
            result
        })
    }

    async fn fetch(&self, remote: &Rc<Remote>) -> Result<Rc<Instance>, FederationError> {
        let config = self.shared_config().await?;
        let (manifest_ms, mount_ms) = (config.limits.manifest_ms, config.limits.mount_ms);
        let loading = Loading::new(Rc::clone(remote), config, Rc::clone(&self.inner.shared));
        let glue = fetch::fetch(loading, manifest_ms).await?;
        if let Some(declared) = &*remote.declared.borrow() {
            (self.inner.options.on_declared)(&remote.name, declared);
        }
        Instance::new(&remote.name, &glue, mount_ms).map(Rc::new)
    }

    fn shared_config(&self) -> Waiting<Rc<FederationConfig>> {
        let inner = Rc::clone(&self.inner);
        self.inner.config.get(move || async move {
            let limits = LimitsConfig::default();
            let read = Rc::default();
            let reading = Reading {
                url: inner.options.config_url,
                shared: Rc::clone(&inner.shared),
                attempts: Attempts::new(&limits),
                read: Rc::clone(&read),
            };
            fetch::fetch(reading, limits.manifest_ms).await?;
            let mut config = read.take();
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

    /// Records a failure and notifies the host.
    pub(super) fn failed(&self, remote: &Remote, error: &FederationError) {
        let event = match Status::after(error.code) {
            Status::Refused => Event::Refused,
            _ => Event::Failed,
        };
        remote.step(event, Some(error.clone()));
        self.report(remote, error);
    }

    /// Records an error of a remote that continues.
    pub(super) fn noted(&self, remote: &Remote, error: FederationError) {
        self.report(remote, &error);
        remote.note(error);
    }

    fn report(&self, remote: &Remote, error: &FederationError) {
        web_sys::console::error_1(&format!("remote \"{}\": {error}", remote.name).into());
        (self.inner.options.on_failure)();
    }

    /// The JavaScript function `crashed(remote, message)` of the registry, which the panic hook of a remote calls. Its effects wait until no
    /// remote runs: the store or this host may have called the remote.
    #[must_use]
    pub fn crashed_function(&self) -> JsValue {
        let federation = self.clone();
        Closure::<dyn Fn(String, String)>::new(move |remote: String, message: String| {
            let federation = federation.clone();
            leptos::task::spawn_local(async move { federation.crashed(&remote, &message, true) });
        })
        .into_js_value()
    }

    /// Listens for uncaught exceptions of remotes.
    fn watch(&self) {
        let federation = self.clone();
        let tell = Closure::<dyn Fn(String, String, bool)>::new(move |remote: String, message: String, is_trap| {
            let federation = federation.clone();
            leptos::task::spawn_local(async move {
                if is_trap {
                    federation.crashed(&remote, &message, false);
                } else {
                    let message = format!("uncaught: {message}; the remote continues");
                    federation.noted(
                        &federation.remote(&remote),
                        FederationError::new(Code::UNCAUGHT, message),
                    );
                }
            });
        });
        fetch::on_uncaught(&tell.into_js_value());
    }

    /// The instance of the remote has panicked or trapped. Its slots show the error, and it restarts automatically unless it has crashed too
    /// often. A panic is reported twice, by its hook and by the following trap, and counts once.
    fn crashed(&self, name: &str, message: &str, is_panic: bool) {
        let remote = self.remote(name);
        let is_known = remote.status() == Status::Crashed;
        if is_known && !is_panic {
            return;
        }
        let error = FederationError::new(Code::CRASHED, format!("the remote crashed: {message}"));
        if is_known {
            remote.note(error.clone());
        } else {
            remote.step(
                Event::Crashed(tarn_capabilities::clock::monotonic_ms()),
                Some(error.clone()),
            );
            self.report(&remote, &error);
        }
        for slot in remote.slots.borrow().clone() {
            slot.lose(&error);
        }
        if is_known {
            return;
        }
        self.begin_anew(&remote);
        if let Some(after) = remote.restarts_after() {
            let crash = remote.crashed_at();
            leptos::task::spawn_local(async move {
                fetch::wait(after).await;
                // After another crash, that crash has its own wait.
                if remote.crashed_at() != crash {
                    return;
                }
                for slot in remote.slots.borrow().clone() {
                    slot.restart();
                }
            });
        }
    }

    /// Replaces the instance of the remote and frees the memory of the old one.
    fn begin_anew(&self, remote: &Remote) {
        (self.inner.options.on_gone)(&remote.name);
        if remote.instance.got().is_some_and(|instance| instance.restart()) {
            (self.inner.options.on_restart)();
        } else {
            // A different address of its files gives a new instance.
            remote.instance.forget();
        }
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

/// A read of `federation.json`.
struct Reading {
    url: &'static str,
    shared: Rc<Shared>,
    attempts: Attempts,
    read: Rc<RefCell<FederationConfig>>,
}

impl Wanted for Reading {
    fn origin(&self) -> Result<String, FederationError> {
        Ok(of_page().resolve(self.url))
    }

    fn take(&self, json: &[u8], _url: &str) -> Result<Option<Files>, FederationError> {
        let config = FederationConfig::read(json)?;
        let shared: Vec<_> = self.shared.iter().map(|(name, _)| *name).collect();
        config.refuse_names(&shared)?;
        self.read.replace(config);
        Ok(None)
    }

    fn failed(&self, error: &FederationError) -> Option<u32> {
        self.attempts.next(error, 1).map(|(_, after)| after)
    }
}
