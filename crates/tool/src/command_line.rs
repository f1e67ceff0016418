//! The command line of `tarn`, and the tasks that a project's `cargo xtask` shares with it.

mod usage;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt as _;

use crate::serve::ServeOptions;
use crate::trunk::Profile;
use crate::workspace::Workspace;
use crate::{base_path, build, check, deltas, new_remote, package, serve, trunk};
pub use usage::Program;

/// `tarn` itself.
const TARN: Program = Program {
    call: "tarn ",
    help: HELP,
};

const HELP: &str = "\
tarn new host PATH [--crates FOLDER]
    Creates a workspace with a host in the new folder PATH, whose last part is the workspace's name. --crates names the folder
    of the federation's crates, if they do not come from the registry.
tarn new remote NAME [--own-repository FOLDER]
    Creates a remote in remotes/NAME and mounts it in the host at /NAME; or in a folder outside this workspace, where
    `tarn build` and `tarn serve` build and serve this one remote.
tarn build [APP..] [--dev]
    Builds the apps with changed sources into dist/ and prints their sizes; fails over budget (budgets.toml).
    --dev builds without optimising, and checks no budgets.
tarn serve [--dev] [--port N] [--data DIR] [--log-level LEVEL] [-- SERVER FLAGS]
    Builds changed apps, starts the server and prints its address.
    --dev keeps watching and rebuilds on change. PORT, DATA_DIR and LOG_LEVEL also set these options.
tarn check [--against URL]
    Checks the remotes against the workspace's federation.json, or against the page deployed at URL: its federation.json, its
    shared versions, and its current builds of these remotes. For CI.
tarn package APP
    Packages an app: hashes, manifest, integrity. Trunk's post_build hook calls it.
tarn trunk ARGUMENTS
    Runs trunk in this folder, with the tools of .tools/ on its PATH: `tarn trunk serve` in remotes/cart.
tarn deltas [DIST]
    Creates the deltas for browsers with another build or the host (RFC 9842), for the built
    apps in dist/ or DIST, and prints the sizes. `build` includes this.
tarn base-path PATH FOLDER
    Writes a base path such as /shop/ into the pages of FOLDER, for static hosting.
tarn version
    Prints the version of the tool, which is the version of its crates; --version does the same.
";

/// A task with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print the help.
    Help,
    /// Print the version.
    Version,
    /// Build the named apps, or all if none is named.
    Build {
        /// Names of apps.
        apps: Vec<String>,
        /// Profile of the compilation.
        profile: Profile,
    },
    /// Run trunk in the current folder.
    Trunk {
        /// Passed to trunk unchanged.
        arguments: Vec<OsString>,
    },
    /// Finish one app in trunk's staging folder.
    Package {
        /// Name of the app.
        app: String,
    },
    /// Build changed apps and run the server.
    Serve(ServeOptions),
    /// Prepare the deltas of the built apps in a folder or in dist/.
    Deltas {
        /// Replaces the workspace's dist/.
        dist: Option<PathBuf>,
    },
    /// Write a base path into the pages of a folder.
    BasePath {
        /// Such as `/shop/`.
        base: String,
        /// Folder with the pages.
        folder: PathBuf,
    },
    /// Check the remotes against the workspace's `federation.json` or a deployed page.
    Check {
        /// Address of the page.
        against: Option<String>,
    },
    /// Create a workspace with a host.
    NewHost {
        /// Folder of the workspace, whose last component is its name.
        path: PathBuf,
        /// Folder with the federation's crates, instead of the registry.
        crates: Option<PathBuf>,
    },
    /// Create a remote, in `remotes/` or in its own repository.
    NewRemote {
        /// Name of the remote.
        name: String,
        /// Folder of the new repository.
        own_repository: Option<PathBuf>,
    },
}

