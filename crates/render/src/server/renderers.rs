//! The renderers of all apps: loaded when they are first asked, and again after each deployment.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::app_files::{self, App, Stamp};
use super::checked_html::checked_html;
use super::engine::Machine;
use super::error::RenderError;
use super::failure::Failure;
use super::memo::{Key, Memo};
use super::metrics::{Counters, RenderMetrics};
use super::options::RenderOptions;
use super::renderer::Renderer;
use crate::page_renderer::{self, PageRenderer, PageRequest, RemoteHtml, ShellHtml};
use crate::types::{Answer, Part, Rendered, Request, Slot};

/// A build whose files are missing, or not as its manifest says, is read again after this time.
const RETRY: Duration = Duration::from_secs(2);

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
    memo: Memo,
    loads: AtomicU64,
    counters: Counters,
}

/// The present renderer of one app. Its lock is held while a build is compiled: other requests for the app wait, without a thread and
/// without a permit that requests for other apps need.
#[derive(Default)]
struct Place(tokio::sync::Mutex<Option<Loaded>>);

#[derive(Clone)]
struct Loaded {
    stamp: Stamp,
    /// The number of the load. No two loads have the same, of whatever app.
    number: u64,
    /// When its files could not be read: a deployment may still be copying them.
    unread_at: Option<Instant>,
    build: Arc<BuildName>,
    /// `None` for an app without a renderer.
    renderer: Result<Option<Arc<Renderer>>, Failure>,
}

impl Loaded {
    /// An app that is not built, which has no renderer.
    fn nothing() -> Self {
        Self {
            stamp: Stamp::default(),
            number: 0,
            unread_at: None,
            build: Arc::default(),
            renderer: Ok(None),
        }
    }

    /// Whether this is the build with `stamp`. Unreadable files are read again after [`RETRY`].
    fn is_present(&self, stamp: &Stamp) -> bool {
        let may_be_there_by_now = self.unread_at.is_some_and(|at| at.elapsed() >= RETRY);
        self.stamp == *stamp && !may_be_there_by_now
    }
}

/// What names a build.
#[derive(Default)]
struct BuildName {
    id: String,
    /// The text of `remote.json`, or of the `render.json` of a host.
    manifest: String,
}

/// A rendering, and its build.
type OfBuild = (Arc<Rendered>, Arc<BuildName>);

impl Renderers {
    /// Makes the sandbox. No renderer is loaded yet.
    ///
    /// # Errors
    /// The sandbox cannot be made: [`RenderError`].
    pub fn new(options: RenderOptions) -> Result<Self, RenderError> {
        let permits = Arc::new(Semaphore::new(options.concurrent as usize));
        let memo = Memo::new(options.memo);
        Ok(Self(Arc::new(Inner {
            machine: Machine::new(options)?,
            loaded: Mutex::default(),
            permits,
            memo,
            loads: AtomicU64::new(1),
            counters: Counters::default(),
        })))
    }

    /// The shell of a page; `None` if the host has no renderer, or its renderer failed.
    pub async fn shell(&self, page: &PageRequest) -> Option<ShellHtml> {
        let request = request_of(page, String::new(), "{}".to_owned(), Vec::new());
        let (rendered, build) = self.render(None, request).await?;
        Some(ShellHtml {
            rendered: Arc::unwrap_or_clone(rendered),
            build: build.id.clone(),
        })
    }

    /// The HTML of a remote for a slot; `None` if it has no renderer, or its renderer failed.
    pub async fn remote(&self, page: &PageRequest, slot: &Slot, answers: &[Answer]) -> Option<RemoteHtml> {
        let request = request_of(page, slot.component.clone(), slot.props.clone(), answers.to_vec());
        let (rendered, build) = self.render(Some(slot.remote.clone()), request).await?;
        let Rendered { parts, head, wanted } = Arc::unwrap_or_clone(rendered);
        let html = parts.into_iter().filter_map(|part| match part {
            Part::Html(html) => Some(html),
            Part::Slot(_) => None,
        });
        Some(RemoteHtml {
            html: html.collect(),
            head,
            wanted,
            manifest: build.manifest.clone(),
        })
    }

    /// Loads the renderers of these remotes and of the host, so that the first requests need not wait.
    pub async fn warm(&self, remotes: &[String]) {
        let apps = std::iter::once(None).chain(remotes.iter().map(|name| Some(name.as_str())));
        for remote in apps {
            if let Err(failure) = self.0.current(remote).await.renderer {
                self.0.note(app(remote), &failure);
            }
        }
    }

    /// Counters since the start.
    #[must_use]
    pub fn metrics(&self) -> RenderMetrics {
        self.0.counters.read()
    }

