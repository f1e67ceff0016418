//! `cargo deny`: licences, bans, sources and advisories of all crates, as configured in deny.toml.

use std::process::Command;

use anyhow::bail;

use super::cargo::cargo;
use super::counts::Counts;
use tarn_tool::process::{run, succeeds};
use tarn_tool::tools::on_path;
use tarn_tool::workspace::Workspace;

const MISSING: &str = "cargo-deny is not installed: cargo install --locked cargo-deny";

/// The reason why it cannot run on this machine. Compiling cargo-deny takes minutes, so it is optional.
pub(super) fn missing() -> Option<&'static str> {
    on_path("cargo-deny").is_none().then_some(MISSING)
}

/// Fails if cargo-deny is missing, because this part was then named explicitly.
pub(super) fn check(workspace: &Workspace) -> anyhow::Result<Counts> {
    if let Some(reason) = missing() {
        bail!(reason);
    }
    run(&mut deny(workspace, &["check", "licenses", "bans", "sources"]))?;
    let checked = Counts::of_one(true);
    // The advisories are in a GitHub repository, which some machines cannot reach.
    if !succeeds(&mut deny(workspace, &["fetch", "db"]))? {
        println!("advisories are not checked, because their database cannot be fetched");
        return Ok(checked);
    }
    run(&mut deny(workspace, &["check", "advisories"]))?;
    Ok(checked.and(Counts::of_one(true)))
}

fn deny(workspace: &Workspace, arguments: &[&str]) -> Command {
    // Warnings, such as two versions of one crate, are long and do not fail the check.
    let mut command = cargo(workspace, &["deny", "--log-level", "error"]);
    command.args(arguments);
    command
}
