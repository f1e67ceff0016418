//! The host's view of all remotes: which there are, how each is doing, and how to get one.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::attempt::{Attempt, Waiting};
use super::instance::Instance;
use super::remote::Remote;
use super::{development, fetch, loader};
use crate::lifecycle::{Event, Status};
use crate::manifest::{FederationConfig, LimitsConfig};
use crate::retry::RetryPlan;
use crate::{Code, FederationError};

/// Tells how the remote of a name stays in step with a shared store; `None` while it is not attached to one.
pub type SyncOf = Rc<dyn Fn(&str) -> Option<&'static str>>;

/// What a host decides.
pub struct Options {
    /// The address of `federation.json`.
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

impl Federation {
    /// A federation that has not read its `federation.json` yet: the first remote asks for it.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let federation = Self {
            inner: Rc::new(Inner {
                options,
                config: Attempt::default(),
                remotes: RefCell::default(),
            }),
        };
        federation.watch();
        federation
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
            self.begin_anew(&remote);
        }
        if what != "unmount" {
            for slot in &slots {
                slot.ask();
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
            let result = federation.attempts(&started).await;
            match &result {
                Ok(_) => started.step(Event::Loaded, None),
                Err(error) => federation.failed(&started, error),
            }
            result
        })
    }

    /// Tries until it is there, or the plan says that this is all.
    async fn attempts(&self, remote: &Remote) -> Result<Rc<Instance>, FederationError> {
        let config = self.shared_config().await?;
        let Some(entry) = config.remotes.get(&remote.name) else {
            return Err(FederationError::new(
                Code::MALFORMED,
                format!("federation.json has no remote \"{}\"; add it there", remote.name),
            ));
        };
        let shared = &self.inner.options.shared;
        let (mut failed, mut origin) = (0, 0);
        loop {
            // Manifest and files of one attempt come from one place: builds are never mixed.
            let attempt = async {
                let found = loader::find_manifest(&remote.name, entry, origin, &config.limits).await?;
                remote.found(&found, shared.first().map_or("", |(name, _)| name));
                loader::check(&found.manifest, shared)?;
                found.manifest.check_grants(&entry.grants)?;
                let number = remote.attempts.replace(remote.attempts.get() + 1);
                loader::load(&found, number, &config.limits).await
            };
            let error = match attempt.await {
                Ok(instance) => return Ok(instance),
                Err(error) => error,
            };
            failed += 1;
            match plan(&config.limits).next(failed, error.code, entry.manifests.len(), js_sys::Math::random()) {
                None => return Err(error),
                Some(next) => {
                    web_sys::console::warn_1(&format!("remote \"{}\": {error}; trying again", remote.name).into());
                    origin = next.origin;
                    fetch::wait(next.after_ms).await;
                }
            }
        }
    }

    fn shared_config(&self) -> Waiting<Rc<FederationConfig>> {
        let inner = Rc::clone(&self.inner);
        self.inner.config.get(move || async move {
            let mut config = read_config(inner.options.config_url).await?;
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
            remote.step(Event::Crashed(js_sys::Date::now()), Some(error.clone()));
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
            leptos::task::spawn_local(async move {
                fetch::wait(after).await;
                // Somebody may have asked meanwhile, or it has crashed again.
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

async fn read_config(url: &str) -> Result<FederationConfig, FederationError> {
    let limits = LimitsConfig::default();
    let mut failed = 0;
    loop {
        let read = async { FederationConfig::read(&fetch::json(url, limits.manifest_ms).await?) };
        let error = match read.await {
            Ok(config) => return Ok(config),
            Err(error) => error,
        };
        failed += 1;
        match plan(&limits).next(failed, error.code, 1, js_sys::Math::random()) {
            None => return Err(error),
            Some(next) => fetch::wait(next.after_ms).await,
        }
    }
}

fn plan(limits: &LimitsConfig) -> RetryPlan {
    RetryPlan {
        attempts: limits.attempts,
        ..RetryPlan::default()
    }
}
