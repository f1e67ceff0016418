//! Scripts and style sheets as small as they can be: the glue and the snippets that it imports become one module, so that a page
//! asks for one file and not for five.
//!
//! By esbuild, which knows JavaScript; what we took out of the glue by hand before was half as much.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

/// The script and all that it imports from files beside it, as one module with the same exports.
pub(super) fn module(esbuild: &Path, script: &Path) -> anyhow::Result<Vec<u8>> {
    run(Command::new(esbuild)
        .arg(script)
        .args(["--bundle", "--format=esm", "--target=es2022", "--legal-comments=none"])
        // The glue names an imported module once for each function that it takes from it.
        .arg("--log-override:duplicate-object-key=silent"))
}

/// A script that stands in a page.
pub(super) fn inline(esbuild: &Path, script: &Path) -> anyhow::Result<String> {
    let smaller = run(Command::new(esbuild).arg(script).arg("--target=es2022"))?;
    Ok(String::from_utf8(smaller)?.trim_end().to_owned())
}

/// The style sheet, with the same rules.
pub(super) fn style(esbuild: &Path, style: &Path) -> anyhow::Result<Vec<u8>> {
    run(Command::new(esbuild).arg(style))
}

fn run(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let output = command.arg("--minify").output().context("cannot start esbuild")?;
    if !output.status.success() {
        bail!("esbuild: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}
