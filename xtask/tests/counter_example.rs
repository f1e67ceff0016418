//! `examples/counter` is small and independent of the shop.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// All files of a folder that are not generated.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_written = |path: &PathBuf| !["target", "dist", "Cargo.lock"].iter().any(|made| path.ends_with(made));
    entries
        .filter(is_written)
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

/// The paths of all dependencies in a manifest.
fn dependencies(value: &Value, paths: &mut Vec<String>) {
    for (key, value) in value.as_table().into_iter().flatten() {
        match value {
            Value::String(path) if key == "path" => paths.push(path.clone()),
            value => dependencies(value, paths),
        }
    }
}

#[test]
fn a_host_and_a_remote_with_a_slice_have_less_than_150_lines() {
    let counter = root().join("examples/counter");
    let written = files(&counter).into_iter().filter(|file| !file.ends_with("README.md"));
    let lines = written.map(|file| fs::read_to_string(file).unwrap().lines().count());
    let lines: usize = lines.sum();
    assert!(lines < 150, "{lines}");
}

#[test]
fn the_example_depends_only_on_the_library_crates_and_itself() {
    let [crates, counter, vendor] = ["crates", "examples/counter", "vendor"].map(|place| root().join(place));
    let manifests = files(&counter).into_iter().filter(|file| file.ends_with("Cargo.toml"));
    let mut number = 0;
    for manifest in manifests {
        let mut paths = Vec::new();
        let table: Table = fs::read_to_string(&manifest).unwrap().parse().unwrap();
        dependencies(&Value::Table(table), &mut paths);
        for path in paths {
            number += 1;
            let folder = manifest.parent().unwrap().join(path).canonicalize().unwrap();
            // Its manifest has the same patches as the repository.
            assert!(
                [&crates, &counter, &vendor]
                    .iter()
                    .any(|place| folder.starts_with(place)),
                "{}",
                folder.display()
            );
        }
    }
    assert!(number > 4, "{number}");
}

/// Name and version of each package in a lock file.
fn locked(file: &Path) -> BTreeSet<(String, String)> {
    let table: Table = fs::read_to_string(file).unwrap().parse().unwrap();
    let packages = table["package"].as_array().unwrap().iter();
    let text = |package: &Value, key: &str| package[key].as_str().unwrap().to_owned();
    packages
        .map(|package| (text(package, "name"), text(package, "version")))
        .collect()
}

#[test]
fn the_example_shares_the_versions_of_this_repository_and_so_its_compiled_dependencies() {
    let ours = locked(&root().join("Cargo.lock"));
    let theirs = locked(&root().join("examples/counter/Cargo.lock"));
    let own = ["buttons", "counter-contract", "host"];
    let others: Vec<_> = theirs
        .difference(&ours)
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn the_lock_file_of_the_example_is_up_to_date() {
    let cargo = std::process::Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root().join("examples/counter"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&cargo.stderr);
    assert!(
        cargo.status.success(),
        "run `cargo metadata --offline` in examples/counter to update the lock file: {said}"
    );
}
