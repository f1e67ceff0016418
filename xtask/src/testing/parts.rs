//! The steps of each part of the tests.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, bail};

use super::cargo::cargo;
use super::counts::Counts;
use super::{Extent, Part, WHOLE_VARIABLE, deny, node, playwright, wasm};
use crate::bench::{self, Subject};
use crate::npm;
use crate::variant::{self, Variant};
use tarn_tool::build;
use tarn_tool::process::{run as run_command, run_watching};
use tarn_tool::tools::{Tools, WASM_TARGET};
use tarn_tool::trunk::Profile;
use tarn_tool::workspace::Workspace;

/// Runs a part. An error is a failure outside of the tests.
pub(super) fn run(workspace: &Workspace, part: Part, extent: Extent) -> anyhow::Result<Counts> {
    match part {
        Part::Fmt => fmt(workspace),
        Part::Deny => deny::check(workspace),
        Part::Clippy => clippy(workspace),
        Part::Unit => unit(workspace, extent),
        Part::Wasm => wasm::run(workspace, &Tools::ensure(workspace)?),
        Part::Build => build::run(workspace, &[], Profile::Release).map(|()| Counts::of_one(true)),
        Part::E2e => e2e(workspace, extent),
        Part::Faults => faults(workspace, extent),
        Part::Bench => bench(workspace, extent),
    }
}

fn command(mut command: Command) -> anyhow::Result<Counts> {
    run_command(&mut command).map(|()| Counts::of_one(true))
}

/// Rust with rustfmt; JavaScript and TypeScript with biome, which also lints them.
fn fmt(workspace: &Workspace) -> anyhow::Result<Counts> {
    let rust = command(cargo(workspace, &["fmt", "--all", "--check"]))?;
    npm::run(&e2e_folder(workspace)?, "lint")
        .context("`npm run format` in e2e/ applies the format and the safe fixes of biome.jsonc")?;
    Ok(rust.and(Counts::of_one(true)))
}

fn clippy(workspace: &Workspace) -> anyhow::Result<Counts> {
    let native = command(cargo(workspace, &["clippy", "--all-targets", "--", "-D", "warnings"]))?;
    // Native tests are not for a browser.
    let mut for_wasm = cargo(
        workspace,
        &["clippy", "--lib", "--test", "web*", "--target", WASM_TARGET],
    );
    for member in workspace
        .members
        .values()
        .filter(|member| runs_in_a_browser(&member.name))
    {
        for_wasm.args(["--package", &member.name]);
    }
    for_wasm.args(["--", "-D", "warnings"]);
    Ok(native
        .and(command(for_wasm)?)
        .and(documentation(workspace)?)
        .and(typescript(workspace)?))
}

/// The documentation of the libraries, whose links must lead somewhere.
fn documentation(workspace: &Workspace) -> anyhow::Result<Counts> {
    let mut documented = cargo(workspace, &["doc", "--no-deps", "--quiet"]);
    let libraries = workspace
        .members
        .values()
        .filter(|member| member.folder.starts_with("crates"));
    for library in libraries {
        documented.args(["--package", &library.name]);
    }
    command(documented)
}

/// Type-checks the end-to-end tests and the store's clients against `types/federation.d.ts`.
fn typescript(workspace: &Workspace) -> anyhow::Result<Counts> {
    npm::run(&e2e_folder(workspace)?, "check").context("the TypeScript of e2e/ has type errors")?;
    Ok(Counts::of_one(true))
}

/// Whether a crate runs in a browser: all except the programs for developers' and servers' machines.
fn runs_in_a_browser(name: &str) -> bool {
    !["server", "tarn-origin", "tarn-tool", "xtask"].contains(&name)
}

fn unit(workspace: &Workspace, extent: Extent) -> anyhow::Result<Counts> {
    let mut rust = Counts::default();
    let mut command = cargo(workspace, &["test", "--no-fail-fast", "--all-features"]);
    if extent == Extent::Whole {
        command.env(WHOLE_VARIABLE, "1");
    }
    let succeeded = run_watching(&mut command, |line| rust.add(Counts::in_cargo_line(line)))?;
    let javascript = node::run(
        workspace,
        &[
            "crates/capabilities/tests/",
            "crates/query/tests/",
            "shop/api/tests/",
            "shop/page/tests/",
            "crates/federation/tests/",
            "crates/tool/tests/page/",
        ],
    )?;
    Ok(rust.with_success(succeeded).and(javascript))
}

fn e2e(workspace: &Workspace, extent: Extent) -> anyhow::Result<Counts> {
    // The tests inspect built files: a complete dist/ and the server.
    let tools = Tools::ensure(workspace)?;
    build::build_changed(workspace, &tools, &[], Profile::Release)?;
    // After dist/, because shared crates are compiled then.
    let next_contract = variant::build(workspace, &tools, Variant::NEXT_CONTRACT)?;
    let crashing = variant::build(workspace, &tools, Variant::CRASHING)?;
    let panicking = variant::build(workspace, &tools, Variant::PANICKING)?;
    let folder = e2e_folder(workspace)?;
    for example in npm::folders_below(&workspace.root.join("examples"))? {
        // Remotes built by other tools. They are not part of the shop: only the tests deploy them.
        npm::install(&example)?;
        npm::run(&example, "build")?;
    }
    let mut tests = playwright::command(workspace, &folder, extent)?;
    tests
        .env(Variant::NEXT_CONTRACT.variable(), next_contract)
        .env(Variant::CRASHING.variable(), crashing)
        .env(Variant::PANICKING.variable(), panicking);
    playwright::run(workspace, Part::E2e.name(), &mut tests)
}

fn faults(workspace: &Workspace, extent: Extent) -> anyhow::Result<Counts> {
    build::build_changed(workspace, &Tools::ensure(workspace)?, &[], Profile::Release)?;
    let mut tests = playwright::command(workspace, &e2e_folder(workspace)?, extent)?;
    tests.args(["--config", "faults.config.ts"]);
    if extent == Extent::Whole {
        tests.env("FAULTS_TABLE", workspace.root.join("docs/faults.md"));
    }
    playwright::run(workspace, Part::Faults.name(), &mut tests)
}

/// Quick runs: their checks of what the stores, lists and shops have done. Lists and shops are part of the whole only.
fn bench(workspace: &Workspace, extent: Extent) -> anyhow::Result<Counts> {
    let store = bench::run(workspace, Subject::Store, true)?;
    let mut counts = Counts::of_one(store == ExitCode::SUCCESS);
    if extent == Extent::Whole {
        for subject in [Subject::View, Subject::Load] {
            let run = bench::run(workspace, subject, true)?;
            counts = counts.and(Counts::of_one(run == ExitCode::SUCCESS));
        }
    }
    Ok(counts)
}

/// The folder of the end-to-end tests, with installed packages.
fn e2e_folder(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let folder = workspace.root.join("e2e");
    if !folder.join("package.json").is_file() {
        bail!("there is no e2e/package.json, so there are no end-to-end tests to run");
    }
    npm::install(&folder)?;
    Ok(folder)
}