impl Task {
    /// Runs the task in the workspace of the current folder.
    ///
    /// # Errors
    /// A message for the caller of the program.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Help => print!("{HELP}"),
            Self::Version => println!("tarn {}", env!("CARGO_PKG_VERSION")),
            Self::NewHost { path, crates } => new_remote::host(&path, crates.as_deref())?,
            // A machine that deploys has the built files only.
            Self::Deltas { dist: Some(dist) } => print_deltas(&dist)?,
            Self::BasePath { base, folder } => base_path::run(&base, &folder)?,
            task => return task.run_in(&Workspace::find(&std::env::current_dir()?)?),
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Runs the task in this workspace.
    ///
    /// # Errors
    /// A message for the caller of the program.
    pub fn run_in(self, workspace: &Workspace) -> anyhow::Result<ExitCode> {
        match self {
            Self::Help | Self::Version | Self::NewHost { .. } => return self.run(),
            Self::Build { apps, profile } => build::run(workspace, &apps, profile)?,
            Self::Trunk { arguments } => return trunk::run(workspace, &arguments),
            Self::Package { app } => package::run(workspace, &app)?,
            Self::Serve(options) => return serve::run(workspace, &options),
            Self::Check { against } => return check::run(workspace, against.as_deref()),
            Self::Deltas { dist } => print_deltas(&dist.unwrap_or(workspace.root.join("dist")))?,
            Self::BasePath { base, folder } => base_path::run(&base, &folder)?,
            Self::NewRemote {
                name,
                own_repository: None,
            } => new_remote::run(workspace, &name)?,
            Self::NewRemote {
                name,
                own_repository: Some(folder),
            } => new_remote::in_own_repository(workspace, &name, &folder)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print_deltas(dist: &Path) -> anyhow::Result<()> {
    print!("{}", deltas::table(&deltas::prepare(dist)?));
    Ok(())
}

/// Reads the command line of `tarn`.
///
/// # Errors
/// A message with the given words and the valid ones.
pub fn parse(words: lexopt::Parser) -> anyhow::Result<Task> {
    TARN.parse(words, Task::Help, parse_task)
}

/// Reads the remaining command line of a task.
///
/// # Errors
/// A message with the given words and the valid ones.
pub fn parse_task(task: &str, words: lexopt::Parser) -> anyhow::Result<Task> {
    match task {
        "help" => Ok(Task::Help),
        "version" => no_more(words, Task::Version),
        "new" => parse_new(words),
        "build" => parse_build(words),
        "trunk" => parse_trunk(words),
        "package" => Ok(Task::Package { app: one_name(words)? }),
        "serve" => parse_serve(words),
        "check" => parse_check(words),
        "deltas" => parse_deltas(words),
        "base-path" => parse_base_path(words),
        _ => bail!("there is no task \"{task}\""),
    }
}

fn parse_new(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    const WHAT: &str = "the kind is missing: host or remote";
    match words.next()? {
        Some(Short('h') | Long("help")) => Ok(Task::Help),
        Some(Value(what)) if what == "host" => parse_new_host(words),
        Some(Value(what)) if what == "remote" => parse_new_remote(words),
        Some(Value(other)) => bail!(
            "\"{}\" is not a kind; the kinds are host and remote",
            other.to_string_lossy()
        ),
        Some(other) => Err(other.unexpected().into()),
        None => bail!(WHAT),
    }
}

fn parse_build(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let (mut apps, mut profile) = (Vec::new(), Profile::Release);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("dev") => profile = Profile::Dev,
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

/// The words after `--`, if it comes next.
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
        bail!("trunk's arguments are missing");
    }
    Ok(Task::Trunk { arguments })
}

fn parse_check(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let mut against = None;
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("against") => against = Some(words.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Check { against })
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

fn parse_new_host(mut words: lexopt::Parser) -> anyhow::Result<Task> {
    let (mut path, mut crates) = (None, None);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Task::Help),
            Long("crates") => crates = Some(words.value()?.into()),
            Value(value) if path.is_none() => path = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    match path {
        Some(path) => Ok(Task::NewHost { path, crates }),
        None => bail!("the path of the workspace is missing"),
    }
}

/// Reads the words after `new remote`.
///
/// # Errors
/// A message with the given words and the valid ones.
pub fn parse_new_remote(mut words: lexopt::Parser) -> anyhow::Result<Task> {
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

/// Returns `read`, if no words are left.
///
/// # Errors
/// Names the extra word.
pub fn no_more<T>(mut words: lexopt::Parser, read: T) -> anyhow::Result<T> {
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
    }

    #[test]
    fn serve_passes_on_the_words_after_two_dashes() {
        let Task::Serve(options) = task("serve --port 4100 --log-level debug -- --no-standalone").unwrap() else {
            panic!("not a serve task");
        };
        assert_eq!(options.port, Some(4100));
        assert_eq!(options.log_level.as_deref(), Some("debug"));
        assert_eq!(options.server_flags, ["--no-standalone"]);
    }

    #[test]
    fn the_version_is_a_task_and_a_flag() {
        for line in ["version", "--version", "-V"] {
            assert_eq!(task(line).unwrap(), Task::Version, "{line}");
        }
        assert!(task("version now").is_err());
    }

    #[test]
    fn trunk_gets_its_arguments_unchanged() {
        let Task::Trunk { arguments } = task("trunk serve --port 8080 -- --help").unwrap() else {
            panic!("not a trunk task");
        };
        assert_eq!(arguments, ["serve", "--port", "8080", "--", "--help"]);
    }

    #[test]
    fn a_refusal_names_the_given_and_the_valid_words() {
        for (line, given, possible) in [
            ("bild", "\"bild\"", "build, check, deltas,"),
            ("--fast", "--fast", "build, check, deltas,"),
            ("build --fast", "--fast", "tarn build [APP..] [--dev]"),
            ("build --dev=yes", "\"yes\"", "build [APP..] [--dev]"),
            ("serve cart", "\"cart\"", "serve [--dev] [--port N]"),
            ("serve --port", "--port", "[--port N]"),
            ("serve --port shop", "\"shop\"", "from 0, for any free one, to 65535"),
            ("serve --port 65536", "\"65536\"", "from 0, for any free one, to 65535"),
            ("serve --log-level", "--log-level", "[--log-level LEVEL]"),
            ("base-path /shop/", "needed", "base-path PATH FOLDER"),
            ("new", "is missing", "new remote NAME"),
            ("new page", "\"page\"", "new remote NAME"),
            ("new host", "is missing", "new host PATH"),
            ("new remote", "is missing", "new remote NAME"),
            (
                "new remote reviews --own-repository",
                "--own-repository",
                "[--own-repository FOLDER]",
            ),
            ("trunk", "are missing", "trunk ARGUMENTS"),
            ("package", "is missing", "package APP"),
        ] {
            let error = format!("{:#}", task(line).unwrap_err());
            assert!(error.contains(given) && error.contains(possible), "{line}: {error}");
        }
    }

    #[test]
    fn a_check_is_of_the_workspace_or_against_a_page() {
        assert_eq!(task("check").unwrap(), Task::Check { against: None });
        let against = Some("https://shop.example/".to_owned());
        assert_eq!(
            task("check --against https://shop.example/").unwrap(),
            Task::Check { against }
        );
        assert!(task("check https://shop.example/").is_err());
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
    fn a_new_remote_may_have_a_repository_of_its_own() {
        let new_remote = |folder: Option<&str>| Task::NewRemote {
            name: "reviews".into(),
            own_repository: folder.map(PathBuf::from),
        };
        assert_eq!(task("new remote reviews").unwrap(), new_remote(None));
        assert_eq!(
            task("new remote reviews --own-repository ../reviews").unwrap(),
            new_remote(Some("../reviews"))
        );
    }
}
