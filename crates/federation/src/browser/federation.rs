//! The host's view of all remotes: which there are, how each is doing, and how to get one.

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

/// Tells how the remote of a name stays in step with a shared store; `None` while it is not attached to one.
pub type SyncOf = Rc<dyn Fn(&str) -> Option<&'static str>>;

/// Is told of a remote's name, and of the actions in its manifest.
pub type OnDeclared = Box<dyn Fn(&str, &[String])>;

/// What a host decides.
pub struct Options {
    /// The address of `federation.json`, within the base path of the page.
    pub config_url: &'static str,
    /// The crates that the page shares with remotes, and their versions. The first is the one in `remotes()[].contract`.
    pub shared: Vec<(&'static str, &'static str)>,
    /// Called with `federation.json` before any remote is loaded.
    pub on_config: Box<dyn Fn(&FederationConfig)>,
    /// Called for each failed load or mount, and each crash.
    pub on_failure: Box<dyn Fn()>,
    /// Called for each remote that is tried again after a failure, or begins anew in a fresh instance.
    pub on_restart: Box<dyn Fn()>,
    /// Called with the name of a remote whose instance is gone: what that left behind can go.
    pub on_gone: Box<dyn Fn(&str)>,
    /// Called with the name of a remote that is being loaded, and what its manifest declares that it dispatches, if it says so.
    pub on_declared: OnDeclared,
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
    shared: Rc<Shared>,
    config: Attempt<Rc<FederationConfig>>,
    /// Sorted by name.
    remotes: RefCell<Vec<Rc<Remote>>>,
}

impl Federation {
    /// A federation that has not read its `federation.json` yet: the first call of [`Federation::config`] does, or the first remote.
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

    /// Makes this the federation of every [`RemoteView`](super::remote_view::RemoteView) in the present reactive owner and below.
    pub fn provide(&self) {
        provide_context(SendWrapper::new(self.clone()));
    }

    /// Begins to load a remote that nobody has asked for, so that it is there when it is mounted. A failure shows when it is
    /// mounted, which tries again.
    pub fn prefetch(&self, name: &str) {
        if self.remote(name).status() == Status::Idle {
            self.load(name);
        }
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

    /// The remote's instance. All who ask while it loads wait for the same load; a failure is forgotten, so that the next
    /// who asks tries again.
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

    /// Records a failure, and tells the host.
    pub(super) fn failed(&self, remote: &Remote, error: &FederationError) {
        let event = match Status::after(error.code) {
            Status::Refused => Event::Refused,
            _ => Event::Failed,
        };
        remote.step(event, Some(error.clone()));
        self.report(remote, error);
    }

    /// Records an error of a remote that goes on.
    pub(super) fn noted(&self, remote: &Remote, error: FederationError) {
        self.report(remote, &error);
        remote.note(error);
    }

    fn report(&self, remote: &Remote, error: &FederationError) {
        web_sys::console::error_1(&format!("remote \"{}\": {error}", remote.name).into());
        (self.inner.options.on_failure)();
    }

    /// The registry's `crashed(remote, message)`, which a remote's panic hook calls. What it does waits until no remote is
    /// running any more: whoever panicked may have been called by the store, or by this host.
    #[must_use]
    pub fn crashed_function(&self) -> JsValue {
        let federation = self.clone();
        Closure::<dyn Fn(String, String)>::new(move |remote: String, message: String| {
            let federation = federation.clone();
            leptos::task::spawn_local(async move { federation.crashed(&remote, &message, true) });
        })
        .into_js_value()
    }

    /// Hears of what remotes' scripts throw where nobody catches it.
    fn watch(&self) {
        let federation = self.clone();
        let tell = Closure::<dyn Fn(String, String, bool)>::new(move |remote: String, message: String, is_trap| {
            let federation = federation.clone();
            leptos::task::spawn_local(async move {
                if is_trap {
                    federation.crashed(&remote, &message, false);
                } else {
                    let message = format!("uncaught: {message}; the remote goes on");
                    federation.noted(
                        &federation.remote(&remote),
                        FederationError::new(Code::UNCAUGHT, message),
                    );
                }
            });
        });
        fetch::on_uncaught(&tell.into_js_value());
    }

    /// The remote's instance has panicked or trapped. Its slots say so, and it starts again by itself if it has not crashed too
    /// often. A panic is told twice, by its hook and by the trap that ends it, and counts once.
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
                // Whoever asked meanwhile was served; and if it has crashed again, that is another wait.
                if remote.crashed_at() != crash {
                    return;
                }
                for slot in remote.slots.borrow().clone() {
                    slot.restart();
                }
            });
        }
    }

    /// Gives the remote a fresh instance, and the memory of the old one back.
    fn begin_anew(&self, remote: &Remote) {
        (self.inner.options.on_gone)(&remote.name);
        if remote.instance.got().is_some_and(|instance| instance.restart()) {
            (self.inner.options.on_restart)();
        } else {
            // Its files are loaded under another address, which gives another instance.
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

/// `federation.json` that is being read.
struct Reading {
    url: &'static str,
    attempts: Attempts,
    read: Rc<RefCell<FederationConfig>>,
}

impl Wanted for Reading {
    fn origin(&self) -> Result<String, FederationError> {
        Ok(of_page().resolve(self.url))
    }

    fn take(&self, json: &[u8], _url: &str) -> Result<Option<Files>, FederationError> {
        self.read.replace(FederationConfig::read(json)?);
        Ok(None)
    }

    fn failed(&self, error: &FederationError) -> Option<u32> {
        self.attempts.next(error, 1).map(|(_, after)| after)
    }
}
