//! Counters of rendering.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::failure::Failure;

/// Counters since the start, by app.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenderMetrics {
    /// The counters of each app that has been asked for HTML; `host` is the shell.
    pub apps: BTreeMap<String, AppMetrics>,
}

/// Counters of one app.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppMetrics {
    /// Calls that returned HTML.
    pub rendered: u64,
    /// Requests that were answered with the rendering of an equal request.
    pub repeated: u64,
    /// Calls without HTML, by code, such as `FED-023`.
    pub failed: BTreeMap<String, u64>,
    /// The time of all calls, in microseconds.
    pub render_us: u64,
    /// Builds that were compiled or taken from the cache.
    pub loaded: u64,
    /// The time of compiling, in microseconds.
    pub load_us: u64,
}

#[derive(Default)]
pub(super) struct Counters(Mutex<RenderMetrics>);

impl Counters {
    pub(super) fn read(&self) -> RenderMetrics {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn rendered(&self, app: &str, time: Duration) {
        self.change(app, |app| {
            app.rendered += 1;
            app.render_us += micros(time);
        });
    }

    pub(super) fn repeated(&self, app: &str) {
        self.change(app, |app| app.repeated += 1);
    }

    /// Returns the number of failures of this kind.
    pub(super) fn failed(&self, app: &str, failure: &Failure) -> u64 {
        self.change(app, |app| {
            let count = app.failed.entry(failure.code.to_string()).or_default();
            *count += 1;
            *count
        })
    }

    pub(super) fn loaded(&self, app: &str, time: Duration) {
        self.change(app, |app| {
            app.loaded += 1;
            app.load_us += micros(time);
        });
    }

    fn change<T>(&self, app: &str, change: impl FnOnce(&mut AppMetrics) -> T) -> T {
        let mut metrics = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match metrics.apps.get_mut(app) {
            Some(known) => change(known),
            None => change(metrics.apps.entry(app.to_owned()).or_default()),
        }
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
