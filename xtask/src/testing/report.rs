//! JSON reports of test programs, in target/xtask.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::counts::Counts;
use tarn_tool::atomic_file;
use tarn_tool::workspace::Workspace;

/// A report of a test run.
pub(super) struct Report {
    file: PathBuf,
}

impl Report {
    /// Creates a report of this name. A report of an earlier run is removed, so that it is not mistaken for the new
    /// one.
    pub(super) fn fresh(workspace: &Workspace, name: &str) -> anyhow::Result<Self> {
        Self::at(workspace.target_folder().join("xtask").join(format!("{name}.json")))
    }

    pub(super) fn at(file: PathBuf) -> anyhow::Result<Self> {
        atomic_file::remove(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        Ok(Self { file })
    }

    /// Path of the report.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// The tests of the report, as parsed by `read`, plus a failure if the program failed without a failing test.
    pub(super) fn counts(
        &self,
        succeeded: bool,
        read: impl FnOnce(&str) -> serde_json::Result<Counts>,
    ) -> anyhow::Result<Counts> {
        match fs::read_to_string(&self.file) {
            Ok(text) => Ok(read(&text)
                .with_context(|| format!("{} is not a report of the expected form", self.file.display()))?
                .with_success(succeeded)),
            // The program failed before it wrote the report.
            Err(_) if !succeeded => Ok(Counts::of_one(false)),
            Err(error) => Err(error)
                .with_context(|| format!("{} was not written, although the tests passed", self.file.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_passed(_: &str) -> serde_json::Result<Counts> {
        Ok(Counts::of_one(true).and(Counts::of_one(true)))
    }

    #[test]
    fn a_report_of_an_earlier_run_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("e2e.json");
        fs::write(&file, "{}").unwrap();
        let report = Report::at(file).unwrap();
        let error = report.counts(true, two_passed).unwrap_err();
        assert!(error.to_string().contains("e2e.json"), "{error}");
        assert!(!report.counts(false, two_passed).unwrap().all_passed());
    }

    #[test]
    fn a_failing_program_with_passing_tests_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let report = Report::at(folder.path().join("new/e2e.json")).unwrap();
        fs::write(report.file(), "{}").unwrap();
        assert!(report.counts(true, two_passed).unwrap().all_passed());
        assert!(!report.counts(false, two_passed).unwrap().all_passed());
    }
}
