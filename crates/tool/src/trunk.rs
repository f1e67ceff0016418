//! Calls trunk for an app.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Context as _;

use crate::app::App;
use crate::package;
use crate::process;
use crate::tools::Tools;
use crate::trunk_defaults::{self, RELEASE_PROFILE};
use crate::workspace::Workspace;

/// Profile of an app's compilation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small, for the users of a site.
    Release,
    /// Quick to build, with assertions and names.
    Dev,
}

impl Profile {
    /// Name in cargo and in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}

/// The stack of an instance: 256 KB instead of rustc's megabyte. A page has up to six stacks, and all of the memory
/// counts as used. A stack overflow traps and is handled as a crash.
const STACK: &str = "-Clink-arg=-zstack-size=262144";

/// The trunk command, which finds the other tools on its PATH.
pub fn command(tools: &Tools) -> anyhow::Result<Command> {
    let mut command = Command::new(&tools.trunk);
    command
        .env("PATH", tools.search_path()?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    if let Some(no_colour) = env::var_os("NO_COLOR") {
        // Trunk refuses NO_COLOR=1 as a value of its own flag.
        command.env("NO_COLOR", if no_colour.is_empty() { "false" } else { "true" });
    }
    Ok(command)
}

/// Runs trunk in the current folder, for users without trunk on PATH. Returns its exit code.
pub fn run(workspace: &Workspace, arguments: &[OsString]) -> anyhow::Result<ExitCode> {
    let tools = Tools::ensure(workspace)?;
    let status = command(&tools)?
        .args(arguments)
        .status()
        .with_context(|| format!("cannot start {}", tools.trunk.display()))?;
    Ok(process::exit_code(status))
}

/// Builds the app; returns the folder with the packaged files (see `package`). Two trunk builds share a folder
/// below target/ and must not run concurrently: [`crate::build`] prevents that.
pub fn build(workspace: &Workspace, tools: &Tools, app: &App, profile: Profile) -> anyhow::Result<PathBuf> {
    // Not the dist of Trunk.toml, which `trunk serve` may be using.
    let finished = workspace.own_target_folder().join("finished").join(app.name());
    std::fs::create_dir_all(&finished)?;
    let folder = workspace.root.join(&app.trunk_folder);
    let has_own_settings = folder.join("Trunk.toml").is_file();
    let mut command = command(tools)?;
    command.args(["--log", "warn", "build", "--dist"]).arg(&finished);
    if !has_own_settings {
        trunk_defaults::set(&mut command, workspace, app)?;
    }
    command
        .current_dir(folder)
        // Absolute, because trunk runs in the app's folder.
        .env("CARGO_TARGET_DIR", workspace.target_folder());
    if profile == Profile::Release {
        command.arg("--release");
        if !workspace.has_release_profile {
            command.envs(RELEASE_PROFILE);
        }
        if !has_own_flags() {
            let mut flags = machine_independent_flags();
            flags.push(STACK.into());
            command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        }
    }
    process::run(&mut command).with_context(|| format!("{} does not build", app.name()))?;
    if !has_own_settings {
        // With a Trunk.toml, its hook has done so.
        package::package(workspace, app, &finished, "/").with_context(|| format!("cannot package {}", app.name()))?;
    }
    Ok(finished)
}

/// Compiler flags for builds whose bytes do not depend on the folders of the build machine.
pub(crate) fn machine_independent_flags() -> Vec<String> {
    cargo_home().map_or_else(Vec::new, |home| without_folders_of(&home))
}

/// Whether the caller has chosen the compiler flags.
pub(crate) fn has_own_flags() -> bool {
    ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"]
        .iter()
        .any(|name| env::var_os(name).is_some())
}

/// The folder of cargo's downloads.
fn cargo_home() -> Option<PathBuf> {
    let chosen = env::var_os("CARGO_HOME").map(PathBuf::from);
    chosen.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))
}

/// Compiler flags that make panic locations in registry crates begin with the crate's name, so that users do not see
/// folders of the build machine.
fn without_folders_of(cargo_home: &Path) -> Vec<String> {
    let registries = fs::read_dir(cargo_home.join("registry").join("src"))
        .into_iter()
        .flatten();
    let flags = registries.flatten().filter_map(|registry| {
        let folder = registry.path();
        Some(format!("--remap-path-prefix={}/=", folder.to_str()?))
    });
    flags.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_each_registry_is_left_out() {
        let home = tempfile::tempdir().unwrap();
        assert!(without_folders_of(home.path()).is_empty());
        let sources = home.path().join("registry/src");
        let mut expected = Vec::new();
        for registry in ["one", "with a space"] {
            fs::create_dir_all(sources.join(registry)).unwrap();
            expected.push(format!("--remap-path-prefix={}/=", sources.join(registry).display()));
        }
        let mut flags = without_folders_of(home.path());
        flags.sort();
        assert_eq!(flags, expected);
    }
}
