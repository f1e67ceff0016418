//! The remotes of this repository, in Rust and in JavaScript, with their sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::Table;

/// A remote as described by its folder.
#[derive(Debug)]
pub(crate) struct Remote {
    pub(crate) name: String,
    /// Prefixes of its events before the colon and of its storage keys before the dot: its name, and `namespaces` of
    /// its `[package.metadata.federation]`.
    pub(crate) namespaces: BTreeSet<String>,
    pub(crate) sources: Vec<Source>,
}

/// A source file of a remote.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Rust remotes, in `remotes/`.
pub(crate) fn in_rust() -> Vec<Remote> {
    let mut remotes: Vec<_> = folders("remotes", "Cargo.toml")
        .into_iter()
        .map(|folder| {
            let manifest: Table = fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap();
            let declared = manifest["package"]["metadata"]["federation"].get("namespaces").cloned();
            remote(
                &folder,
                declared.map_or_else(Vec::new, |names| names.try_into().unwrap()),
            )
        })
        .collect();
    remotes.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(remotes.len() >= 5);
    remotes
}

/// JavaScript remotes, in `examples/`.
pub(crate) fn in_javascript() -> Vec<Remote> {
    let folders = folders("examples", "package.json");
    folders.iter().map(|folder| remote(folder, Vec::new())).collect()
}

fn remote(folder: &Path, mut namespaces: Vec<String>) -> Remote {
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    namespaces.push(name.clone());
    Remote {
        name,
        namespaces: namespaces.into_iter().collect(),
        sources: sources(&folder.join("src")),
    }
}

/// The subfolders of `folder` with this file.
fn folders(folder: &str, file: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.join(file).is_file()).collect()
}

/// The sources in a folder and its subfolders.
pub(crate) fn sources(folder: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            sources.extend(self::sources(&path));
        } else if matches!(extension, Some("rs" | "js" | "mjs" | "ts" | "tsx" | "jsx")) {
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { path, text });
        }
    }
    sources
}
