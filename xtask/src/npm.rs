//! Folders with npm packages: the end-to-end tests, the benchmarks, and remotes built by JavaScript tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use tarn_tool::process;

/// Runs `npm ci`, if the installed packages differ from package-lock.json.
pub(crate) fn install(folder: &Path) -> anyhow::Result<()> {
    let name = folder.display();
    let wanted = fs::read(folder.join("package-lock.json")).with_context(|| {
        format!("cannot read package-lock.json in {name}; `npm install` there creates it; commit it")
    })?;
    let note = folder.join("node_modules").join(".installed-package-lock.json");
    if fs::read(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("installing the packages of {name}");
    let mut command = program("npm");
    command.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    process::run(&mut command).context("node 20 or newer with npm, and the npm registry, are needed")?;
    fs::write(&note, wanted).with_context(|| format!("cannot write {}", note.display()))
}

/// Runs `npm run SCRIPT`.
pub(crate) fn run(folder: &Path, script: &str) -> anyhow::Result<()> {
    let mut command = program("npm");
    command.args(["run", "--silent", script]).current_dir(folder);
    process::run(&mut command).with_context(|| format!("`npm run {script}` failed in {}", folder.display()))
}

/// The direct subfolders with a package.json, in order.
pub(crate) fn folders_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.join("package.json").is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A program of node, with its platform-dependent name.
pub(super) fn program(name: &str) -> Command {
    Command::new(if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_with_packages_are_found() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["recently-viewed", "another", "notes"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        for folder in ["recently-viewed", "another"] {
            fs::write(root.path().join(folder).join("package.json"), "{}").unwrap();
        }
        let found = folders_below(root.path()).unwrap();
        assert_eq!(
            found,
            [root.path().join("another"), root.path().join("recently-viewed")]
        );
    }

    #[test]
    fn installed_packages_are_not_installed_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("package-lock.json"), "{\"lock\": 1}").unwrap();
        fs::create_dir(folder.path().join("node_modules")).unwrap();
        fs::write(
            folder.path().join("node_modules/.installed-package-lock.json"),
            "{\"lock\": 1}",
        )
        .unwrap();
        // Without a package.json, `npm ci` would fail.
        install(folder.path()).unwrap();
    }

    #[test]
    fn a_folder_without_a_lock_says_how_to_get_one() {
        let folder = tempfile::tempdir().unwrap();
        let error = install(folder.path()).unwrap_err().to_string();
        assert!(error.contains("npm install"), "{error}");
    }
}
