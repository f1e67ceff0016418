//! What can be said on the command line.

mod usage;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt as _;

use crate::bench::Subject;
use crate::serve::ServeOptions;
use crate::testing::Part;
use crate::trunk::Profile;
use crate::variant::Variant;

pub(crate) const HELP: &str = "\
cargo xtask serve [--dev] [--port N] [--data DIR] [--log-level LEVEL] [-- SERVER FLAGS]
    Builds what changed, starts the server and prints its address.
    --dev keeps watching and rebuilds on change. Also by PORT, DATA_DIR, LOG_LEVEL.
cargo xtask build [APP..] [--dev]
    Builds the apps into dist/ and prints their sizes; fails over budget (budgets.toml).
    --dev builds without optimising, and judges no sizes.
cargo xtask build --next-contract | --crashing | --panicking
    For the end-to-end tests, into target/: host and cart with the next version of the contract; products with a way to crash;
    a host with a reducer that panics.
cargo xtask deltas [DIST]
    Prepares what browsers download that have another build or the host (RFC 9842), for the built
    apps in dist/ or DIST, and prints the sizes. `build` has done so already.
cargo xtask base-path PATH FOLDER
    Writes a base path such as /shop/ into the pages of FOLDER, for static hosting. The server needs no such thing: its
    --base-path does it for each page that it sends.
cargo xtask test [fmt] [clippy] [unit] [wasm] [build] [e2e] [faults]
    Runs these parts, or all of them.
cargo xtask bench store [--quick]
    Measures the store against Redux Toolkit, Redux, zustand and nanostores in Chromium, writes
    bench/results/ and bench/store.svg, and fails where an aim is missed. --quick only tries it out.
cargo xtask bench load [--quick]
    Builds the shop and the one in React, and measures how they load: time, bytes, memory; likewise.
cargo xtask bench deltas
    Writes the sizes of the deltas to bench/results/deltas.md.
cargo xtask new-remote NAME [--own-repository FOLDER]
    Makes a remote in remotes/NAME and mounts it in the host at /NAME; or in a folder outside of this
    project, where `cargo xtask build` and `serve` then build and serve this one remote.
cargo xtask trunk ARGUMENTS
    Runs trunk in this folder, with the tools of .tools/ on its PATH: `cargo xtask trunk serve` in remotes/cart.
cargo xtask package APP
    What trunk's post_build hook calls: hashes, manifest, integrity.
";

/// One task with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Print what there is.
    Help,
    /// Build the named apps, or all of them when none is named.
    Build { apps: Vec<String>, profile: Profile },
    /// Build apps otherwise, for tests.
    BuildVariant(Variant),
    /// Run trunk in the present folder.
    Trunk { arguments: Vec<OsString> },
    /// Finish one app in trunk's staging folder.
    Package { app: String },
    /// Build what changed and run the server.
    Serve(ServeOptions),
    /// Run the named parts, or all of them when none is named.
    Test { parts: Vec<Part> },
    /// Prepare the deltas of the built apps in a folder, or in dist/.
    Deltas { dist: Option<PathBuf> },
    /// Write a base path into the pages of a folder.
    BasePath { base: String, folder: PathBuf },
    /// Measure something; `quick` only tries the benchmark out.
    Bench { subject: Subject, quick: bool },
    /// Make a remote, in `remotes/` or in a repository of its own.
    NewRemote {
        name: String,
        own_repository: Option<PathBuf>,
    },
}

/// Reads the command line. Errors say what was given and what is possible.
pub(crate) fn parse(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let task = match words.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Task::Help),
        Some(Value(task)) => task.string()?,
        Some(other) => return Err(usage::refused(&other.unexpected().into(), None)),
    };
    parse_task(&task, words).map_err(|error| usage::refused(&error, Some(&task)))
}

