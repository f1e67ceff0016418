//! The packages of the benchmark from npm.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

use crate::process;

/// `npm ci`, where the packages are not those of package-lock.json.
pub(super) fn install(folder: &Path) -> anyhow::Result<()> {
    let wanted = fs::read(folder.join("package-lock.json")).context("cannot read bench/package-lock.json")?;
    let note = folder.join("node_modules").join(".installed-package-lock.json");
    if fs::read(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("installing the packages of the benchmark");
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    process::run(&mut npm).context("node 20 or newer with npm, and the npm registry, are needed")?;
    fs::write(&note, wanted).with_context(|| format!("cannot write {}", note.display()))
}
