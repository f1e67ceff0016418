//! A workspace that depends on the packages by name and version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::package::{Package, checkout, folder, run};

/// A workspace from `tarn new`, with another crate that uses the store and owns a page.
pub(crate) struct Dependent {
    root: PathBuf,
}

impl Dependent {
    pub(crate) fn new(packages: &[Package]) -> Self {
        let folder = folder();
        let root = folder.join("atlas");
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        tarn(&folder, &["new", "host", "atlas"]);
        let manifest = root.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap() + &in_place_of_a_registry(packages);
        fs::write(manifest, text).unwrap();
        // The versions of this repository, so that a computer that has built it downloads nothing.
        fs::copy(checkout().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        tarn(&root, &["new", "remote", "tally"]);
        copy_folder(
            &checkout().join("crates/tool/tests/packages/dependent"),
            &root.join("remotes/counter"),
        );
        let dependent = Self { root };
        dependent.resolve();
        dependent
    }

    /// Resolves the dependencies, without the network if possible.
    fn resolve(&self) {
        let fetch = |more: &[&str]| {
            let mut fetch = self.command(&["fetch", "--target", "wasm32-unknown-unknown"]);
            fetch.args(more);
            fetch
        };
        if !fetch(&["--offline"]).status().unwrap().success() {
            run(&mut fetch(&[]));
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", folder().join("target"))
            // Debug information is not needed.
            .env("CARGO_PROFILE_DEV_DEBUG", "false");
        cargo
    }

    /// Runs cargo in the workspace without downloads.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> String {
        let mut cargo = self.command(arguments);
        cargo.arg("--offline");
        run(&mut cargo)
    }

    /// Asserts that the workspace uses no crate of this repository, and none of its replacements in `vendor`.
    pub(crate) fn assert_nothing_comes_from_the_checkout(&self, packages: &[Package]) {
        let metadata = self.cargo(&["metadata", "--format-version", "1"]);
        let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
        let mut used = Vec::new();
        for package in metadata["packages"].as_array().unwrap() {
            let (name, manifest) = (
                package["name"].as_str().unwrap(),
                Path::new(package["manifest_path"].as_str().unwrap()),
            );
            let is_downloaded = package["source"]
                .as_str()
                .is_some_and(|source| source.starts_with("registry+"));
            let is_of_dependent = manifest.starts_with(&self.root);
            let unpacked = packages.iter().find(|package| manifest.starts_with(&package.folder));
            assert!(
                is_downloaded || is_of_dependent || unpacked.is_some(),
                "{name} comes from {}",
                manifest.display()
            );
            used.extend(unpacked.map(|package| package.name.as_str()));
        }
        for name in ["send_wrapper", "wasm-streams"] {
            let mut found = metadata["packages"].as_array().unwrap().iter();
            assert!(
                found.any(|package| package["name"] == name),
                "{name} is no longer linked"
            );
        }
        for name in [
            "tarn-page",
            "tarn-store",
            "tarn-federation",
            "tarn-fingerprint",
            "tarn-small-allocator",
        ] {
            assert!(used.contains(&name), "{name} is not tested");
        }
    }
}

/// Patches that replace the crates of a registry with the unpacked packages, until a registry has them.
fn in_place_of_a_registry(packages: &[Package]) -> String {
    let mut patches = String::from("\n[patch.crates-io]\n");
    for Package { name, folder } in packages {
        patches += &format!("{name} = {{ path = {:?} }}\n", folder);
    }
    patches
}

fn tarn(folder: &Path, arguments: &[&str]) {
    let mut tarn = Command::new(env!("CARGO_BIN_EXE_tarn"));
    run(tarn.args(arguments).current_dir(folder).env_remove("CARGO_TARGET_DIR"));
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
