//! Apps: the host, and every crate in remotes/.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::linked_assets::linked_assets;
use crate::normalized_path::normalized;
use crate::renderer_files::RENDER_FILE;
use crate::settings::Settings;
use crate::shared_crates::SHARED_FILE;
use crate::workspace::{Member, Workspace};

/// The host's folder in dist/.
pub const HOST: &str = "host";

/// Folder of a remote's standalone page, within the remote's folder in dist/.
pub const STANDALONE: &str = "standalone";

/// Role of an app in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The shell, which loads the remotes.
    Host,
    /// Loaded by the host; also runs standalone.
    Remote,
}

/// One separately compiled app.
#[derive(Debug)]
pub struct App<'a> {
    /// Role in the page.
    pub kind: Kind,
    /// The app's crate.
    pub member: &'a Member,
    /// Folder in which trunk is called and reads Trunk.toml, relative to the root.
    pub trunk_folder: PathBuf,
    /// Folder of the crate with this remote's standalone page, relative to the root; `None` for a remote without one.
    pub page_crate: Option<PathBuf>,
}

/// `[package.metadata.federation]` of a remote.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FederationMetadata {
    /// Port of its standalone page; for a remote without one, that of its files in a repository of its own.
    pub port: u16,
    /// Names of the components that the host may mount.
    pub exposes: Vec<String>,
    /// Types of actions that the remote dispatches, such as `cart/*`.
    #[serde(default)]
    pub dispatches: Vec<String>,
    /// Allowed prefixes of its events and storage keys, in addition to its own name. Tests enforce them.
    #[serde(default, rename = "namespaces")]
    pub _namespaces: Vec<String>,
    /// Routes of the remote's standalone page.
    #[serde(default)]
    pub standalone: Vec<StandaloneRoute>,
    /// Whether the remote is compiled a second time, as a renderer, in a workspace with server rendering.
    #[serde(default = "yes_unless_said")]
    pub render: bool,
    /// Requirements other than the current shared-store.
    #[serde(default)]
    pub requires: BTreeMap<String, Requirement>,
}

/// A component at an address; a parameter of the path becomes the prop of that name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StandaloneRoute {
    /// Such as `/product/:productId`.
    pub path: String,
    /// An exposed component.
    pub component: String,
}

/// A requirement for a shared crate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Requirement {
    /// Version requirement in Cargo's syntax.
    pub version: String,
    /// Whether an unmet requirement refuses the remote.
    #[serde(default = "yes_unless_said")]
    pub strict: bool,
}

const fn yes_unless_said() -> bool {
    true
}

impl<'a> App<'a> {
    /// All apps: the host first, then the remotes by name.
    pub fn all(workspace: &'a Workspace) -> anyhow::Result<Vec<Self>> {
        let host = workspace.host().map(|member| Self {
            kind: Kind::Host,
            member,
            // A Trunk.toml in the root belongs to the host.
            trunk_folder: match workspace.root.join("Trunk.toml").is_file() {
                true => PathBuf::new(),
                false => member.folder.clone(),
            },
            page_crate: None,
        });
        // A repository with a single remote has it in the root.
        let is_remote = |member: &&Member| {
            (member.folder.starts_with(&workspace.settings.remotes) || member.folder.as_os_str().is_empty())
                && member.name != workspace.settings.host
        };
        let remotes = workspace.members.values().filter(is_remote);
        Ok(host
            .into_iter()
            .chain(remotes.map(|member| Self {
                kind: Kind::Remote,
                member,
                trunk_folder: member.folder.clone(),
                page_crate: page_crate(&workspace.root, &member.folder),
            }))
            .collect())
    }

    /// The apps of these names in the order of [`App::all`], or all if no name is given.
    ///
    /// # Errors
    /// The workspace has no app, or none of one of the names.
    pub fn named(workspace: &'a Workspace, names: &[String]) -> anyhow::Result<Vec<Self>> {
        let mut all = Self::all(workspace)?;
        if all.is_empty() {
            bail!(
                "the workspace {} has no app: no crate \"{}\" for the host and no crate in {}/; `tarn new host PATH` makes a workspace, and \
                 [workspace.metadata.tarn] host and remotes name other places",
                workspace.root.display(),
                workspace.settings.host,
                workspace.settings.remotes.display()
            );
        }
        if let Some(unknown) = names
            .iter()
            .find(|name| all.iter().all(|app| app.name() != name.as_str()))
        {
            let known: Vec<_> = all.iter().map(App::name).collect();
            bail!("there is no app \"{unknown}\"; there are {}", known.join(", "));
        }
        if !names.is_empty() {
            all.retain(|app| names.iter().any(|name| name == app.name()));
        }
        Ok(all)
    }

