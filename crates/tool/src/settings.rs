//! `[workspace.metadata.tarn]` in a workspace's Cargo.toml: paths and names that differ from the defaults.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::Value;

use crate::normalized_path::normalized;

/// Settings of a workspace. All are optional. Paths are relative to the root of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The host's crate. Without such a crate, the workspace has remotes only.
    pub host: String,
    /// The folder whose crates are remotes.
    pub remotes: PathBuf,
    /// The crate that host and remotes share, whose version decides their compatibility. If no crate depends on it,
    /// remotes require nothing.
    pub contract: String,
    /// Names that no remote may have: paths of the host and slices of the contract.
    pub reserved_names: Vec<String>,
    /// The folder of the installed tools.
    pub tools: PathBuf,
    /// Whether apps are compiled a second time, as renderers for a server.
    pub render: bool,
    /// The server that `serve` builds and starts.
    pub server: ServerSettings,
    /// The `federation.json`; by default in the host's folder.
    federation: Option<PathBuf>,
    /// Size limits of apps; by default `budgets.toml`.
    budgets: Option<PathBuf>,
    /// The folder of the development tools, in place of those of the tool; by default `devtools`.
    devtools: Option<PathBuf>,
    /// The table of error codes, the source of the error pages; by default `docs/errors.md`.
    errors: Option<PathBuf>,
    /// The table of write permissions, which `new remote` updates; by default `docs/ownership.md`.
    ownership: Option<PathBuf>,
    /// An inline script at the start of every page, before any request; by default `first_script.js` in the host's
    /// folder.
    first_script: Option<PathBuf>,
    /// An inline script at the end of the host's page, such as a measurement; by default `last_script.js` in the host's
    /// folder.
    last_script: Option<PathBuf>,
    /// The folder with the templates `remote` and `own-repository` of `new remote`, which replace the embedded ones.
    templates: Option<PathBuf>,
}

/// The server of a workspace. It is called with `--port` and `--dist`, and with `--data` and `--log-level` if given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServerSettings {
    /// Its crate, and the name of its binary.
    pub package: String,
    /// Cargo profile of its compilation.
    pub profile: String,
    /// Prefix of the line that it prints when it answers requests; without this setting it counts as ready once
    /// started.
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
            render: false,
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
    /// Reads the settings from `[workspace.metadata]`.
    pub(crate) fn of(metadata: &Value) -> anyhow::Result<Self> {
        let Some(settings) = metadata.get("tarn") else {
            return Ok(Self::default());
        };
        let mut settings: Self =
            serde_json::from_value(settings.clone()).context("[workspace.metadata.tarn] is not valid")?;
        // The folders of the crates, with which it is compared, have no `.` and `..`.
        settings.remotes = normalized(&settings.remotes);
        Ok(settings)
    }

    /// Whether no remote may have the name, because the workspace has it for something else.
    pub(crate) fn reserves(&self, name: &str) -> bool {
        self.contract == name || self.reserved_names.iter().any(|reserved| reserved == name)
    }
}

/// Optional files and folders of a workspace, as absolute paths.
#[derive(Debug, Default)]
pub struct Places {
    /// The `federation.json`.
    pub federation: Option<PathBuf>,
    /// Size limits of apps.
    pub budgets: Option<PathBuf>,
    /// The folder of the development tools.
    pub devtools: Option<PathBuf>,
    /// The table of error codes.
    pub errors: Option<PathBuf>,
    /// The table of write permissions.
    pub ownership: Option<PathBuf>,
    /// An inline script at the start of every page.
    pub first_script: Option<PathBuf>,
    /// An inline script at the end of the host's page.
    pub last_script: Option<PathBuf>,
    /// The folder with the templates of new remotes.
    pub templates: Option<PathBuf>,
}

impl Places {
    /// Finds the places. A place named in the settings must exist; a default one is optional.
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
    fn a_workspace_without_settings_has_the_existing_default_places() {
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
    fn a_configured_place_must_exist() {
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
    fn the_folder_of_remotes_may_begin_with_a_dot() {
        let settings = Settings::of(&json!({ "tarn": { "remotes": "./apps/remotes/" } })).unwrap();
        assert!(Path::new("apps/remotes/cart").starts_with(&settings.remotes));
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
