//! `cargo xtask test`: everything that must hold before a change is taken, part by part.

mod browser;
mod counts;
mod held_connections;
pub(crate) mod npm;
mod parts;
mod wasm;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::bail;

use counts::Counts;
use tarn_tool::workspace::Workspace;

/// One part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Fmt,
    Clippy,
    Unit,
    Wasm,
    Build,
    E2e,
    Faults,
}

impl Part {
    /// In the order in which they run: what is quick to fail comes first.
    const ALL: [Self; 7] = [
        Self::Fmt,
        Self::Clippy,
        Self::Unit,
        Self::Wasm,
        Self::Build,
        Self::E2e,
        Self::Faults,
    ];

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
            Self::Clippy => "clippy",
            Self::Unit => "unit",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::E2e => "e2e",
            Self::Faults => "faults",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Fmt => "sources are formatted",
            Self::Clippy => "no warnings, natively and for wasm; TypeScript has the right types",
            Self::Unit => "native tests",
            Self::Wasm => "wasm tests in a headless browser",
            Self::Build => "all apps build, within budget",
            Self::E2e => "end-to-end tests of the served apps",
            Self::Faults => "the shop behind a proxy that breaks things",
        }
    }
}

#[derive(Debug)]
struct Outcome {
    part: Part,
    counts: Counts,
    time: Duration,
}

/// Runs the parts (all, where none is named) until one fails. The last line counts tests; a part
/// without tests of its own counts as one.
pub(crate) fn run(workspace: &Workspace, named: &[Part]) -> anyhow::Result<ExitCode> {
    let chosen: Vec<Part> = Part::ALL
        .into_iter()
        .filter(|part| named.is_empty() || named.contains(part))
        .collect();
    let mut outcomes = Vec::new();
    for part in &chosen {
        println!("\n== {}: {}", part.name(), part.title());
        let start = Instant::now();
        let counts = match parts::run(workspace, *part) {
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

fn summary(chosen: &[Part], outcomes: &[Outcome]) -> String {
    let mut text = String::from("\n== summary\n");
    for part in chosen {
        match outcomes.iter().find(|outcome| outcome.part == *part) {
            Some(outcome) => text.push_str(&line(outcome)),
            None => text.push_str(&format!("{:<7} not run", part.name())),
        }
        text.push('\n');
    }
    let sum = outcomes
        .iter()
        .fold(Counts::default(), |sum, outcome| sum.and(outcome.counts));
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
                at_second_try: 0,
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
                .contains("fmt, clippy, unit")
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
}