    /// Renders with the app's present build, on a thread where blocking is no harm.
    async fn render(&self, remote: Option<String>, request: Request) -> Option<OfBuild> {
        let (inner, request) = (Arc::clone(&self.0), Arc::new(request));
        if let Some(known) = inner.known(app(remote.as_deref()), &request) {
            return Some(known);
        }
        let loaded = inner.current(remote.as_deref()).await;
        let permit = Arc::clone(&inner.permits).acquire_owned().await.ok()?;
        let run = move || {
            let app = app(remote.as_deref());
            let result = inner.render(app, loaded, &request);
            drop(permit);
            result.unwrap_or_else(|failure| {
                inner.note(app, &failure);
                None
            })
        };
        spawn_blocking(run).await.ok().flatten()
    }
}

/// The app of this name; without one, the host.
fn app(remote: Option<&str>) -> App<'_> {
    remote.map_or(App::Host, App::Remote)
}

impl PageRenderer for Renderers {
    fn shell<'a>(&'a self, page: &'a PageRequest) -> page_renderer::Rendering<'a, ShellHtml> {
        Box::pin(Self::shell(self, page))
    }

    fn remote<'a>(
        &'a self,
        page: &'a PageRequest,
        slot: &'a Slot,
        answers: &'a [Answer],
    ) -> page_renderer::Rendering<'a, RemoteHtml> {
        Box::pin(Self::remote(self, page, slot, answers))
    }
}

impl Inner {
    fn dist(&self) -> &Path {
        &self.machine.options.dist
    }

    /// The kept rendering of an equal request by the app's present build. Does not wait for a build that is being compiled.
    fn known(&self, app: App<'_>, request: &Arc<Request>) -> Option<OfBuild> {
        let stamp = app_files::stamp(self.dist(), app).ok()?;
        let place = self.place(app);
        let (number, build) = {
            let loaded = place.0.try_lock().ok()?;
            let present = loaded.as_ref().filter(|present| present.stamp == stamp)?;
            (present.number, Arc::clone(&present.build))
        };
        let rendered = self.memo.get(&Key::new(number, Arc::clone(request)))?;
        self.counters.repeated(app.name());
        Some((rendered, build))
    }

    fn place(&self, app: App<'_>) -> Arc<Place> {
        let mut all = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(app.name().to_owned()).or_default())
    }

    fn render(&self, app: App<'_>, loaded: Loaded, request: &Arc<Request>) -> Result<Option<OfBuild>, Failure> {
        let Some(renderer) = loaded.renderer? else {
            return Ok(None);
        };
        let key = Key::new(loaded.number, Arc::clone(request));
        // An equal request may have been rendered while this one waited.
        if let Some(rendered) = self.memo.get(&key) {
            self.counters.repeated(app.name());
            return Ok(Some((rendered, loaded.build)));
        }
        let start = Instant::now();
        let rendering = renderer.render(&self.machine, request)?;
        for part in &rendering.rendered.parts {
            check(app, part)?;
        }
        self.counters.rendered(app.name(), start.elapsed());
        let rendered = Arc::new(rendering.rendered);
        if !rendering.depends_on_time {
            self.memo.keep(key, &rendered);
        }
        Ok(Some((rendered, loaded.build)))
    }

    /// The renderer of the app's present build, loaded if it is new.
    async fn current(self: &Arc<Self>, remote: Option<&str>) -> Loaded {
        let Ok(stamp) = app_files::stamp(self.dist(), app(remote)) else {
            return Loaded::nothing();
        };
        let place = self.place(app(remote));
        let present = place.0.lock().await.clone();
        if let Some(present) = present.filter(|present| present.is_present(&stamp)) {
            return present;
        }
        let (inner, remote) = (Arc::clone(self), remote.map(str::to_owned));
        // A task of its own: the compiler goes on, and its result counts, when the browser that has asked first goes away.
        let load = async move {
            let mut loaded = place.0.lock().await;
            // Others may have loaded it meanwhile, or a newer one may have been deployed.
            let Ok(stamp) = app_files::stamp(inner.dist(), app(remote.as_deref())) else {
                return Loaded::nothing();
            };
            if let Some(present) = loaded.clone().filter(|loaded| loaded.is_present(&stamp)) {
                return present;
            }
            let of_build = stamp.clone();
            let new = spawn_blocking(move || inner.load(app(remote.as_deref()), stamp)).await;
            let new = new.unwrap_or_else(|error| Loaded {
                stamp: of_build,
                unread_at: Some(Instant::now()),
                renderer: Err(Failure::unfit(format!("its compiler ended: {error}"))),
                ..Loaded::nothing()
            });
            *loaded = Some(new.clone());
            new
        };
        tokio::spawn(load).await.unwrap_or_else(|_| Loaded::nothing())
    }

    fn load(&self, app: App<'_>, stamp: Stamp) -> Loaded {
        let start = Instant::now();
        let mut name = BuildName::default();
        let read = app_files::read(self.dist(), app);
        let unread_at = read.is_err().then(Instant::now);
        let renderer = read.and_then(|build| {
            (name.id, name.manifest) = (build.id, build.pointer);
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
            number: self.loads.fetch_add(1, Ordering::Relaxed),
            unread_at,
            build: Arc::new(name),
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
