//! The second half of an app: the same crate as a WebAssembly component, which servers run to render it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::app::App;
use crate::process;
use crate::workspace::Workspace;

/// The target of components.
const TARGET: &str = "wasm32-wasip2";

/// The variable in which the packaging finds the component of the app that trunk builds.
pub(crate) const COMPONENT: &str = "TARN_COMPONENT";

/// Ending of the component's file in a build. Browsers never fetch it.
pub(crate) const ENDING: &str = ".renderer";

/// The file that names the renderer of a host, beside its page; `null` without one.
pub(crate) const RENDER_FILE: &str = "render.json";

/// Settings of the profile: components run on servers, where speed counts and bytes do not.
const PROFILE: [&str; 5] = [
    "profile.render.inherits=\"release\"",
    "profile.render.opt-level=2",
    "profile.render.lto=false",
    "profile.render.codegen-units=16",
    "profile.render.strip=\"debuginfo\"",
];

/// Compiles an app to a component; returns its file. `None` in a workspace without server rendering.
pub(crate) fn build(workspace: &Workspace, app: &App) -> anyhow::Result<Option<PathBuf>> {
    if !workspace.settings.render {
        return Ok(None);
    }
    let target = workspace.target_folder();
    let mut command = Command::new("cargo");
    command
        .args([
            "build",
            "--quiet",
            "--profile",
            "render",
            "--target",
            TARGET,
            "--package",
            app.name(),
        ])
        .args(PROFILE.iter().flat_map(|setting| ["--config", setting]))
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &target);
    process::run(&mut command).with_context(|| {
        format!(
            "the renderer of {} does not build. Its target is {TARGET}: `rustup target add {TARGET}`. Code for a browser is \
             cfg(all(target_arch = \"wasm32\", target_os = \"unknown\"))",
            app.name()
        )
    })?;
    let file = format!("{}.wasm", app.name().replace('-', "_"));
    Ok(Some(target.join(TARGET).join("render").join(file)))
}

/// Whether a file of a build is a component.
pub(crate) fn is_component(file: &Path) -> bool {
    file.to_string_lossy().ends_with(ENDING)
}