    /// Name of the app, its crate and its folder.
    pub fn name(&self) -> &str {
        &self.member.name
    }

    /// The app's folder in dist/.
    pub fn dist_folder(&self) -> PathBuf {
        match self.kind {
            Kind::Host => PathBuf::from(HOST),
            Kind::Remote => Path::new("remotes").join(self.name()),
        }
    }

    /// The folder of the build folders, relative to the app's folder in dist/.
    pub fn builds_folder(&self) -> &'static str {
        match self.kind {
            Kind::Host => "assets",
            Kind::Remote => "",
        }
    }

    /// The folder of the page's builds, relative to the app's folder in dist/. A remote's standalone page is the
    /// project's page for any remote, not part of the remote.
    pub fn page_folder(&self) -> &'static str {
        match self.kind {
            Kind::Host => "assets",
            Kind::Remote => STANDALONE,
        }
    }

    /// The files that name the current build, from which readers find all other files.
    pub fn entry_files(&self) -> &'static [&'static str] {
        match (self.kind, &self.page_crate) {
            (Kind::Host, _) => &["index.html", SHARED_FILE, RENDER_FILE],
            // The manifest first, because running hosts fetch it.
            (Kind::Remote, Some(_)) => &["remote.json", "federation.json", "index.html"],
            (Kind::Remote, None) => &["remote.json"],
        }
    }

    /// Whether the app has a renderer: in a workspace with server rendering, the host and each remote that does not
    /// opt out.
    pub(crate) fn has_renderer(&self, settings: &Settings) -> anyhow::Result<bool> {
        Ok(match self.kind {
            _ if !settings.render => false,
            Kind::Host => true,
            Kind::Remote => self.federation()?.render,
        })
    }

    /// `[package.metadata.federation]`. Errors name the missing entries and the file.
    pub fn federation(&self) -> anyhow::Result<FederationMetadata> {
        let file = self.member.folder.join("Cargo.toml");
        let metadata = self.member.federation.clone().with_context(|| {
            format!(
                "{} has no [package.metadata.federation]; a remote needs there `port`, \
                 `exposes` (its components) and `dispatches` (its action types)",
                file.display()
            )
        })?;
        serde_json::from_value(metadata)
            .with_context(|| format!("[package.metadata.federation] in {} is not valid", file.display()))
    }
}

/// The crate that the remote's index.html names in addition to the remote itself.
fn page_crate(root: &Path, folder: &Path) -> Option<PathBuf> {
    let html = fs::read_to_string(root.join(folder).join("index.html")).ok()?;
    let links = linked_assets(&html);
    let crates = links.iter().filter_map(|href| href.strip_suffix("Cargo.toml"));
    let mut folders = crates.map(|href| normalized(&folder.join(href)));
    folders.find(|linked| linked != folder)
}

#[cfg(test)]
impl<'a> App<'a> {
    /// An app for tests; a remote has a page of its own.
    pub(crate) fn example(kind: Kind, member: &'a Member) -> Self {
        Self {
            kind,
            member,
            trunk_folder: PathBuf::new(),
            page_crate: (kind == Kind::Remote).then(|| "standalone".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_app_of_a_workspace_that_renders_has_a_renderer_unless_a_remote_opts_out() {
        let member = |render: serde_json::Value| {
            let mut federation = json!({ "port": 4002, "exposes": ["CartPage"] });
            if !render.is_null() {
                federation["render"] = render;
            }
            Member {
                name: "cart".into(),
                folder: "remotes/cart".into(),
                version: "0.1.0".into(),
                federation: Some(federation),
            }
        };
        let settings = |render: bool| Settings::of(&json!({ "tarn": { "render": render } })).unwrap();
        for (workspace, kind, remote, expected) in [
            (true, Kind::Remote, json!(null), true),
            (true, Kind::Remote, json!(true), true),
            (true, Kind::Remote, json!(false), false),
            (true, Kind::Host, json!(null), true),
            (false, Kind::Remote, json!(true), false),
            (false, Kind::Host, json!(null), false),
        ] {
            let member = member(remote.clone());
            let app = App::example(kind, &member);
            assert_eq!(
                app.has_renderer(&settings(workspace)).unwrap(),
                expected,
                "{workspace} {kind:?} {remote}"
            );
        }
    }
}
