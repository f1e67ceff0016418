//! `tarn check`: whether the remotes of a workspace fit its `federation.json`; with `--against URL`, whether they fit a page that is
//! deployed there.

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
pub(crate) use deployed::{SHARED_FILE, Shared};
use remote::Remote;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    /// Sentences, each of which makes the check fail.
    problems: Vec<String>,
    /// Sentences that do not.
    warnings: Vec<String>,
}

impl Findings {
    /// Takes a problem, where there is one.
    fn take(&mut self, outcome: Result<(), String>) {
        self.problems.extend(outcome.err());
    }
}

/// Checks and says what was found. The code is that of a failure where there is a problem.
///
/// # Errors
/// The workspace or the deployed page cannot be read.
pub fn run(workspace: &Workspace, against: Option<&str>) -> anyhow::Result<ExitCode> {
    let (remotes, mut findings) = Remote::all(workspace)?;
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
