//! `cargo xtask test`: all checks of a change, part by part.

mod browser;
mod cargo;
mod counts;
mod deny;
mod held_connections;
mod node;
mod parts;
mod playwright;
mod report;
mod wasm;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::bail;

use counts::Counts;
use tarn_tool::workspace::Workspace;

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Fmt,
    Deny,
    Clippy,
    Unit,
    Wasm,
    Build,
    E2e,
    Faults,
    Bench,
}

impl Part {
    /// In execution order: quickly failing parts first.
    const ALL: [Self; 9] = [
        Self::Fmt,
        Self::Deny,
        Self::Clippy,
        Self::Unit,
        Self::Wasm,
        Self::Build,
        Self::E2e,
        Self::Faults,
        Self::Bench,
    ];

    /// The reason why the part cannot run on this machine, if it is optional.
    fn cannot_run(self) -> Option<&'static str> {
        match self {
            Self::Deny => deny::missing(),
            _ => None,
        }
    }

    /// The part of this name.
    pub(crate) fn named(name: &str) -> anyhow::Result<Self> {
        match Self::ALL.into_iter().find(|part| part.name() == name) {
            Some(part) => Ok(part),
            None => {
                let names = Self::ALL.map(Self::name).join(", ");
                bail!("there is no part \"{name}\" of the tests; there are {names}")
            }
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Deny => "deny",
            Self::Clippy => "clippy",
            Self::Unit => "unit",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::E2e => "e2e",
            Self::Faults => "faults",
            Self::Bench => "bench",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Fmt => "formatted sources; no findings in JavaScript and TypeScript",
            Self::Deny => "licences, sources and advisories of the crates",
            Self::Clippy => {
                "no warnings, natively and for wasm; documentation without broken links; type-checked TypeScript"
            }
            Self::Unit => "native tests",
            Self::Wasm => "wasm tests in a headless browser",
            Self::Build => "all apps build, within budget",
            Self::E2e => "end-to-end tests of the served apps",
            Self::Faults => "the shop behind a proxy that injects faults",
            Self::Bench => "the benchmarks still run; nothing is judged by their times",
        }
    }
}

/// Requests all cases; e2e/share.ts and crates/tool/tests/packages read it.
const WHOLE_VARIABLE: &str = "WHOLE";

/// Extent of long loops and large matrices in e2e and faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// A share, which is the same each time.
    Share,
    Whole,
}

#[derive(Debug)]
struct Outcome {
    part: Part,
    counts: Counts,
    time: Duration,
}

/// Runs the named parts (or all) until one fails. The last line counts tests; a part without tests of its own counts as
/// one.
pub(crate) fn run(workspace: &Workspace, named: &[Part], extent: Extent) -> anyhow::Result<ExitCode> {
    let chosen: Vec<Part> = Part::ALL
        .into_iter()
        .filter(|part| named.is_empty() || named.contains(part))
        .collect();
    let mut outcomes = Vec::new();
    for part in &chosen {
        println!("\n== {}: {}", part.name(), part.title());
        // A named part must run.
        if let Some(reason) = part.cannot_run().filter(|_| named.is_empty()) {
            println!("{}", not_run(*part, Some(reason)));
            continue;
        }
        let start = Instant::now();
        let counts = match parts::run(workspace, *part, extent) {
            Ok(counts) => counts,
            Err(error) => {
                eprintln!("error: {error:#}");
                Counts::of_one(false)
            }
        };
        let outcome = Outcome {
            part: *part,
            counts,
            time: start.elapsed(),
        };
        println!("{}", line(&outcome));
        let failed = !outcome.counts.all_passed();
        outcomes.push(outcome);
        if failed {
            break;
        }
    }
    print!("{}", summary(&chosen, &outcomes));
    let all_passed = outcomes.iter().all(|outcome| outcome.counts.all_passed());
    Ok(if all_passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn line(outcome: &Outcome) -> String {
    let verdict = if outcome.counts.all_passed() { "ok" } else { "FAILED" };
    let Outcome { part, counts, time } = outcome;
    format!(
        "{:<7} {verdict:<7} {:>8.1} s   {counts}",
        part.name(),
        time.as_secs_f32()
    )
}

fn not_run(part: Part, reason: Option<&str>) -> String {
    let reason = reason.map_or(String::new(), |reason| format!(" ({reason})"));
    format!("{:<7} not run{reason}", part.name())
}

fn summary(chosen: &[Part], outcomes: &[Outcome]) -> String {
    let mut text = String::from("\n== summary\n");
    for part in chosen {
        match outcomes.iter().find(|outcome| outcome.part == *part) {
            Some(outcome) => text.push_str(&line(outcome)),
            None => text.push_str(&not_run(*part, part.cannot_run())),
        }
        text.push('\n');
    }
    let sum = outcomes
        .iter()
        .fold(Counts::default(), |sum, outcome| sum.and(outcome.counts.clone()));
    if !sum.run_again.is_empty() {
        text.push_str("\npassed only on retry:\n");
        for name in &sum.run_again {
            text.push_str(&format!("    {name}\n"));
        }
    }
    text.push_str(&format!("\n{sum}\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(part: Part, passed: u32, failed: u32) -> Outcome {
        Outcome {
            part,
            counts: Counts {
                passed,
                failed,
                ..Counts::default()
            },
            time: Duration::from_secs(3),
        }
    }

    #[test]
    fn parts_are_named_as_on_the_command_line() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()).unwrap(), part);
        }
        assert!(
            Part::named("lint")
                .unwrap_err()
                .to_string()
                .contains("fmt, deny, clippy, unit")
        );
    }

    #[test]
    fn the_last_line_of_the_summary_counts_everything() {
        let text = summary(
            &Part::ALL,
            &[
                outcome(Part::Fmt, 1, 0),
                outcome(Part::Clippy, 2, 0),
                outcome(Part::Unit, 40, 2),
            ],
        );
        assert_eq!(text.lines().last(), Some("43 passed, 2 failed"));
        assert!(text.contains("unit    FAILED"), "{text}");
        assert!(text.contains("e2e     not run"), "{text}");
    }

    #[test]
    fn a_skipped_part_says_why() {
        assert_eq!(not_run(Part::Wasm, None), "wasm    not run");
        assert_eq!(
            not_run(Part::Deny, Some("cargo-deny is not installed")),
            "deny    not run (cargo-deny is not installed)"
        );
    }

    #[test]
    fn tests_that_passed_only_on_retry_are_listed_by_name() {
        let mut flaky = outcome(Part::E2e, 3, 0);
        flaky.counts.run_again = vec!["cart.spec.ts:3 › a flaky test".to_owned()];
        let text = summary(&[Part::E2e], &[flaky]);
        assert!(
            text.contains("\npassed only on retry:\n    cart.spec.ts:3 › a flaky test\n"),
            "{text}"
        );
        assert_eq!(text.lines().last(), Some("3 passed, 0 failed, 1 passed only on retry"));
        assert!(!summary(&[Part::Unit], &[outcome(Part::Unit, 1, 0)]).contains("retry"));
    }
}
