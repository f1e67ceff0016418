//! The renderers of all apps: loaded when they are first asked, and again after each deployment.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::app_files::{self, App, Stamp};
use super::checked_html::checked_html;
use super::engine::Machine;
use super::error::RenderError;
use super::failure::Failure;
use super::metrics::{Counters, RenderMetrics};
use super::options::RenderOptions;
use super::renderer::Renderer;
use crate::page_renderer::{PageRenderer, PageRequest, RemoteHtml, Rendering};
use crate::types::{Answer, Part, Rendered, Request, Slot};

/// The renderers of the apps in a folder. Cheap to clone.
///
/// Each call runs in an instance of its own, which has no files, no network, no environment and nothing of another request. A failure is
/// logged and counted, and the slot comes without HTML.
#[derive(Clone)]
pub struct Renderers(Arc<Inner>);

struct Inner {
    machine: Machine,
    loaded: Mutex<HashMap<String, Arc<Place>>>,
    permits: Arc<Semaphore>,
    counters: Counters,
}

/// The present renderer of one app. Its lock is held while a build is compiled: other requests for the app wait.
#[derive(Default)]
struct Place(Mutex<Option<Loaded>>);

#[derive(Clone)]
struct Loaded {
    stamp: Stamp,
    manifest: Arc<str>,
    /// `None` for an app without a renderer.
    renderer: Result<Option<Arc<Renderer>>, Failure>,
}

/// A rendering, and the manifest of its build.
type Outcome = Result<Option<(Rendered, Arc<str>)>, Failure>;

impl Renderers {
    /// Makes the sandbox. No renderer is loaded yet.
    ///
    /// # Errors
    /// The sandbox cannot be made: [`RenderError`].
    pub fn new(options: RenderOptions) -> Result<Self, RenderError> {
        let permits = Arc::new(Semaphore::new(options.concurrent as usize));
        Ok(Self(Arc::new(Inner {
            machine: Machine::new(options)?,
            loaded: Mutex::default(),
            permits,
            counters: Counters::default(),
        })))
    }

    /// The shell of a page; `None` if the host has no renderer, or its renderer failed.
    pub async fn shell(&self, page: &PageRequest) -> Option<Rendered> {
        let request = request_of(page, String::new(), "{}".to_owned(), Vec::new());
        let rendered = self.render(None, request).await?.0;
        Some(rendered)
    }

    /// The HTML of a remote for a slot; `None` if it has no renderer, or its renderer failed.
    pub async fn remote(&self, page: &PageRequest, slot: &Slot, answers: &[Answer]) -> Option<RemoteHtml> {
        let request = request_of(page, slot.component.clone(), slot.props.clone(), answers.to_vec());
        let (rendered, manifest) = self.render(Some(slot.remote.clone()), request).await?;
        let Rendered { parts, head, wanted } = rendered;
        let html = parts.into_iter().filter_map(|part| match part {
            Part::Html(html) => Some(html),
            Part::Slot(_) => None,
        });
        Some(RemoteHtml {
            html: html.collect(),
            head,
            wanted,
            manifest: manifest.to_string(),
        })
    }

    /// Loads the renderers of these remotes and of the host, so that the first requests need not wait.
    pub async fn warm(&self, remotes: &[String]) {
        let (inner, remotes) = (Arc::clone(&self.0), remotes.to_vec());
        let load = move || {
            let apps = std::iter::once(App::Host).chain(remotes.iter().map(|name| App::Remote(name)));
            for app in apps {
                if let Err(failure) = inner.current(app) {
                    inner.note(app, &failure);
                }
            }
        };
        // A panic of the task would be that of the sandbox; the requests find out themselves.
        let _ = spawn_blocking(load).await;
    }

    /// Counters since the start.
    #[must_use]
    pub fn metrics(&self) -> RenderMetrics {
        self.0.counters.read()
    }

