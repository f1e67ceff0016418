//! The command line of `cargo xtask`.

use anyhow::bail;
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt as _;
use tarn_tool::command_line::{Program, Task as ToolTask, no_more, parse_new_remote, parse_task as parse_tool_task};

use crate::bench::Subject;
use crate::testing::{Extent, Part};
use crate::variant::Variant;

const XTASK: Program = Program {
    call: "cargo xtask ",
    help: HELP,
};

pub(crate) const HELP: &str = "\
cargo xtask serve [--dev] [--port N] [--data DIR] [--log-level LEVEL] [-- SERVER FLAGS]
    Builds changed apps, starts the server and prints its address.
    --dev keeps watching and rebuilds on change. PORT, DATA_DIR and LOG_LEVEL also set these options.
cargo xtask build [APP..] [--dev]
    Builds the apps into dist/ and prints their sizes; fails over budget (budgets.toml).
    --dev builds without optimising, and checks no budgets.
cargo xtask build --next-contract | --crashing | --panicking
    For the end-to-end tests, into target/: host and cart with the next version of the contract; products with a crash switch;
    a host with a reducer that panics.
cargo xtask deltas [DIST]
    Creates the deltas for browsers with another build or the host (RFC 9842), for the built
    apps in dist/ or DIST, and prints the sizes. `build` includes this.
cargo xtask base-path PATH FOLDER
    Writes a base path such as /shop/ into the pages of FOLDER, for static hosting. Not needed for the server, whose
    --base-path does this for each page that it sends.
cargo xtask test [all] [fmt] [deny] [clippy] [unit] [wasm] [build] [e2e] [faults] [bench]
    Runs these parts, or all. Long loops and large matrices of e2e and faults run a share; `all` runs them completely.
cargo xtask bench store [--quick]
    Measures the store against Redux Toolkit, Redux, zustand and nanostores in Chromium, writes
    bench/results/ and bench/store.svg, and fails if an aim is missed. --quick only checks that the benchmark runs.
cargo xtask bench view [--quick]
    Measures a list in view! of tarn-view against view! of Leptos and React; likewise.
cargo xtask bench load [--quick]
    Builds the shop and the one in React, and measures how they load: time, bytes, memory; likewise.
cargo xtask bench render [--quick]
    Measures how the server renders pages, against a Node server that renders the React shop; likewise.
cargo xtask bench deltas
    Writes the sizes of the deltas to bench/results/deltas.md.
cargo xtask new-remote NAME [--own-repository FOLDER]
    Creates a remote in remotes/NAME and mounts it in the host at /NAME; or in a folder outside this
    project, where `cargo tarn build` and `cargo tarn serve` build and serve this one remote.
cargo xtask trunk ARGUMENTS
    Runs trunk in this folder, with the tools of .tools/ on its PATH: `cargo xtask trunk serve` in remotes/cart.
";

/// A task with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Print the help.
    Help,
    /// A task of `tarn`.
    Tool(ToolTask),
    /// Build a variant of apps, for tests.
    BuildVariant(Variant),
    /// Run the named parts, or all if none is named.
    Test { parts: Vec<Part>, extent: Extent },
    /// Run a benchmark; `quick` only checks that it runs.
    Bench { subject: Subject, quick: bool },
}

/// Reads the command line. Errors name the given words and the valid ones.
pub(crate) fn parse(words: lexopt::Parser) -> anyhow::Result<Task> {
    XTASK.parse(words, Task::Help, parse_task)
}

fn parse_task(task: &str, words: lexopt::Parser) -> anyhow::Result<Task> {
    let of_the_tool = match task {
        "build" => return parse_build(words),
        "test" => return parse_test(words),
        "bench" => return parse_bench(words),
        "new-remote" => parse_new_remote(words),
        _ => parse_tool_task(task, words),
    };
    Ok(match of_the_tool? {
        // The help of this program has more tasks than that of the tool.
        ToolTask::Help => Task::Help,
        task => Task::Tool(task),
    })
}

