//! `tarn`: the command line.

use std::process::ExitCode;

use tarn_tool::{command_line, program};

fn main() -> ExitCode {
    program::exit_code_of(|| command_line::parse(lexopt::Parser::from_env())?.run())
}
