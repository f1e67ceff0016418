//! Tests that need a browser: every `tests/web*.rs` of a browser crate.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::browser;
use super::cargo::cargo;
use super::counts::Counts;
use super::held_connections::HeldConnections;
use tarn_tool::atomic_file;
use tarn_tool::process::run_watching;
use tarn_tool::tools::{Tools, WASM_TARGET};
use tarn_tool::workspace::Workspace;

/// Runs all tests crate by crate, even after a failure.
pub(super) fn run(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Counts> {
    let mut crates = Vec::new();
    for member in workspace.members.values() {
        let tests = web_tests(&workspace.root.join(&member.folder).join("tests"))?;
        if !tests.is_empty() {
            crates.push((member.name.as_str(), tests));
        }
    }
    if crates.is_empty() {
        bail!("no crate has a tests/web*.rs, so nothing was tested in a browser");
    }
    let Some(driver) = browser::chromedriver() else {
        bail!(browser::how_to_get_chromedriver());
    };
    let runner = tools.test_runner();
    if !runner.is_file() {
        bail!(
            "{} is missing; it comes with wasm-bindgen-cli: remove .tools and run this again",
            runner.display()
        );
    }
    let settings = workspace.target_folder().join("xtask").join("webdriver.json");
    let json = browser::webdriver_json(browser::chromium().as_deref());
    atomic_file::write(&settings, json.to_string().as_bytes())
        .with_context(|| format!("cannot write {}", settings.display()))?;

    let mut connections =
        HeldConnections::at_free_address().context("no port of this machine is free for the tests' server")?;
    let mut counts = Counts::default();
    for (name, tests) in crates {
        println!("{name}: {}", tests.join(", "));
        let mut command = cargo(
            workspace,
            &[
                "test",
                "--no-fail-fast",
                "--all-features",
                "--target",
                WASM_TARGET,
                "--package",
                name,
            ],
        );
        for test in &tests {
            command.args(["--test", test]);
        }
        command
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
            .env("CHROMEDRIVER", &driver)
            .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings)
            .env("WASM_BINDGEN_TEST_ADDRESS", connections.address().to_string());
        let mut own = Counts::default();
        let succeeded = run_watching(&mut command, |line| {
            connections.see_line(line);
            own.add(Counts::in_cargo_line(line));
        })?;
        counts = counts.and(own.with_success(succeeded));
    }
    Ok(counts)
}

/// Sorted names of the tests `web*.rs` in the folder.
fn web_tests(folder: &Path) -> anyhow::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(test) = name.strip_suffix(".rs").filter(|test| test.starts_with("web")) {
            names.push(test.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_tests_are_found() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["web_mount.rs", "web.rs", "roundtrip.rs", "web.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(web_tests(folder.path()).unwrap(), ["web", "web_mount"]);
        assert!(web_tests(&folder.path().join("missing")).unwrap().is_empty());
    }
}
