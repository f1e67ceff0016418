//! `cargo xtask`: builds, serves and tests the storefront, and adds remotes to it.

mod app;
mod atomic_file;
mod bench;
mod budget;
mod build;
mod cargo_lock;
mod command_line;
mod compression;
mod deltas;
mod deployment;
mod devtools;
mod fingerprint;
mod new_remote;
mod next_contract;
mod package;
mod process;
mod serve;
mod size_table;
mod source_files;
mod stop_signal;
mod testing;
mod tools;
mod trunk;
mod watch;
mod workspace;

use std::process::ExitCode;

use command_line::Task;
use tools::Tools;
use workspace::Workspace;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let task = command_line::parse(lexopt::Parser::from_env())?;
    if matches!(task, Task::Help) {
        print!("{}", command_line::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::find(&std::env::current_dir()?)?;
    match task {
        Task::Help => {}
        Task::Build { apps, profile } => build::run(&workspace, &apps, profile)?,
        Task::BuildNextContract => {
            let built = next_contract::build(&workspace, &Tools::ensure(&workspace.root)?)?;
            println!("built into {}", built.display());
        }
        Task::Package { app } => package::run(&workspace, &app)?,
        Task::Serve(options) => return serve::run(&workspace, &options),
        Task::Test { parts } => return testing::run(&workspace, &parts),
        Task::Deltas { dist } => print!(
            "{}",
            deltas::table(&deltas::prepare(&dist.unwrap_or(workspace.root.join("dist")))?)
        ),
        Task::BenchDeltas => bench::deltas(&workspace)?,
        Task::BenchStore { quick } => return bench::store(&workspace, quick),
        Task::NewRemote { name } => new_remote::run(&workspace, &name)?,
    }
    Ok(ExitCode::SUCCESS)
}