fn parse_build(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let variant = words.try_raw_args().and_then(|rest| {
        let name = rest.peek()?.to_str()?.strip_prefix("--")?;
        Variant::named(name)
    });
    let Some(variant) = variant else {
        return parse_tool_task("build", words).map(|task| match task {
            ToolTask::Help => Task::Help,
            task => Task::Tool(task),
        });
    };
    words.next()?;
    no_more(words, Task::BuildVariant(variant))
}

fn parse_test(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let (mut parts, mut extent) = (Vec::new(), Extent::Share);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Value(all) if all == "all" => extent = Extent::Whole,
            Value(part) => parts.push(Part::named(&part.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Test { parts, extent })
}

fn parse_bench(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let (mut subject, mut quick) = (None, false);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("quick") => quick = true,
            Value(name) if subject.is_none() => subject = Some(Subject::named(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    match subject {
        Some(subject) => Ok(Task::Bench { subject, quick }),
        None => bail!("the subject is missing: store, view, load, render or deltas"),
    }
}

#[cfg(test)]
mod tests {
    use tarn_tool::trunk::Profile;

    use super::*;

    fn task(line: &str) -> anyhow::Result<Task> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn build_takes_apps_as_the_tool_does_or_one_variant() {
        assert_eq!(
            task("build cart --dev host").unwrap(),
            Task::Tool(ToolTask::Build {
                apps: vec!["cart".into(), "host".into()],
                profile: Profile::Dev
            })
        );
        let variant = Task::BuildVariant;
        assert_eq!(task("build --next-contract").unwrap(), variant(Variant::NEXT_CONTRACT));
        assert_eq!(task("build --crashing").unwrap(), variant(Variant::CRASHING));
        assert_eq!(task("build --panicking").unwrap(), variant(Variant::PANICKING));
        for line in ["build cart --next-contract", "build --next-contract cart"] {
            assert!(task(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_refusal_names_the_given_and_the_valid_words() {
        for (line, given, possible) in [
            ("bild", "\"bild\"", "bench, build,"),
            ("--fast", "--fast", "bench, build,"),
            ("build --fast", "--fast", "cargo xtask build [APP..] [--dev]\n"),
            ("build --next-contract cart", "\"cart\"", "--next-contract | --crashing"),
            ("test units", "\"units\"", "fmt, deny, clippy, unit"),
            ("bench", "is missing", "bench store [--quick]"),
            ("bench stores", "\"stores\"", "store, view, load, render and deltas"),
            ("new-remote", "is missing", "new-remote NAME"),
        ] {
            let error = format!("{:#}", task(line).unwrap_err());
            assert!(error.contains(given) && error.contains(possible), "{line}: {error}");
        }
    }

    #[test]
    fn test_parts_are_checked() {
        assert_eq!(
            task("test unit e2e").unwrap(),
            Task::Test {
                parts: vec![Part::Unit, Part::E2e],
                extent: Extent::Share
            }
        );
    }

    #[test]
    fn all_runs_each_part_or_the_named_ones_completely() {
        let whole = |parts: &[Part]| Task::Test {
            parts: parts.to_vec(),
            extent: Extent::Whole,
        };
        assert_eq!(task("test all").unwrap(), whole(&[]));
        assert_eq!(task("test all faults").unwrap(), whole(&[Part::Faults]));
    }

    #[test]
    fn a_benchmark_is_named_and_may_be_quick() {
        let bench = |subject, quick| Task::Bench { subject, quick };
        assert_eq!(task("bench store").unwrap(), bench(Subject::Store, false));
        assert_eq!(task("bench view").unwrap(), bench(Subject::View, false));
        assert_eq!(task("bench --quick load").unwrap(), bench(Subject::Load, true));
        assert_eq!(task("bench render").unwrap(), bench(Subject::Render, false));
    }

    #[test]
    fn tasks_of_the_tool_are_passed_to_it() {
        let made = Task::Tool(ToolTask::NewRemote {
            name: "reviews".into(),
            own_repository: None,
        });
        assert_eq!(task("new-remote reviews").unwrap(), made);
        assert_eq!(task("serve --help").unwrap(), Task::Help);
        assert!(matches!(task("serve").unwrap(), Task::Tool(ToolTask::Serve(_))));
    }
}
