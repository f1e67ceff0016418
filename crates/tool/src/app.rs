//! The apps: the host, and every crate in remotes/.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::workspace::{Member, Workspace};

/// Name of the host's crate and folder.
pub const HOST: &str = "host";

/// Name of the crate that is the page of a remote on its own, and of its folder in that page's place in dist/.
pub const STANDALONE: &str = "standalone";

/// What an app is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The shell, which loads the others.
    Host,
    /// Loaded by the host; also runs standalone.
    Remote,
}

/// One separately compiled app.
#[derive(Debug)]
pub struct App<'a> {
    /// What it is to the page.
    pub kind: Kind,
    /// Its crate.
    pub member: &'a Member,
}

/// `[package.metadata.federation]` of a remote.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FederationMetadata {
    /// Port on which `trunk serve` and the server show the remote standalone.
    pub port: u16,
    /// Names of the components that the host may mount.
    pub exposes: Vec<String>,
    /// Types of the actions that the remote dispatches, such as `cart/*`.
    #[serde(default)]
    pub dispatches: Vec<String>,
    /// What its events and storage keys may begin with, beside its own name. Tests hold it to that.
    #[serde(default, rename = "namespaces")]
    pub _namespaces: Vec<String>,
    /// What the remote shows at which address when it is opened on its own.
    #[serde(default)]
    pub standalone: Vec<StandaloneRoute>,
    /// What the remote needs of its host, where it is not simply today's shared-store.
    #[serde(default)]
    pub requires: BTreeMap<String, Requirement>,
}

/// A component at an address; a part of the path with a colon becomes the prop of that name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct StandaloneRoute {
    /// Such as `/product/:productId`.
    pub path: String,
    /// An exposed component.
    pub component: String,
}

/// What a remote needs of a shared crate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Requirement {
    /// A requirement in Cargo's semver syntax.
    pub version: String,
    /// Whether the remote is refused where the requirement is not met.
    #[serde(default = "strict_unless_said")]
    pub strict: bool,
}

const fn strict_unless_said() -> bool {
    true
}

impl<'a> App<'a> {
    /// All apps: the host first, then the remotes by name.
    pub fn all(workspace: &'a Workspace) -> anyhow::Result<Vec<Self>> {
        // A repository of one remote has no host, and the remote in its root.
        let host = match workspace.is_of_one_remote() {
            true => None,
            false => Some(Self {
                kind: Kind::Host,
                member: workspace.member(HOST)?,
            }),
        };
        let remotes = workspace
            .members
            .values()
            .filter(|member| member.folder.starts_with("remotes") || member.folder.as_os_str().is_empty());
        Ok(host
            .into_iter()
            .chain(remotes.map(|member| Self {
                kind: Kind::Remote,
                member,
            }))
            .collect())
    }

    /// The apps of these names in the order of [`App::all`], or all where no name is given.
    pub fn named(workspace: &'a Workspace, names: &[String]) -> anyhow::Result<Vec<Self>> {
        let mut all = Self::all(workspace)?;
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

    /// Name of the app: that of its crate and of its folder.
    pub fn name(&self) -> &str {
        &self.member.name
    }

    /// The folder trunk is called in: trunk reads Trunk.toml there, and the host's lies in the root.
    pub fn trunk_folder(&self) -> &Path {
        match self.kind {
            Kind::Host => Path::new(""),
            Kind::Remote => &self.member.folder,
        }
    }

    /// The app's place in dist/.
    pub fn dist_folder(&self) -> PathBuf {
        match self.kind {
            Kind::Host => PathBuf::from(HOST),
            Kind::Remote => Path::new("remotes").join(self.name()),
        }
    }

    /// The folder that holds the build folders, relative to the app's place in dist/.
    pub fn builds_folder(&self) -> &'static str {
        match self.kind {
            Kind::Host => "assets",
            Kind::Remote => "",
        }
    }

    /// The folder of the page's builds, relative to the app's place in dist/. A remote's page is not part of the remote: it is
    /// the project's page for any remote on its own.
    pub fn page_folder(&self) -> &'static str {
        match self.kind {
            Kind::Host => "assets",
            Kind::Remote => STANDALONE,
        }
    }

    /// The files that name the current build; whoever reads them finds everything else.
    pub fn entry_files(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Host => &["index.html"],
            // The manifest first: it is what running hosts ask for.
            Kind::Remote => &["remote.json", "federation.json", "index.html"],
        }
    }

    /// `[package.metadata.federation]`. Errors say what to write where.
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
