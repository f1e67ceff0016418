//! `node --test`: tests of plain JavaScript, `tests/*.test.mjs` of a crate.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::counts::Counts;
use super::report::Report;
use tarn_tool::process::succeeds;
use tarn_tool::workspace::Workspace;

const REPORTER: &str = "xtask/src/testing/node_reporter.mjs";

/// Runs the tests of these folders and counts them.
pub(super) fn run(workspace: &Workspace, folders: &[&str]) -> anyhow::Result<Counts> {
    report_of(&workspace.root, folders, &Report::fresh(workspace, "node")?)
}

fn report_of(root: &Path, folders: &[&str], report: &Report) -> anyhow::Result<Counts> {
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arg(format!("--test-reporter=./{REPORTER}"))
        .arg(format!("--test-reporter-destination={}", report.file().display()))
        .args(folders)
        .current_dir(root);
    let succeeded = succeeds(&mut node)?;
    report.counts(succeeded, counts)
}

/// The output of node_reporter.mjs.
#[derive(Deserialize)]
struct Results {
    passed: u32,
    failed: u32,
}

fn counts(json: &str) -> serde_json::Result<Counts> {
    let Results { passed, failed } = serde_json::from_str(json)?;
    Ok(Counts {
        passed,
        failed,
        ..Counts::default()
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Counts of a test file, by node and the reporter.
    fn counted(tests: &str) -> Counts {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("some.test.mjs"), tests).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let report = Report::at(folder.path().join("report.json")).unwrap();
        report_of(root, &[&folder.path().join("some.test.mjs").to_string_lossy()], &report).unwrap()
    }

    #[test]
    fn tests_are_counted_and_suites_and_skipped_tests_are_not() {
        let counts = counted(
            "import { suite, test } from 'node:test';
             test('one', () => {});
             suite('a suite', () => {
               test('two', () => {});
               test('fails', () => { throw new Error('on purpose'); });
             });
             test.skip('skipped', () => {});
             test.todo('to do');",
        );
        assert_eq!((counts.passed, counts.failed), (2, 1));
    }

    #[test]
    fn a_file_that_cannot_be_loaded_is_a_failure() {
        let counts = counted("import './nowhere.mjs';");
        assert_eq!((counts.passed, counts.failed), (0, 1));
    }

    #[test]
    fn a_report_of_another_shape_is_refused() {
        assert!(counts("").is_err());
        assert!(counts("{}").is_err());
    }
}
