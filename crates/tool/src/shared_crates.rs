//! The crates that host and remotes share, by version: `contract.json` beside a deployed host.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::workspace::Workspace;

/// The file with the shared crates of a host. Only tools read it.
pub(crate) const SHARED_FILE: &str = "contract.json";

/// The crate whose version decides whether a host can mount a remote's components.
pub(crate) const FEDERATION: &str = "tarn-federation";

/// Crates that a host shares with its remotes.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shared {
    /// Versions of the shared crates that remotes may require, by name.
    pub(crate) shared: BTreeMap<String, String>,
    /// The version of `tarn-federation`.
    pub(crate) federation: Option<String>,
    /// The version of the world whose renderers the host's server runs, if it renders pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) render: Option<String>,
}

impl Shared {
    /// The crates shared by a host of this workspace.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        let contract = workspace.contract().into_iter();
        Self {
            shared: contract
                .map(|(name, version)| (name.to_owned(), version.to_owned()))
                .collect(),
            federation: workspace.packages.version_of(FEDERATION).map(str::to_owned),
            render: workspace.settings.render.then(|| tarn_render::WORLD.to_owned()),
        }
    }
}