    /// Renders with the app's present build, on a thread where blocking is no harm.
    async fn render(&self, remote: Option<String>, request: Request) -> Option<(Rendered, Arc<str>)> {
        let inner = Arc::clone(&self.0);
        let permit = Arc::clone(&inner.permits).acquire_owned().await.ok()?;
        let run = move || {
            let app = remote.as_deref().map_or(App::Host, App::Remote);
            let result = inner.render(app, &request);
            drop(permit);
            result.unwrap_or_else(|failure| {
                inner.note(app, &failure);
                None
            })
        };
        spawn_blocking(run).await.ok().flatten()
    }
}

impl PageRenderer for Renderers {
    fn shell<'a>(&'a self, page: &'a PageRequest) -> Rendering<'a, Rendered> {
        Box::pin(Self::shell(self, page))
    }

    fn remote<'a>(&'a self, page: &'a PageRequest, slot: &'a Slot, answers: &'a [Answer]) -> Rendering<'a, RemoteHtml> {
        Box::pin(Self::remote(self, page, slot, answers))
    }
}

impl Inner {
    fn dist(&self) -> &Path {
        &self.machine.options.dist
    }

    fn render(&self, app: App<'_>, request: &Request) -> Outcome {
        let loaded = self.current(app)?;
        let Some(renderer) = loaded.renderer? else {
            return Ok(None);
        };
        let start = Instant::now();
        let rendered = renderer.render(&self.machine, request)?;
        for part in &rendered.parts {
            check(app, part)?;
        }
        self.counters.rendered(app.name(), start.elapsed());
        Ok(Some((rendered, loaded.manifest)))
    }

    /// The renderer of the app's present build, loaded if it is new.
    fn current(&self, app: App<'_>) -> Result<Loaded, Failure> {
        let Ok(stamp) = app_files::stamp(self.dist(), app) else {
            // An app that is not built has no renderer.
            return Ok(Loaded {
                stamp: Stamp::default(),
                manifest: "".into(),
                renderer: Ok(None),
            });
        };
        let place = {
            let mut all = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(app.name().to_owned()).or_default())
        };
        let mut loaded = place.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*loaded {
            Some(present) if present.stamp == stamp => Ok(present.clone()),
            _ => {
                let new = self.load(app, stamp);
                *loaded = Some(new.clone());
                Ok(new)
            }
        }
    }

    fn load(&self, app: App<'_>, stamp: Stamp) -> Loaded {
        let start = Instant::now();
        let mut manifest: Arc<str> = "".into();
        let renderer = app_files::read(self.dist(), app).and_then(|build| {
            manifest = build.pointer.into();
            let component = build.component;
            component
                .map(|bytes| Renderer::new(&self.machine.engine, &bytes).map(Arc::new))
                .transpose()
        });
        let time = start.elapsed();
        if let Ok(Some(_)) = renderer {
            self.counters.loaded(app.name(), time);
            tracing::info!(app = app.name(), ms = time.as_millis(), "loaded a renderer");
        }
        Loaded {
            stamp,
            manifest,
            renderer,
        }
    }

    /// Counts a failure. The log has the first ones, and then one at each doubling.
    fn note(&self, app: App<'_>, failure: &Failure) {
        let count = self.counters.failed(app.name(), failure);
        if count < 4 || count.is_power_of_two() {
            tracing::warn!(app = app.name(), count, "{failure}");
        }
    }
}

/// Refuses HTML of a remote that would change the page around it. The host owns the page.
fn check(app: App<'_>, part: &Part) -> Result<(), Failure> {
    match (app, part) {
        (App::Remote(_), Part::Html(html)) => {
            checked_html(html).map_err(|reason| Failure::refused(format!("its HTML is refused: {reason}")))
        }
        _ => Ok(()),
    }
}

fn request_of(page: &PageRequest, component: String, props: String, answers: Vec<Answer>) -> Request {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Request {
        component,
        props,
        path: page.path.clone(),
        query: page.query.clone(),
        site: page.site.clone(),
        locale: page.locale.clone(),
        now_ms: since_epoch.as_millis() as f64,
        answers,
    }
}
