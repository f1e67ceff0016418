//! `cargo xtask`: tests and benchmarks of this repository; calls `tarn` for all other tasks.

mod bench;
mod command_line;
mod npm;
mod testing;
mod variant;

use std::process::ExitCode;

use command_line::Task;
use tarn_tool::program;
use tarn_tool::tools::Tools;
use tarn_tool::workspace::Workspace;

fn main() -> ExitCode {
    program::exit_code_of(run)
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
        Task::Tool(task) => return task.run_in(&workspace),
        Task::BuildVariant(variant) => {
            let built = variant::build(&workspace, &Tools::ensure(&workspace)?, variant)?;
            println!("built into {}", built.display());
        }
        Task::Test { parts, extent } => return testing::run(&workspace, &parts, extent),
        Task::Bench { subject, quick } => return bench::run(&workspace, subject, quick),
    }
    Ok(ExitCode::SUCCESS)
}
