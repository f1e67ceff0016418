//! `tarn check`: checks the remotes of a workspace against its `federation.json`, or with `--against URL` against a
//! deployed page.

mod against;
mod deployed;
mod federation;
mod remote;
mod rules;
mod unknown_members;

use std::fmt;
use std::fs;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::workspace::Workspace;
use remote::Remote;

/// Results of the checks.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    /// Messages that make the check fail.
    problems: Vec<String>,
    /// Messages that do not make it fail.
    warnings: Vec<String>,
}

impl Findings {
    /// Records a problem, if there is one.
    fn take(&mut self, outcome: Result<(), String>) {
        self.problems.extend(outcome.err());
    }
}

/// Runs the checks and prints the findings. The exit code is a failure if there is a problem.
///
/// # Errors
/// The workspace or the deployed page cannot be read.
pub fn run(workspace: &Workspace, against: Option<&str>) -> anyhow::Result<ExitCode> {
    let (remotes, mut findings) = Remote::all(workspace)?;
    if remotes.is_empty() {
        let folder = workspace.settings.remotes.display();
        findings
            .warnings
            .push(format!("there is no remote: no crate is in {folder}/"));
    }
    match against {
        Some(url) => {
            let page = deployed::Page::fetch(url)?;
            against::check(&remotes, &page, &mut findings)?;
        }
        None => {
            let file = workspace.places.federation.as_ref().context(
                "the workspace has no federation.json to check its remotes against; `--against URL` checks them against a page that is \
                 deployed",
            )?;
            let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            federation::check(&remotes, &text, &mut findings);
        }
    }
    print!("{findings}");
    Ok(match findings.problems.is_empty() {
        true => {
            match remotes.len() {
                1 => println!("1 remote fits"),
                number => println!("{number} remotes fit"),
            }
            ExitCode::SUCCESS
        }
        false => ExitCode::FAILURE,
    })
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for warning in &self.warnings {
            writeln!(f, "warning: {warning}")?;
        }
        for problem in &self.problems {
            writeln!(f, "problem: {problem}")?;
        }
        Ok(())
    }
}
