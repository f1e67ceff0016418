//! Noticing which apps changed while the server runs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::app::{App, Kind};
use crate::fingerprint;
use crate::source_files;
use crate::workspace::Workspace;

type Times = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// The name of the server among what changed. No app is called so: it is no crate's name.
pub const SERVER: &str = "the server";

/// The state of all sources when it was last looked at.
#[derive(Debug, Default)]
pub struct Watch {
    seen: BTreeMap<String, Times>,
}

impl Watch {
    /// Remembers the present state as known.
    pub fn new(workspace: &Workspace) -> anyhow::Result<Self> {
        Ok(Self { seen: look(workspace)? })
    }

    /// The apps (and [`SERVER`]) whose sources changed since the last call, each once.
    pub fn changed(&mut self, workspace: &Workspace) -> anyhow::Result<Vec<String>> {
        let now = look(workspace)?;
        let changed = changed_between(&self.seen, &now);
        self.seen = now;
        Ok(changed)
    }
}

fn look(workspace: &Workspace) -> anyhow::Result<BTreeMap<String, Times>> {
    let mut times = BTreeMap::new();
    for app in App::all(workspace)? {
        let mut files = source_files::of_app(workspace, &app)?;
        if app.kind == Kind::Host {
            // No part of the host's build, but of what is served.
            files.extend(workspace.places.federation.clone());
            if let Some(devtools) = &workspace.places.devtools {
                let mut tools = Vec::new();
                source_files::collect(devtools, Path::new(""), &mut tools)?;
                files.extend(tools.iter().map(|file| devtools.join(file)));
            }
        }
        times.insert(app.name().to_owned(), fingerprint::of_times(&workspace.root, &files));
    }
    let files = source_files::of_crate(workspace, &workspace.settings.server.package)?;
    times.insert(SERVER.to_owned(), fingerprint::of_times(&workspace.root, &files));
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
}
