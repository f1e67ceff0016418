//! `tarn` in a repository of one remote, which `new-remote --own-repository` made: the remote is built and packaged with
//! this project's tools, into that repository's own `dist/`.

use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::app::App;
use crate::budget::Budgets;
use crate::command_line::Task;
use crate::size_table::{Row, table};
use crate::tools::Tools;
use crate::trunk::{self, Profile};
use crate::workspace::Workspace;
use crate::{deployment, package, process};

/// Does what there is to do in such a repository.
pub fn run(workspace: &Workspace, task: &Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Build { profile, .. } => build(workspace, *profile)?,
        Task::Serve(_) => serve(workspace)?,
        Task::Trunk { arguments } => return trunk::run(workspace, arguments),
        Task::Package { app } => package::run(workspace, app)?,
        _ => bail!(
            "{} is a repository of one remote: there are build, build --dev, serve and trunk; everything else is done in the shop's project",
            workspace.root.display()
        ),
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the remote into `dist/remotes/NAME`, which can be put beside a host's others as it is. Older builds stay there.
fn build(workspace: &Workspace, profile: Profile) -> anyhow::Result<()> {
    let tools = Tools::ensure(workspace)?;
    for app in App::all(workspace)? {
        let finished = trunk::build(workspace, &tools, &app, profile)?;
        let deployed = deployment::deploy(&finished, &workspace.root.join("dist"), &app, profile)?;
        println!("built {} into dist/{}", deployed.build_id, app.dist_folder().display());
        let Some(sizes) = &deployed.sizes else { continue };
        let row = Row {
            app: app.name(),
            sizes,
            budget: Budgets::read(workspace.tools_root())?.of(&app),
        };
        print!("\n{}", table(std::slice::from_ref(&row)));
        if row.is_over() {
            bail!("{} is over the budget of a remote", app.name());
        }
    }
    Ok(())
}

/// Runs `trunk serve`: the remote on its own, rebuilt while one edits, at the port of its Trunk.toml.
fn serve(workspace: &Workspace) -> anyhow::Result<()> {
    let tools = Tools::ensure(workspace)?;
    println!(
        "The API, pictures and development tools come from a shop on port 4000: `cargo xtask serve` in its project."
    );
    let mut command = trunk::command(&tools)?;
    command
        .args(["--log", "warn", "serve"])
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", workspace.target_folder());
    process::run(&mut command).context("trunk ended")
}
