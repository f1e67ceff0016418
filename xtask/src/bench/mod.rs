//! `cargo xtask bench store`: builds the wasm apps of bench/ and has them measured in Chromium, against the stores of npm.

mod apps;
mod packages;

use std::process::{Command, ExitCode};

use anyhow::Context as _;

use crate::tools::Tools;
use crate::workspace::Workspace;

/// Runs the benchmark of the store. `Ok` with a failure's code means that an aim is missed, and has been printed.
pub(crate) fn store(workspace: &Workspace, quick: bool) -> anyhow::Result<ExitCode> {
    let folder = workspace.root.join("bench");
    let tools = Tools::ensure(&workspace.root)?;
    let apps = apps::build(workspace, &tools)?;
    packages::install(&folder)?;
    let mut benchmark = Command::new("node");
    benchmark.arg("store/run.mjs").arg(apps).current_dir(&folder);
    if quick {
        benchmark.arg("--quick");
    }
    let status = benchmark
        .status()
        .context("cannot start node; Node 20 or newer is needed")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
