//! Templates of a new remote or host, with placeholders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::embedded;
use super::name::Name;
use crate::workspace::Workspace;
use crate::{package, tools};

/// Suffix of every template file, so that no tool mistakes it for the real file.
const SUFFIX: &str = ".template";

/// The crates of the federation that a new workspace depends on.
const CRATES: [&str; 6] = ["federation", "fingerprint", "page", "store", "view", "wire"];

/// Location-dependent values of a remote or host.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Path to the root of this project, with `/`.
    to_this_project: String,
    /// Arguments with which cargo runs packaging, as trunk calls it.
    packaging: &'static str,
    /// The folder with the crates of the federation, relative to a new workspace; without one they come from the registry.
    crates: Option<String>,
    /// The contract crate that a remote shares with its host; empty if there is none.
    contract: String,
    /// The Cargo.toml that a remote in a repository of its own would have in a workspace.
    remote_manifest: String,
    /// The tables that its own workspace has from the workspace of the host.
    inherited: String,
}

impl Place {
    /// Values for a folder in `remotes/`.
    pub(super) fn in_this_workspace(to_this_project: String, contract: Option<&str>) -> Self {
        Self {
            to_this_project,
            contract: contract.unwrap_or_default().to_owned(),
            packaging: r#""run", "--quiet", "--package", "tarn-tool", "--", "package""#,
            ..Self::default()
        }
    }

    /// Values for a repository of its own. A template with a Trunk.toml also has the `.cargo/config.toml` that defines `cargo tarn`.
    pub(super) fn in_own_repository(to_this_project: String, contract: Option<&str>) -> Self {
        Self {
            to_this_project,
            contract: contract.unwrap_or_default().to_owned(),
            packaging: r#""tarn", "package""#,
            ..Self::default()
        }
    }

    /// The same values, for the workspace of the remote.
    pub(super) fn around(self, remote_manifest: String, inherited: String) -> Self {
        Self {
            remote_manifest,
            inherited,
            ..self
        }
    }

    /// Values for a workspace with a host.
    pub(super) fn of_host(crates: Option<String>) -> Self {
        Self {
            crates,
            ..Self::default()
        }
    }

    /// The dependency on a crate of the federation in the Cargo.toml of a new workspace.
    fn dependency(&self, name: &str) -> String {
        match &self.crates {
            Some(crates) => format!("{{ path = \"{crates}/{name}\" }}"),
            // All of them have the version of this tool.
            None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Texts with placeholders such as `{{name}}`, by path relative to the remote's folder.
#[derive(Debug)]
pub(super) struct Template(BTreeMap<String, String>);

impl Template {
    /// The template of this name: the workspace's own, otherwise the embedded one.
    pub(super) fn of(workspace: &Workspace, name: &str) -> anyhow::Result<Self> {
        let Some(templates) = &workspace.places.templates else {
            return Self::embedded(match (name, workspace.contract()) {
                ("remote", Some(_)) => "remote-with-contract",
                _ => name,
            });
        };
        let folder = templates.join(name);
        if !folder.is_dir() {
            bail!("{} has no template \"{name}\"", templates.display());
        }
        Self::read(&folder)
    }

    /// The embedded template of this name.
    pub(super) fn embedded(name: &str) -> anyhow::Result<Self> {
        let Some(texts) = embedded::texts(name) else {
            bail!(
                "the tool has no template \"{name}\"; a workspace may have it in a folder that [workspace.metadata.tarn] templates names"
            );
        };
        let texts = texts
            .iter()
            .map(|(path, text)| (embedded::path_of(path).to_owned(), (*text).to_owned()));
        Ok(Self(texts.collect()))
    }

    /// Reads all files of the folder.
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut template = Self(BTreeMap::new());
        template.read_folder(folder, "")?;
        Ok(template)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> anyhow::Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_dir() {
                self.read_folder(&entry.path(), &format!("{prefix}{name}/"))?;
            } else if let Some(name) = name.strip_suffix(SUFFIX) {
                let text = fs::read_to_string(entry.path())
                    .with_context(|| format!("cannot read {}", entry.path().display()))?;
                self.0.insert(format!("{prefix}{name}"), text);
            }
        }
        Ok(())
    }

    /// The files of this remote, with all placeholders in paths and texts replaced.
    pub(super) fn render(&self, name: &Name, port: u16, place: &Place) -> anyhow::Result<BTreeMap<String, String>> {
        let places = [
            ("{{name}}", name.kebab().to_owned()),
            ("{{component_file}}", name.component_file()),
            ("{{Component}}", name.component()),
            ("{{Title}}", name.title()),
            ("{{port}}", port.to_string()),
            ("{{tarn}}", place.to_this_project.clone()),
            ("{{package}}", place.packaging.to_owned()),
            ("{{contract}}", place.contract.clone()),
            ("{{contract_module}}", place.contract.replace('-', "_")),
            ("{{remote_manifest}}", place.remote_manifest.clone()),
            ("{{inherited}}", place.inherited.clone()),
            ("{{module}}", name.kebab().replace('-', "_")),
            ("{{Name}}", name.pascal()),
            ("{{rust}}", env!("CARGO_PKG_RUST_VERSION").to_owned()),
            ("{{wasm_bindgen}}", package::WASM_BINDGEN.to_owned()),
            ("{{binaryen}}", tools::BINARYEN.to_owned()),
        ];
        let crates = CRATES.map(|name| (format!("{{{{crate_{name}}}}}"), place.dependency(name)));
        let places = places.map(|(place, value)| (place.to_owned(), value));
        let fill = |text: &str| {
            places
                .iter()
                .chain(&crates)
                .fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
        };
        let mut files = BTreeMap::new();
        for (path, text) in &self.0 {
            let (path, text) = (fill(path), fill(text));
            if let Some((_, unknown)) = text.split_once("{{") {
                let unknown = unknown.split("}}").next().unwrap_or_default();
                // Rust also has `{{`; a placeholder is a single word.
                if !unknown.is_empty() && unknown.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    bail!("the template of {path} has the unknown placeholder {{{{{unknown}}}}}");
                }
            }
            files.insert(path, text);
        }
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(path: &str, text: &str) -> anyhow::Result<BTreeMap<String, String>> {
        let template = Template(BTreeMap::from([(path.to_owned(), text.to_owned())]));
        template.render(
            &Name::of_remote("gift-cards")?,
            4006,
            &Place::in_this_workspace("../..".into(), None),
        )
    }

    #[test]
    fn paths_and_texts_are_filled() {
        let files = render(
            "{{name}}.css",
            "/* {{Title}}, {{Component}}, {{component_file}}, {{port}} */",
        )
        .unwrap();
        assert_eq!(
            files["gift-cards.css"],
            "/* Gift cards, GiftCardsPage, gift_cards_page, 4006 */"
        );
    }

    #[test]
    fn an_unknown_placeholder_is_an_error() {
        assert!(
            render("a.rs", "{{colour}}")
                .unwrap_err()
                .to_string()
                .contains("{{colour}}")
        );
        assert!(render("a.rs", "format!(\"{{ {} }}\", 1)").is_ok());
    }
}
