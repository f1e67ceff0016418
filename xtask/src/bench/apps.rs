//! Builds the benchmark's wasm apps: compiled, bound and optimised as trunk does for the shop's apps.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use tarn_tool::process;
use tarn_tool::tools::{Tools, WASM_TARGET};
use tarn_tool::workspace::Workspace;

const CRATES: [&str; 2] = ["bench-owner", "bench-remote"];

/// The same as `data-wasm-opt` and `data-wasm-opt-params` in the apps' index.html.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--low-memory-unused",
    "--converge",
];

/// Builds the apps; returns the folder with glue and wasm.
pub(super) fn build(workspace: &Workspace, tools: &Tools) -> anyhow::Result<PathBuf> {
    let target = workspace.target_folder();
    let folder = target.join("xtask").join("bench");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--release", "--target", WASM_TARGET])
        .args(CRATES.iter().flat_map(|name| ["--package", name]))
        .current_dir(&workspace.root);
    process::run(&mut cargo).context("the apps of the benchmark do not build")?;
    for name in CRATES {
        let name = name.replace('-', "_");
        let compiled = target
            .join(WASM_TARGET)
            .join("release")
            .join(&name)
            .with_extension("wasm");
        finish(workspace, tools, &compiled, &folder, &name)?;
    }
    Ok(folder)
}

/// Binds a compiled app into `folder`, and optimises it.
pub(super) fn finish(
    workspace: &Workspace,
    tools: &Tools,
    compiled: &Path,
    folder: &Path,
    name: &str,
) -> anyhow::Result<()> {
    let tool = |program: &str| -> anyhow::Result<Command> {
        let mut command = Command::new(program);
        command.env("PATH", tools.search_path()?).current_dir(&workspace.root);
        Ok(command)
    };
    let mut bind = tool("wasm-bindgen")?;
    bind.args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(folder)
        .arg(compiled);
    process::run(&mut bind)?;
    let wasm = folder.join(format!("{name}_bg.wasm"));
    let mut optimise = tool("wasm-opt")?;
    optimise.args(WASM_OPT).arg(&wasm).arg("-o").arg(&wasm);
    process::run(&mut optimise)
}
