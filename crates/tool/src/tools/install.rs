//! Installs a tool into `.tools/`, or explains in one line the failure and the remedy.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

use super::prebuilt::Archive;
use super::version_of;
use crate::{atomic_file, process, step_times};

/// A tool that is missing in the needed version.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missing<'a> {
    pub(super) package: &'a str,
    pub(super) version: &'a str,
    pub(super) reason: &'a str,
}

impl Missing<'_> {
    /// Installs the published binary if its checksum is known, otherwise compiles the source with cargo.
    pub(super) fn install_program(&self, tools: &Path, root: &Path) -> anyhow::Result<()> {
        step_times::timed(format!("{} {}", self.package, self.version), || {
            if self.install_prebuilt(&tools.join("bin")) {
                return Ok(());
            }
            self.compile(tools, root)
        })
    }

    /// Returns whether the published binary was installed.
    fn install_prebuilt(&self, bin: &Path) -> bool {
        let Some(archive) = Archive::of(self.package, self.version) else {
            return false;
        };
        self.announce(bin, "as a published binary, in seconds");
        // The published binary may need a newer system library.
        let outcome = archive
            .install(bin)
            .and_then(|program| match version_of(&program).as_deref() {
                Some(version) if version == self.version => Ok(()),
                _ => {
                    atomic_file::remove(&program)?;
                    bail!("it does not run here")
                }
            });
        if let Err(error) = &outcome {
            println!(
                "the published binary of {} cannot be installed: {error:#}",
                self.package
            );
        }
        outcome.is_ok()
    }

    fn compile(&self, tools: &Path, root: &Path) -> anyhow::Result<()> {
        self.announce(tools, "from source; this takes some minutes, once");
        let mut command = Command::new("cargo");
        command
            .args(["install", self.package, "--version", self.version, "--force", "--root"])
            .arg(tools)
            // In the root, the toolchain file selects the compiler.
            .current_dir(root)
            // Optimising costs more time than it saves: trunk mostly waits, and wasm-bindgen runs for seconds.
            .env(
                "CARGO_PROFILE_RELEASE_OPT_LEVEL",
                if self.package == "trunk" { "0" } else { "1" },
            )
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        // The lock file of wasm-bindgen-cli names crates that some registries lack.
        // Trunk without default features would compile the same crates, because its `rustls` feature needs all of them.
        if self.package == "trunk" {
            command.arg("--locked");
        }
        self.attempt(&mut command, "a C compiler and the registry crates.io are needed")
    }

    /// Installs with npm into a folder.
    pub(super) fn install_npm(&self, folder: &Path) -> anyhow::Result<()> {
        self.announce(folder, "from npm");
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command
            .args(["install", "--no-audit", "--no-fund", "--no-save"])
            .arg(format!("{}@{}", self.package, self.version))
            .arg("--prefix")
            .arg(folder)
            .current_dir(folder);
        step_times::timed(format!("{} {}", self.package, self.version), || {
            self.attempt(
                &mut command,
                "node 20 or newer with npm, and the npm registry, are needed",
            )
        })
    }

    fn announce(&self, folder: &Path, how: &str) {
        println!(
            "{} {} is missing ({}): installing it into {} {how}",
            self.package,
            self.version,
            self.reason,
            folder.display()
        );
    }

    fn attempt(&self, command: &mut Command, needs: &str) -> anyhow::Result<()> {
        if let Err(error) = process::run(command) {
            bail!(
                "{} {} cannot be installed: {error:#}; {needs}. Install that version in any way so that it is on \
                 PATH, then run this again",
                self.package,
                self.version
            );
        }
        Ok(())
    }
}

/// Adds a compilation target to the toolchain, if it is missing.
pub(super) fn target(root: &Path, target: &str, reason: &str) -> anyhow::Result<()> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root));
    let installed = sysroot.is_some_and(|sysroot| {
        Path::new(sysroot.trim())
            .join("lib/rustlib")
            .join(target)
            .join("lib")
            .is_dir()
    });
    if installed {
        return Ok(());
    }
    println!("the target {target} is missing ({reason}): adding it with rustup");
    let mut command = Command::new("rustup");
    command.args(["target", "add", target]).current_dir(root);
    if let Err(error) = process::run(&mut command) {
        bail!(
            "the target {target} cannot be added: {error:#}. Install rustup from https://rustup.rs, or the \
             target in the way your Rust was installed, then run this again"
        );
    }
    Ok(())
}
