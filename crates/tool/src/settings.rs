//! `[workspace.metadata.tarn]` in the Cargo.toml of a workspace: where its parts are, if not at the usual places.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::Value;

use crate::workspace::normalized;

/// What a workspace says of itself. All of it can be left out. Paths are relative to the root of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The crate of the host. Where there is no such crate, the workspace has remotes only.
    pub host: String,
    /// The folder whose crates are remotes.
    pub remotes: PathBuf,
    /// The crate that host and remotes share, whose version decides whether they fit. Where no crate depends on it, remotes
    /// require nothing.
    pub contract: String,
    /// Names that no new remote may have: paths and slices that are the host's.
    pub reserved_names: Vec<String>,
    /// The folder of the programs that the tool installs.
    pub tools: PathBuf,
    /// The server that `serve` builds and starts.
    pub server: ServerSettings,
    /// The list of remotes; usually `federation.json` in the host's folder.
    federation: Option<PathBuf>,
    /// How many bytes apps may be; usually `budgets.toml`.
    budgets: Option<PathBuf>,
    /// The folder of the development tools; usually `devtools`.
    devtools: Option<PathBuf>,
    /// The table of error codes, of which pages are made; usually `docs/errors.md`.
    errors: Option<PathBuf>,
    /// The table of who writes what, which `new remote` keeps up to date; usually `docs/ownership.md`.
    ownership: Option<PathBuf>,
    /// A script that stands first in every page, before anything is fetched; usually `first_script.js` in the host's folder.
    first_script: Option<PathBuf>,
    /// A script that stands last in the host's page, such as one that measures; usually `last_script.js` in the host's folder.
    last_script: Option<PathBuf>,
    /// The folder with the templates `remote` and `own-repository` of `new remote`, in place of those that the tool brings along.
    templates: Option<PathBuf>,
}

/// The server of a workspace. It is called with `--port` and `--dist`, and where they were given, `--data` and `--log-level`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServerSettings {
    /// Its crate, and the name of its program.
    pub package: String,
    /// The profile that it is compiled with.
    pub profile: String,
    /// The beginning of the line that it prints when it answers requests; without one it counts as ready when it has started.
    pub ready: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host: "host".into(),
            remotes: "remotes".into(),
            contract: "shared-store".into(),
            reserved_names: Vec::new(),
            tools: ".tools".into(),
            server: ServerSettings::default(),
            federation: None,
            budgets: None,
            devtools: None,
            errors: None,
            ownership: None,
            first_script: None,
            last_script: None,
            templates: None,
        }
    }
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            package: "server".into(),
            profile: "release".into(),
            ready: None,
        }
    }
}

impl Settings {
    /// Those of a workspace with this `[workspace.metadata]`.
    pub(crate) fn of(metadata: &Value) -> anyhow::Result<Self> {
        let Some(settings) = metadata.get("tarn") else {
            return Ok(Self::default());
        };
        serde_json::from_value(settings.clone()).context("[workspace.metadata.tarn] is not valid")
    }
}

/// Files and folders of a workspace that need not be there, as absolute paths.
#[derive(Debug, Default)]
pub struct Places {
    /// The list of remotes.
    pub federation: Option<PathBuf>,
    /// How many bytes apps may be.
    pub budgets: Option<PathBuf>,
    /// The folder of the development tools.
    pub devtools: Option<PathBuf>,
    /// The table of error codes.
    pub errors: Option<PathBuf>,
    /// The table of who writes what.
    pub ownership: Option<PathBuf>,
    /// A script that stands first in every page.
    pub first_script: Option<PathBuf>,
    /// A script that stands last in the host's page.
    pub last_script: Option<PathBuf>,
    /// The folder with the templates of new remotes.
    pub templates: Option<PathBuf>,
}

impl Places {
    /// Looks for them. A place that the settings name has to be there; a usual one need not.
    pub(crate) fn find(root: &Path, host: Option<&Path>, settings: &Settings) -> anyhow::Result<Self> {
        let find = |setting: &str, chosen: &Option<PathBuf>, usual: Option<PathBuf>| {
            if let Some(chosen) = chosen {
                let place = normalized(&root.join(chosen));
                if !place.exists() {
                    bail!(
                        "[workspace.metadata.tarn] {setting} = \"{}\": there is no {}",
                        chosen.display(),
                        place.display()
                    );
                }
                return Ok(Some(place));
            }
            Ok(usual.map(|usual| root.join(usual)).filter(|place| place.exists()))
        };
        let of_root = |name: &str| Some(PathBuf::from(name));
        let of_host = |name: &str| Some(host?.join(name));
        Ok(Self {
            federation: find("federation", &settings.federation, of_host("federation.json"))?,
            budgets: find("budgets", &settings.budgets, of_root("budgets.toml"))?,
            devtools: find("devtools", &settings.devtools, of_root("devtools"))?,
            errors: find("errors", &settings.errors, of_root("docs/errors.md"))?,
            ownership: find("ownership", &settings.ownership, of_root("docs/ownership.md"))?,
            first_script: find("first-script", &settings.first_script, of_host("first_script.js"))?,
            last_script: find("last-script", &settings.last_script, of_host("last_script.js"))?,
            templates: find("templates", &settings.templates, None)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;

    #[test]
    fn a_workspace_that_says_nothing_has_the_usual_places_that_are_there() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("host")).unwrap();
        fs::write(root.path().join("host/federation.json"), "{}").unwrap();
        let settings = Settings::of(&Value::Null).unwrap();
        assert_eq!(
            (settings.host.as_str(), settings.server.package.as_str()),
            ("host", "server")
        );
        let places = Places::find(root.path(), Some(Path::new("host")), &settings).unwrap();
        assert_eq!(places.federation, Some(root.path().join("host/federation.json")));
        assert_eq!((places.devtools, places.errors, places.budgets), (None, None, None));
    }

    #[test]
    fn a_place_that_is_named_has_to_be_there() {
        let root = tempfile::tempdir().unwrap();
        let settings =
            Settings::of(&json!({ "tarn": { "devtools": "inspector", "server": { "profile": "server" } } })).unwrap();
        assert_eq!(
            (settings.server.package.as_str(), settings.server.profile.as_str()),
            ("server", "server")
        );
        let error = Places::find(root.path(), None, &settings).unwrap_err().to_string();
        assert!(error.contains("devtools = \"inspector\""), "{error}");
        fs::create_dir(root.path().join("inspector")).unwrap();
        let places = Places::find(root.path(), None, &settings).unwrap();
        assert_eq!(places.devtools, Some(root.path().join("inspector")));
    }

    #[test]
    fn a_misspelt_setting_is_named() {
        let error = format!(
            "{:#}",
            Settings::of(&json!({ "tarn": { "remote": "apps" } })).unwrap_err()
        );
        assert!(
            error.contains("[workspace.metadata.tarn]") && error.contains("`remote`"),
            "{error}"
        );
    }
}
