//! Calling trunk for one app.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::app::App;
use crate::process;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// How an app is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small, as shoppers get it.
    Release,
    /// Quick to build, with checks and names.
    Dev,
}

impl Profile {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}

/// Builds the app; the folder with the finished files (see [`crate::package`]). Two trunk builds
/// share a folder below target/ and must not run side by side: [`crate::build`] sees to that.
pub(crate) fn build(workspace: &Workspace, tools: &Tools, app: &App, profile: Profile) -> anyhow::Result<PathBuf> {
    // Not the dist of Trunk.toml: `trunk serve` may be at work there.
    let finished = workspace
        .target_folder()
        .join("xtask")
        .join("finished")
        .join(app.name());
    std::fs::create_dir_all(&finished)?;
    let mut command = Command::new(&tools.trunk);
    command
        .args(["--log", "warn", "build", "--dist"])
        .arg(&finished)
        .current_dir(workspace.root.join(app.trunk_folder()))
        .env("PATH", tools.search_path()?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk is called in the app's folder, from where a relative one would be another.
        .env("CARGO_TARGET_DIR", workspace.target_folder())
        // Trunk takes NO_COLOR=1 for an invalid value of its own flag.
        .env_remove("NO_COLOR");
    if profile == Profile::Release {
        command.arg("--release");
    }
    process::run(&mut command).with_context(|| format!("{} does not build", app.name()))?;
    Ok(finished)
}