fn parse_task(task: &str, words: lexopt::Parser) -> anyhow::Result<Task> {
    match task {
        "help" => Ok(Task::Help),
        "build" => parse_build(words),
        "trunk" => parse_trunk(words),
        "package" => Ok(Task::Package { app: one_name(words)? }),
        "serve" => parse_serve(words),
        "test" => parse_test(words),
        "bench" => parse_bench(words),
        "deltas" => parse_deltas(words),
        "base-path" => parse_base_path(words),
        "new-remote" => parse_new_remote(words),
        _ => bail!("there is no task \"{task}\""),
    }
}

fn parse_build(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let (mut apps, mut profile) = (Vec::new(), Profile::Release);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("dev") => profile = Profile::Dev,
            Long(name) if apps.is_empty() && Variant::named(name).is_some() => {
                let variant = Variant::named(name);
                return no_more(words, variant.map_or(Task::Help, Task::BuildVariant));
            }
            Value(app) => apps.push(app.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Build { apps, profile })
}

fn parse_serve(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let mut options = ServeOptions::default();
    loop {
        if let Some(flags) = after_two_dashes(&mut words) {
            options.server_flags = flags;
            break;
        }
        let Some(word) = words.next()? else { break };
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("dev") => options.dev = true,
            Long("port") => options.port = Some(port(&words.value()?)?),
            Long("data") => options.data = Some(words.value()?.into()),
            Long("log-level") => options.log_level = Some(words.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Serve(options))
}

/// The rest of the line, where `--` comes next.
fn after_two_dashes(words: &mut lexopt::Parser) -> Option<Vec<OsString>> {
    let rest = words.try_raw_args()?;
    if rest.peek()? != "--" {
        return None;
    }
    Some(rest.skip(1).collect())
}

fn port(given: &OsStr) -> anyhow::Result<u16> {
    let given = given.to_string_lossy();
    given.parse().ok().with_context(|| {
        format!(
            "--port is \"{given}\"; a port is a number from 0, for any free one, to {}",
            u16::MAX
        )
    })
}

fn parse_trunk(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let arguments = words.raw_args()?.collect::<Vec<_>>();
    if arguments.is_empty() {
        bail!("what trunk is to do is missing");
    }
    Ok(Task::Trunk { arguments })
}

fn parse_test(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let mut parts = Vec::new();
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Value(part) => parts.push(Part::named(&part.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Test { parts })
}

fn parse_deltas(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let dist = match words.next()? {
        None => return Ok(Task::Deltas { dist: None }),
        Some(Short('h') | Long("help")) => return Ok(Task::Help),
        Some(Value(dist)) => dist.into(),
        Some(other) => return Err(other.unexpected().into()),
    };
    no_more(words, Task::Deltas { dist: Some(dist) })
}

fn parse_base_path(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    const MISSING: &str = "a path and a folder are needed";
    let base = match words.next()? {
        Some(Short('h') | Long("help")) => return Ok(Task::Help),
        Some(Value(base)) => base.string()?,
        _ => bail!(MISSING),
    };
    let Some(Value(folder)) = words.next()? else {
        bail!(MISSING)
    };
    let folder = folder.into();
    no_more(words, Task::BasePath { base, folder })
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
        None => bail!("what is measured is missing: store, load or deltas"),
    }
}

fn parse_new_remote(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let (mut name, mut own_repository) = (None, None);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("own-repository") => own_repository = Some(words.value()?.into()),
            Value(value) if name.is_none() => name = Some(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match name {
        Some(name) => Ok(Task::NewRemote { name, own_repository }),
        None => bail!("the name of the remote is missing"),
    }
}

fn one_name(mut words: lexopt::Parser) -> anyhow::Result<String> {
    let name = match words.next()? {
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
        None => bail!("the name of the app is missing"),
    };
    no_more(words, name)
}

/// `read`, if it was all that there is.
fn no_more<T>(mut words: lexopt::Parser, read: T) -> anyhow::Result<T> {
    match words.next()? {
        None => Ok(read),
        Some(other) => Err(other.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(line: &str) -> anyhow::Result<Task> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn build_takes_apps_and_a_profile() {
        assert_eq!(
            task("build cart --dev host").unwrap(),
            Task::Build {
                apps: vec!["cart".into(), "host".into()],
                profile: Profile::Dev
            }
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
    fn serve_hands_on_what_stands_after_two_dashes() {
        let Task::Serve(options) = task("serve --port 4100 --log-level debug -- --no-standalone").unwrap() else {
            panic!("not a serve task");
        };
        assert_eq!(options.port, Some(4100));
        assert_eq!(options.log_level.as_deref(), Some("debug"));
        assert_eq!(options.server_flags, ["--no-standalone"]);
    }

    #[test]
    fn trunk_gets_its_arguments_as_they_are() {
        let Task::Trunk { arguments } = task("trunk serve --port 8080 -- --help").unwrap() else {
            panic!("not a trunk task");
        };
        assert_eq!(arguments, ["serve", "--port", "8080", "--", "--help"]);
    }

    #[test]
    fn a_refusal_says_what_was_given_and_what_is_possible() {
        for (line, given, possible) in [
            ("bild", "\"bild\"", "build, deltas,"),
            ("--fast", "--fast", "build, deltas,"),
            ("build --fast", "--fast", "build [APP..] [--dev]\n"),
            ("build --dev=yes", "\"yes\"", "build [APP..] [--dev]\n"),
            ("build --next-contract cart", "\"cart\"", "--next-contract | --crashing"),
            ("serve cart", "\"cart\"", "serve [--dev] [--port N]"),
            ("serve --port", "--port", "[--port N]"),
            ("serve --port shop", "\"shop\"", "from 0, for any free one, to 65535"),
            ("serve --port 65536", "\"65536\"", "from 0, for any free one, to 65535"),
            ("serve --log-level", "--log-level", "[--log-level LEVEL]"),
            ("test units", "\"units\"", "fmt, clippy, unit"),
            ("bench", "is missing", "bench store [--quick]"),
            ("bench stores", "\"stores\"", "store, load and deltas"),
            ("base-path /shop/", "needed", "base-path PATH FOLDER"),
            ("new-remote", "is missing", "new-remote NAME"),
            (
                "new-remote reviews --own-repository",
                "--own-repository",
                "[--own-repository FOLDER]",
            ),
            ("trunk", "is missing", "trunk ARGUMENTS"),
            ("package", "is missing", "package APP"),
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
                parts: vec![Part::Unit, Part::E2e]
            }
        );
    }

    #[test]
    fn deltas_are_of_a_folder_or_of_dist() {
        assert_eq!(task("deltas").unwrap(), Task::Deltas { dist: None });
        assert_eq!(
            task("deltas elsewhere/dist").unwrap(),
            Task::Deltas {
                dist: Some("elsewhere/dist".into())
            }
        );
        assert!(task("deltas one two").is_err());
    }

    #[test]
    fn a_base_path_is_written_into_a_folder() {
        let expected = Task::BasePath {
            base: "/shop/".into(),
            folder: "site".into(),
        };
        assert_eq!(task("base-path /shop/ site").unwrap(), expected);
        for line in ["base-path", "base-path /shop/", "base-path /shop/ one two"] {
            assert!(task(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_benchmark_is_named_and_may_be_quick() {
        let bench = |subject, quick| Task::Bench { subject, quick };
        assert_eq!(task("bench store").unwrap(), bench(Subject::Store, false));
        assert_eq!(task("bench --quick load").unwrap(), bench(Subject::Load, true));
    }

    #[test]
    fn a_new_remote_may_have_a_repository_of_its_own() {
        let new_remote = |folder: Option<&str>| Task::NewRemote {
            name: "reviews".into(),
            own_repository: folder.map(PathBuf::from),
        };
        assert_eq!(task("new-remote reviews").unwrap(), new_remote(None));
        assert_eq!(
            task("new-remote reviews --own-repository ../reviews").unwrap(),
            new_remote(Some("../reviews"))
        );
    }
}
