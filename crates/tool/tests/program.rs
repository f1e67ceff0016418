//! The tool as a program: errors and exit.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
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

/// A workspace with a crate that is no app.
fn without_apps(root: &Path) {
    fs::create_dir_all(root.join("plain/src")).unwrap();
    fs::write(
        root.join("Cargo.toml"),
        "[workspace]\nmembers = [\"plain\"]\nresolver = \"3\"\n",
    )
    .unwrap();
    fs::write(
        root.join("plain/Cargo.toml"),
        "[package]\nname = \"plain\"\nedition = \"2024\"\n",
    )
    .unwrap();
    fs::write(root.join("plain/src/lib.rs"), "").unwrap();
}

#[test]
fn a_workspace_without_apps_is_answered_with_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    without_apps(folder.path());
    for task in ["build", "serve"] {
        let output = tarn(&[task]).current_dir(folder.path()).output().unwrap();
        let said = said(&output);
        assert!(
            said.contains("has no app") && said.contains("tarn new host PATH"),
            "{task}: {said}"
        );
    }
}

#[test]
fn options_of_a_server_are_refused_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    without_apps(folder.path());
    for options in [&["--data", "data"][..], &["--log-level", "debug"], &["--", "--demo"]] {
        let line = [&["serve"], options].concat();
        let output = tarn(&line).current_dir(folder.path()).output().unwrap();
        let said = said(&output);
        assert!(said.contains("there is no crate \"server\""), "{options:?}: {said}");
    }
}

#[test]
fn the_version_is_that_of_the_crates() {
    let output = tarn(&["--version"]).output().unwrap();
    let version = format!("tarn {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), version);
}

#[test]
fn built_files_are_prepared_without_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<html><a href=\"/cart\">").unwrap();
    let mut task = tarn(&["base-path", "/shop/", "."]);
    let output = task.current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let page = std::fs::read_to_string(folder.path().join("index.html")).unwrap();
    assert!(page.contains("href=\"/shop/cart\""), "{page}");
}
