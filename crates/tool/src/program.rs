//! Exit behaviour that `tarn` and a project's `cargo xtask` share.

use std::process::ExitCode;

/// The exit code that a shell reports for a program ended by SIGPIPE.
const WITHOUT_A_READER: i32 = 141;

/// Runs a program; an error is printed as one line without a backtrace and sets the exit code.
pub fn exit_code_of(run: impl FnOnce() -> anyhow::Result<ExitCode>) -> ExitCode {
    end_quietly_without_a_reader();
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Ends the program silently when its output has no reader, as after `tarn build | head -1`; `println!` panics then.
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
