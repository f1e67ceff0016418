//! `cargo xtask`: builds, serves and tests the storefront, and adds remotes to it.

mod app;
mod atomic_file;
mod base_path;
mod bench;
mod budget;
mod build;
mod cargo_lock;
mod command_line;
mod compression;
mod deltas;
mod deployment;
mod devtools;
mod error_pages;
mod fingerprint;
mod new_remote;
mod own_repository;
mod ownership;
mod package;
mod process;
mod serve;
mod size_table;
mod source_files;
mod stop_signal;
mod testing;
mod tools;
mod trunk;
mod variant;
mod watch;
mod workspace;

use std::process::ExitCode;

use command_line::Task;
use tools::Tools;
use workspace::Workspace;

/// What a shell reports for a program that the system ended with SIGPIPE.
const WITHOUT_A_READER: i32 = 141;

fn main() -> ExitCode {
    end_quietly_without_a_reader();
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Ends the tool where nobody reads its output any more, as after `cargo xtask build | head -1`. `println!` panics then.
fn end_quietly_without_a_reader() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let message = panic.payload_as_str().unwrap_or_default();
        if message.starts_with("failed printing to stdout") {
            std::process::exit(WITHOUT_A_READER);
        }
        report(panic);
    }));
}

fn run() -> anyhow::Result<ExitCode> {
    let task = command_line::parse(lexopt::Parser::from_env())?;
    if matches!(task, Task::Help) {
        print!("{}", command_line::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::find(&std::env::current_dir()?)?;
    if workspace.is_of_one_remote() {
        return own_repository::run(&workspace, &task);
    }
    match task {
        Task::Help => {}
        Task::Build { apps, profile } => build::run(&workspace, &apps, profile)?,
        Task::BuildVariant(variant) => {
            let built = variant::build(&workspace, &Tools::ensure(&workspace.root)?, variant)?;
            println!("built into {}", built.display());
        }
        Task::Trunk { arguments } => return trunk::run(&workspace, &arguments),
        Task::Package { app } => package::run(&workspace, &app)?,
        Task::Serve(options) => return serve::run(&workspace, &options),
        Task::Test { parts, extent } => return testing::run(&workspace, &parts, extent),
        Task::Deltas { dist } => {
            let deltas = deltas::prepare(&dist.unwrap_or(workspace.root.join("dist")))?;
            print!("{}", deltas::table(&deltas));
        }
        Task::BasePath { base, folder } => base_path::run(&base, &folder)?,
        Task::Bench { subject, quick } => return bench::run(&workspace, subject, quick),
        Task::NewRemote {
            name,
            own_repository: None,
        } => new_remote::run(&workspace, &name)?,
        Task::NewRemote {
            name,
            own_repository: Some(folder),
        } => new_remote::in_own_repository(&workspace, &name, &folder)?,
    }
    Ok(ExitCode::SUCCESS)
}
