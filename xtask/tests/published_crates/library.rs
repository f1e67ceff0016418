//! A crate of `crates/`.

use std::fs;
use std::path::{Path, PathBuf};

use toml::Table;

/// A crate for other teams.
pub(crate) struct Library {
    pub(crate) folder: PathBuf,
    pub(crate) manifest: Table,
}

/// The folder of this repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All crates of `crates/`, by folder.
pub(crate) fn libraries() -> Vec<Library> {
    let folders = fs::read_dir(root().join("crates")).unwrap();
    let mut folders: Vec<_> = folders
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let libraries: Vec<_> = folders.into_iter().map(Library::in_folder).collect();
    assert!(libraries.len() >= 13, "crates are missing in crates/");
    libraries
}

impl Library {
    fn in_folder(folder: PathBuf) -> Self {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap();
        Self { folder, manifest }
    }

    pub(crate) fn name(&self) -> &str {
        self.manifest["package"]["name"].as_str().unwrap()
    }

    /// The member of `[package]`, if it is there.
    pub(crate) fn package(&self, member: &str) -> Option<&toml::Value> {
        self.manifest["package"].get(member)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }

    /// The texts of all sources.
    pub(crate) fn sources(&self) -> Vec<String> {
        let mut sources = Vec::new();
        let mut folders = vec![self.folder.join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    sources.push(fs::read_to_string(path).unwrap());
                }
            }
        }
        sources
    }
}
