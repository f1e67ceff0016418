//! The second half of an app: the same crate as a WebAssembly component, which servers run to render it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::app::App;
use crate::process;
use crate::renderer_files::TARGET;
use crate::trunk::{self, Profile};
use crate::workspace::Workspace;

/// Settings of the profile `render`: components run on servers, where speed counts and bytes do not.
const RELEASE: [&str; 5] = [
    "profile.render.inherits=\"release\"",
    "profile.render.opt-level=2",
    "profile.render.lto=false",
    "profile.render.codegen-units=16",
    "profile.render.strip=\"debuginfo\"",
];

/// Settings of the profile `render-dev`: each start of a server compiles the component to machine code, which takes long
/// for one without any optimisation.
const DEV: [&str; 3] = [
    "profile.render-dev.inherits=\"dev\"",
    "profile.render-dev.opt-level=1",
    "profile.render-dev.debug=false",
];

/// Name and settings of the cargo profile. The workspace of an app need not have it in its Cargo.toml.
const fn cargo_profile(profile: Profile) -> (&'static str, &'static [&'static str]) {
    match profile {
        Profile::Release => ("render", &RELEASE),
        Profile::Dev => ("render-dev", &DEV),
    }
}

/// The arguments of cargo that select compiled renderers, for `build` and `clean`.
pub fn cargo_arguments(profile: Profile) -> Vec<&'static str> {
    let (name, settings) = cargo_profile(profile);
    let mut arguments = vec!["--profile", name, "--target", TARGET];
    arguments.extend(settings.iter().flat_map(|setting| ["--config", setting]));
    arguments
}

/// Compiles an app to a component; returns its file.
///
/// One call of cargo for each app: in a common call, the features of all apps would add up in their dependencies, so an
/// app's bytes and its hash would depend on the apps that are built with it. Dependencies with equal features are still
/// compiled once.
pub(crate) fn build(workspace: &Workspace, app: &App, profile: Profile) -> anyhow::Result<PathBuf> {
    let target = workspace.target_folder();
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "--package", app.name()])
        .args(cargo_arguments(profile))
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &target);
    if profile == Profile::Release && !trunk::has_own_flags() {
        command.env(
            "CARGO_ENCODED_RUSTFLAGS",
            trunk::machine_independent_flags().join("\u{1f}"),
        );
    }
    process::run(&mut command).with_context(|| {
        format!(
            "the renderer of {name} does not build. Code for a browser is cfg(all(target_arch = \"wasm32\", target_os = \"unknown\")), \
             and `render = false` in the remote's [package.metadata.federation] leaves the remote to browsers",
            name = app.name()
        )
    })?;
    let file = format!("{}.wasm", app.name().replace('-', "_"));
    Ok(target.join(TARGET).join(cargo_profile(profile).0).join(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_gets_every_setting_of_the_profile_that_it_builds() {
        for (profile, name) in [(Profile::Release, "render"), (Profile::Dev, "render-dev")] {
            let arguments = cargo_arguments(profile);
            assert_eq!(arguments[..4], ["--profile", name, "--target", "wasm32-wasip2"]);
            let settings: Vec<_> = arguments[4..].chunks(2).collect();
            assert!(!settings.is_empty());
            for setting in settings {
                assert_eq!(setting[0], "--config");
                assert!(setting[1].starts_with(&format!("profile.{name}.")), "{setting:?}");
            }
        }
    }
}
