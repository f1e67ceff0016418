//! Detects changed apps while the server runs: events of the system trigger a check, modification times identify the
//! files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::SystemTime;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::app::{App, Kind};
use crate::fingerprint;
use crate::source_files;
use crate::workspace::Workspace;

type Times = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// Name of the server among the changed apps. It cannot be a crate's name.
pub const SERVER: &str = "the server";

/// The state of all sources at the last check.
#[derive(Debug)]
pub struct Watch {
    seen: BTreeMap<String, Times>,
    events: FolderEvents,
}

impl Watch {
    /// Records the current state.
    ///
    /// # Errors
    /// A source cannot be read.
    pub fn new(workspace: &Workspace) -> anyhow::Result<Self> {
        let mut events = FolderEvents::new();
        let seen = look_and_watch(workspace, &mut events)?;
        Ok(Self { seen, events })
    }

    /// The apps (and [`SERVER`]) with sources changed since the last call, each once.
    ///
    /// # Errors
    /// A source cannot be read; the next call may succeed.
    pub fn changed(&mut self, workspace: &Workspace) -> anyhow::Result<Vec<String>> {
        if !self.events.came() {
            return Ok(Vec::new());
        }
        let now = look_and_watch(workspace, &mut self.events)?;
        let changed = changed_between(&self.seen, &now);
        self.seen = now;
        Ok(changed)
    }
}

/// The current state. Its folders are watched before they are read, so that no change is missed.
fn look_and_watch(workspace: &Workspace, events: &mut FolderEvents) -> anyhow::Result<BTreeMap<String, Times>> {
    loop {
        let state = look(workspace)?;
        if !events.watch(folders_of(&workspace.root, &state)) {
            return Ok(state);
        }
    }
}

/// The folders of these files.
fn folders_of(root: &Path, state: &BTreeMap<String, Times>) -> BTreeSet<PathBuf> {
    let files = state.values().flatten().map(|(file, ..)| root.join(file));
    files.filter_map(|file| file.parent().map(Path::to_owned)).collect()
}

/// File events of folders. If the system cannot watch a folder, every check assumes a change.
struct FolderEvents {
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
}

impl FolderEvents {
    fn new() -> Self {
        let (sender, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(sender).inspect_err(say_why).ok();
        Self {
            watcher,
            events,
            watched: BTreeSet::new(),
        }
    }

    /// Watches new folders, without their subfolders. Returns whether there was a new one.
    fn watch(&mut self, folders: impl IntoIterator<Item = PathBuf>) -> bool {
        self.watched.retain(|folder| folder.exists());
        let mut is_new = false;
        for folder in folders {
            let Some(watcher) = &mut self.watcher else { break };
            if self.watched.contains(&folder) {
                continue;
            }
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => is_new |= self.watched.insert(folder),
                // It was removed in the meantime.
                Err(_) if !folder.exists() => {}
                Err(error) => {
                    say_why(&error);
                    self.watcher = None;
                }
            }
        }
        is_new
    }

    /// Whether a file was written, created or removed since the last call. New folders are watched from now on.
    fn came(&mut self) -> bool {
        let events = self.events.try_iter().filter_map(Result::ok);
        let changes: Vec<_> = events.filter(|event| !event.kind.is_access()).collect();
        let paths = changes.iter().flat_map(|event| event.paths.clone());
        self.watch(paths.filter(|path| path.is_dir()));
        !changes.is_empty() || self.watcher.is_none()
    }
}

impl fmt::Debug for FolderEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FolderEvents")
            .field("watched", &self.watched)
            .finish_non_exhaustive()
    }
}

fn say_why(error: &notify::Error) {
    println!("file events are not available ({error}): the files are polled twice a second");
}

fn look(workspace: &Workspace) -> anyhow::Result<BTreeMap<String, Times>> {
    let mut times = BTreeMap::new();
    for app in App::all(workspace)? {
        let mut files = source_files::of_app(workspace, &app)?;
        if app.kind == Kind::Host {
            // Not part of the host's build, but served.
            files.extend(workspace.places.federation.clone());
            if let Some(devtools) = &workspace.places.devtools {
                let mut tools = Vec::new();
                source_files::collect(devtools, Path::new(""), &mut tools)?;
                files.extend(tools.iter().map(|file| devtools.join(file)));
            }
        }
        times.insert(app.name().to_owned(), fingerprint::of_times(&workspace.root, &files));
    }
    if let Some(server) = workspace.server() {
        let files = source_files::of_crate(workspace, &server.name)?;
        times.insert(SERVER.to_owned(), fingerprint::of_times(&workspace.root, &files));
    }
    Ok(times)
}

fn changed_between(before: &BTreeMap<String, Times>, now: &BTreeMap<String, Times>) -> Vec<String> {
    now.iter()
        .filter(|(name, times)| before.get(*name) != Some(times))
        .map(|(name, _)| name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn only_what_changed_is_named() {
        let state = |cart: u64, host: u64| {
            BTreeMap::from([
                (
                    "cart".to_owned(),
                    vec![(PathBuf::from("remotes/cart/src/lib.rs"), cart, None)],
                ),
                ("host".to_owned(), vec![(PathBuf::from("host/src/lib.rs"), host, None)]),
            ])
        };
        assert!(changed_between(&state(1, 1), &state(1, 1)).is_empty());
        assert_eq!(changed_between(&state(1, 1), &state(2, 1)), ["cart"]);
        assert_eq!(changed_between(&BTreeMap::new(), &state(1, 1)), ["cart", "host"]);
    }

    /// Waits for an event, as long as a slow machine may take.
    fn came_soon(events: &mut FolderEvents) -> bool {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if events.came() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    #[test]
    fn writing_creating_or_removing_a_file_is_an_event_and_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lib.rs");
        std::fs::write(&file, "1").unwrap();
        let mut events = FolderEvents::new();
        events.watch([folder.path().to_owned()]);
        std::fs::read(&file).unwrap();
        assert!(!events.came());
        std::fs::write(&file, "2").unwrap();
        assert!(came_soon(&mut events));
        std::fs::create_dir(folder.path().join("slices")).unwrap();
        assert!(came_soon(&mut events));
        std::fs::write(folder.path().join("slices/cart.rs"), "3").unwrap();
        assert!(came_soon(&mut events));
        while events.came() {}
        std::fs::remove_file(&file).unwrap();
        assert!(came_soon(&mut events));
    }

    #[test]
    fn without_events_every_check_assumes_a_change() {
        let mut events = FolderEvents::new();
        events.watcher = None;
        assert!(events.came());
        assert!(events.came());
    }
}
