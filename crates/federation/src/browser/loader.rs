//! Loading of a remote: its manifest, the checks, its files, and retries.

use std::cell::Cell;
use std::rc::Rc;

use tarn_base_path::of_page;
use tarn_manifest::version;
use web_sys::Url;

use super::fetch::{Files, Wanted};
use super::remote::Remote;
use crate::retry::RetryPlan;
use crate::{Code, FederationError};
use tarn_manifest::{FederationConfig, LimitsConfig, Manifest, RemoteConfig};

/// The crates that page and remotes share, with their versions.
pub(super) type Shared = Vec<(&'static str, &'static str)>;

/// A load of a remote.
pub(super) struct Loading {
    remote: Rc<Remote>,
    config: Rc<FederationConfig>,
    shared: Rc<Shared>,
    /// The index of the manifest for this attempt.
    origin: Cell<usize>,
    attempts: Attempts,
}

impl Loading {
    pub(super) fn new(remote: Rc<Remote>, config: Rc<FederationConfig>, shared: Rc<Shared>) -> Self {
        Self {
            remote,
            attempts: Attempts::new(&config.limits),
            config,
            shared,
            origin: Cell::new(0),
        }
    }

    fn entry(&self) -> Result<&RemoteConfig, FederationError> {
        let name = &self.remote.name;
        self.config.remotes.get(name).ok_or_else(|| {
            FederationError::new(
                Code::MALFORMED,
                format!("federation.json has no remote \"{name}\"; add it there"),
            )
        })
    }
}

impl Wanted for Loading {
    fn origin(&self) -> Result<String, FederationError> {
        let page = web_sys::window()
            .and_then(|window| window.location().href().ok())
            .unwrap_or_default();
        let manifests = &self.entry()?.manifests;
        let manifest = manifests.get(self.origin.get()).map_or("", String::as_str);
        // A path belongs to this site.
        resolve(&of_page().resolve(manifest), &page)
    }

    /// Performs all checks that need no code. A further attempt uses different addresses for the same files, because browsers cache a failed
    /// module by its address.
    fn take(&self, json: &[u8], url: &str) -> Result<Option<Files>, FederationError> {
        let manifest = Manifest::read(&self.remote.name, json)?;
        self.remote
            .found(&manifest, url, self.shared.first().map_or("", |(name, _)| name));
        for warning in version::check_all(&manifest.name, &manifest.requires, &self.shared)? {
            web_sys::console::warn_1(&warning.into());
        }
        manifest.check_grants(&self.entry()?.grants)?;
        let attempt = self.remote.attempts.replace(self.remote.attempts.get() + 1);
        let file = |file: &str| {
            let mut address = resolve(file, url)?;
            if attempt > 0 {
                address = address + "?attempt=" + &attempt.to_string();
            }
            Ok::<_, FederationError>((address, manifest.integrity_of(file)))
        };
        let styles: Result<Vec<_>, _> = manifest.entry.css.iter().map(|style| file(style)).collect();
        let wasm = manifest.entry.wasm.as_deref().map(file).transpose()?;
        Ok(Some(Files::new(
            &manifest.name,
            &file(&manifest.entry.js)?,
            wasm.as_ref(),
            &styles?,
            self.config.limits.code_ms,
        )))
    }

    fn failed(&self, error: &FederationError) -> Option<u32> {
        let origins = self.entry().map_or(0, |entry| entry.manifests.len());
        let (origin, after) = self.attempts.next(error, origins)?;
        self.origin.set(origin);
        web_sys::console::warn_1(&format!("remote \"{}\": {error}; trying again", self.remote.name).into());
        Some(after)
    }
}

/// The number of failed attempts.
pub(super) struct Attempts {
    plan: RetryPlan,
    failed: Cell<u32>,
}

impl Attempts {
    pub(super) fn new(limits: &LimitsConfig) -> Self {
        Self {
            plan: RetryPlan {
                attempts: limits.attempts,
                ..RetryPlan::default()
            },
            failed: Cell::new(0),
        }
    }

    /// Counts a failure. Returns the manifest of the next attempt, and the milliseconds until then.
    pub(super) fn next(&self, error: &FederationError, origins: usize) -> Option<(usize, u32)> {
        self.failed.set(self.failed.get() + 1);
        let next = self
            .plan
            .next(self.failed.get(), error.code, origins, js_sys::Math::random())?;
        Some((next.origin, next.after_ms))
    }
}

fn resolve(address: &str, base: &str) -> Result<String, FederationError> {
    Url::new_with_base(address, base).map(|url| url.href()).map_err(|_| {
        FederationError::new(
            Code::MALFORMED,
            format!("\"{address}\" is not an address; correct it in federation.json"),
        )
    })
}
