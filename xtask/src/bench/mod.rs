//! `cargo xtask bench`: measurements in Chromium against the usual tools of JavaScript teams.

mod apps;
mod lists;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Context as _;

use crate::npm;
use tarn_tool::build;
use tarn_tool::deltas;
use tarn_tool::serve;
use tarn_tool::tools::Tools;
use tarn_tool::trunk::Profile;
use tarn_tool::workspace::Workspace;

/// Subject of a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The store, against Redux Toolkit, Redux, zustand and nanostores.
    Store,
    /// A list in `view!` of tarn-view, against `view!` of Leptos and React.
    View,
    /// The served shop, against the React shop.
    Load,
    /// The server that renders pages, against Node.
    Render,
    /// The deltas of the current dist/.
    Deltas,
}

impl Subject {
    pub(crate) fn named(name: &str) -> anyhow::Result<Self> {
        match name {
            "store" => Ok(Self::Store),
            "view" => Ok(Self::View),
            "load" => Ok(Self::Load),
            "render" => Ok(Self::Render),
            "deltas" => Ok(Self::Deltas),
            _ => anyhow::bail!("there is no benchmark \"{name}\"; there are store, view, load, render and deltas"),
        }
    }
}

/// Builds and measures the subject. `Ok` with a failure's code means that an aim is missed, and has been printed.
pub(crate) fn run(workspace: &Workspace, subject: Subject, quick: bool) -> anyhow::Result<ExitCode> {
    let folder = workspace.root.join("bench");
    if subject == Subject::Deltas {
        return deltas(workspace, &folder.join("results/deltas.md"));
    }
    let tools = Tools::ensure(workspace)?;
    let mut benchmark = Command::new("node");
    benchmark.current_dir(&folder);
    match subject {
        Subject::Store => {
            let apps = apps::build(workspace, &tools)?;
            benchmark.arg("store/run.mjs").arg(apps);
        }
        Subject::View => {
            let lists = lists::build(workspace, &tools)?;
            benchmark.arg("view/run.mjs").arg(lists);
        }
        Subject::Load => shops(workspace, &tools, benchmark.arg("load/run.mjs"))?,
        Subject::Render => shops(workspace, &tools, benchmark.arg("render/run.mjs"))?,
        Subject::Deltas => {}
    }
    npm::install(&folder)?;
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

/// Builds the shop and the one in React; the benchmark gets the server and the folder of the built apps.
fn shops(workspace: &Workspace, tools: &Tools, benchmark: &mut Command) -> anyhow::Result<()> {
    build::build_changed(workspace, tools, &[], Profile::Release)?;
    let server = serve::build_server(workspace)?;
    let react = workspace.root.join("bench/react-shop");
    npm::install(&react)?;
    npm::run(&react, "build")?;
    benchmark.arg(server).arg(workspace.root.join("dist"));
    Ok(())
}

fn deltas(workspace: &Workspace, results: &Path) -> anyhow::Result<ExitCode> {
    let deltas = deltas::prepare(&workspace.root.join("dist"))?;
    fs::write(results, deltas::markdown(&deltas)).with_context(|| format!("cannot write {}", results.display()))?;
    print!("{}", deltas::table(&deltas));
    Ok(ExitCode::SUCCESS)
}
