//! Sibling modules depend on one another in one direction only: a cycle can only be read, tested and moved as a whole.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod circles;
mod crate_modules;
mod module_source;

use std::path::Path;

use crate_modules::CrateModules;

/// The folders whose subfolders are crates, and the crates at the top level.
const FOLDERS: [&str; 3] = ["crates", "shop", "remotes"];
const CRATES: [&str; 4] = ["host", "shared-store", "server", "xtask"];

fn crate_folders() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let below = FOLDERS.iter().flat_map(|folder| {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        entries.map(move |entry| format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap()))
    });
    let all = below.chain(CRATES.map(str::to_owned));
    let mut crates: Vec<_> = all
        .filter(|folder| root.join(folder).join("Cargo.toml").is_file())
        .collect();
    crates.sort();
    crates
}

#[test]
fn no_sibling_modules_of_a_crate_form_a_cycle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let crates = crate_folders();
    assert!(crates.len() > 20, "{crates:?}");
    let mut found = Vec::new();
    for folder in &crates {
        let circles = circles::of(&CrateModules::read(&root.join(folder).join("src")));
        found.extend(circles.iter().map(|circle| format!("{folder}: {circle}")));
    }
    assert!(
        found.is_empty(),
        "move what both sides need into a module below both:\n{}",
        found.join("\n")
    );
}
