//! The tool as a program: errors and exit.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Command, Output, Stdio};

fn tarn(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tarn"));
    command.args(arguments).env("RUST_BACKTRACE", "1");
    command
}

/// The standard error of a program.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_refusal_is_some_lines_without_a_backtrace_or_escape_codes() {
    for line in [&["bild"][..], &["serve", "--port", "shop"], &["build", "no-such-app"]] {
        let output = tarn(line).output().unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{line:?}: {said}");
        assert!(
            said.starts_with("error: ") && said.lines().count() <= 3,
            "{line:?}: {said}"
        );
        for trace in ["panicked", "backtrace", "\u{1b}"] {
            assert!(!said.contains(trace), "{line:?}: {said}");
        }
    }
}

#[test]
fn nothing_is_printed_without_a_reader() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut help = tarn(&["help"]);
    let output = help.stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(said(&output), "");
    assert!(!output.status.success());
}
