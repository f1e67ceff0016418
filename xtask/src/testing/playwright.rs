//! Playwright: its command and its JSON report.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use super::counts::Counts;
use super::report::Report;
use super::{Extent, WHOLE_VARIABLE, browser};
use crate::npm;
use tarn_tool::process::{run as run_command, succeeds};
use tarn_tool::serve;
use tarn_tool::workspace::Workspace;

/// Path of Playwright's JSON report; e2e/playwright.config.ts reads it.
const REPORT_VARIABLE: &str = "TEST_REPORT";

/// `playwright test` in a browser, against dist/ and the server, which is built for it.
pub(super) fn command(workspace: &Workspace, folder: &Path, extent: Extent) -> anyhow::Result<Command> {
    let mut tests = npm::program("npx");
    tests
        .args(["playwright", "test"])
        .current_dir(folder)
        .env("SERVER_BINARY", serve::build_server(workspace)?);
    if extent == Extent::Whole {
        tests.env(WHOLE_VARIABLE, "1");
    }
    match browser::chromium() {
        Some(chromium) => {
            tests.env("CHROMIUM", chromium);
        }
        None => {
            println!("there is no Chromium on this machine: Playwright installs its own");
            let mut install = npm::program("npx");
            install.args(["playwright", "install", "chromium"]).current_dir(folder);
            run_command(&mut install).with_context(browser::how_to_get_chromium)?;
        }
    }
    Ok(tests)
}

/// Runs the command and counts its tests. The report gets this name.
pub(super) fn run(workspace: &Workspace, name: &str, tests: &mut Command) -> anyhow::Result<Counts> {
    let report = Report::fresh(workspace, name)?;
    let succeeded = succeeds(tests.env(REPORT_VARIABLE, report.file()))?;
    report.counts(succeeded, counts)
}

/// Counts the tests of a JSON report. Skipped tests, and those that did not run after an earlier failure, are not
/// counted.
fn counts(json: &str) -> serde_json::Result<Counts> {
    let results: Results = serde_json::from_str(json)?;
    let mut counts = Counts::default();
    for file in &results.suites {
        file.count(&[], &mut counts);
    }
    Ok(counts)
}

/// The report.
#[derive(Deserialize)]
struct Results {
    /// One per file.
    suites: Vec<Suite>,
}

/// A file, or a `test.describe` in it.
#[derive(Deserialize)]
struct Suite {
    title: String,
    #[serde(default)]
    specs: Vec<Spec>,
    #[serde(default)]
    suites: Vec<Suite>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    line: u32,
    tests: Vec<Test>,
}

/// A spec in one of Playwright's projects.
#[derive(Deserialize)]
struct Test {
    status: Status,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Status {
    Expected,
    Unexpected,
    Flaky,
    Skipped,
}

impl Suite {
    /// `outer` contains the titles around this suite; the first is the file.
    fn count(&self, outer: &[&str], counts: &mut Counts) {
        let titles: Vec<&str> = outer.iter().copied().chain([self.title.as_str()]).collect();
        for spec in &self.specs {
            for test in &spec.tests {
                match test.status {
                    Status::Expected => counts.passed += 1,
                    Status::Unexpected => counts.failed += 1,
                    Status::Flaky => {
                        counts.passed += 1;
                        counts.run_again.push(spec.name(&titles));
                    }
                    Status::Skipped => {}
                }
            }
        }
        for inner in &self.suites {
            inner.count(&titles, counts);
        }
    }
}

impl Spec {
    /// The name in Playwright's list: `file:line › suite › title`.
    fn name(&self, titles: &[&str]) -> String {
        let (file, suites) = titles.split_first().unwrap_or((&"", &[]));
        let place = format!("{file}:{}", self.line);
        let titles = suites.iter().copied().chain([self.title.as_str()]);
        std::iter::once(place.as_str())
            .chain(titles)
            .collect::<Vec<_>>()
            .join(" › ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by Playwright 1.65, without unread members.
    const REPORT: &str = r#"{
        "config": { "version": "1.65.1" },
        "suites": [{
            "title": "cart.spec.ts", "file": "cart.spec.ts", "line": 0,
            "specs": [
                { "title": "passes", "ok": true, "line": 7, "tests": [{ "status": "expected" }] }
            ],
            "suites": [{
                "title": "a group", "file": "cart.spec.ts", "line": 2,
                "specs": [
                    { "title": "flaky", "ok": true, "line": 3, "tests": [{ "status": "flaky" }] },
                    { "title": "fails", "ok": false, "line": 4, "tests": [{ "status": "unexpected" }] },
                    { "title": "skipped", "ok": true, "line": 5, "tests": [{ "status": "skipped" }] }
                ]
            }]
        }],
        "errors": [],
        "stats": { "expected": 1, "skipped": 1, "unexpected": 1, "flaky": 1 }
    }"#;

    #[test]
    fn tests_are_counted_in_files_and_groups() {
        let counts = counts(REPORT).unwrap();
        assert_eq!((counts.passed, counts.failed), (2, 1));
    }

    #[test]
    fn a_test_that_passed_only_on_retry_is_named_with_its_place() {
        assert_eq!(counts(REPORT).unwrap().run_again, ["cart.spec.ts:3 › a group › flaky"]);
    }

    #[test]
    fn a_run_that_fails_before_any_test_is_a_failure() {
        let empty = r#"{ "suites": [], "errors": [{ "message": "the server does not start" }] }"#;
        assert!(!counts(empty).unwrap().with_success(false).all_passed());
    }

    #[test]
    fn a_report_of_another_shape_is_refused() {
        for report in ["", "{}", r#"{ "suites": [{ "specs": [] }] }"#] {
            assert!(counts(report).is_err(), "{report}");
        }
        let unknown = REPORT.replace("\"flaky\" }", "\"unheard-of\" }");
        assert!(counts(&unknown).is_err());
    }
}
