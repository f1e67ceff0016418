//! `cargo xtask bench store`: builds the wasm apps of bench/ and has them measured in Chromium, against the stores of npm.

mod apps;
mod packages;

use std::process::{Command, ExitCode};

use anyhow::Context as _;

use crate::deltas;
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

/// Writes bench/results/deltas.md: what is in dist/ at present.
pub(crate) fn deltas(workspace: &Workspace) -> anyhow::Result<()> {
    let deltas = deltas::prepare(&workspace.root.join("dist"))?;
    let file = workspace.root.join("bench/results/deltas.md");
    std::fs::write(&file, deltas::markdown(&deltas)).with_context(|| format!("cannot write {}", file.display()))?;
    print!("{}", deltas::table(&deltas));
    Ok(())
}
