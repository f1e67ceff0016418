//! Builds the lists of `bench view`: one source, once with each `view!`, and the HTML that a server would send for two of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use tarn_tool::process;
use tarn_tool::tools::{Tools, WASM_TARGET};
use tarn_tool::workspace::Workspace;

use super::apps;

/// A build of the list.
struct Build {
    /// Its name in the results.
    name: &'static str,
    feature: &'static str,
    /// The feature with which a native program writes the HTML that the list takes over.
    html_feature: Option<&'static str>,
}

const BUILDS: [Build; 3] = [
    Build {
        name: "ours",
        feature: "tarn",
        html_feature: Some("tarn"),
    },
    Build {
        name: "leptos",
        feature: "leptos-csr",
        html_feature: None,
    },
    Build {
        name: "leptos-hydrate",
        feature: "leptos-hydrate",
        html_feature: Some("leptos-ssr"),
    },
];

/// The same as in `bench/view/page/list.js`.
const LINES: &str = "1000";

/// Builds the lists; returns the folder that has a folder for each.
pub(super) fn build(workspace: &Workspace, tools: &Tools) -> anyhow::Result<PathBuf> {
    let source = workspace.root.join("bench").join("view");
    let own = workspace.target_folder().join("xtask");
    let (target, lists) = (own.join("bench-view-target"), own.join("bench-view"));
    for build in &BUILDS {
        let folder = lists.join(build.name);
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let features = ["--features", build.feature];
        let mut library = cargo(
            &source,
            &target,
            &["build", "--lib", "--release", "--target", WASM_TARGET],
        );
        process::run(library.args(features)).with_context(|| format!("the list of {} does not build", build.name))?;
        let compiled = target.join(WASM_TARGET).join("release").join("bench_view.wasm");
        apps::finish(workspace, tools, &compiled, &folder, "bench_view")?;
        if let Some(feature) = build.html_feature {
            let mut html = cargo(&source, &target, &["run", "--bin", "lines-html", "--features", feature]);
            html.arg("--").arg(folder.join("lines.html")).arg(LINES);
            process::run(&mut html).with_context(|| format!("the HTML for {} is missing", build.name))?;
        }
    }
    Ok(lists)
}

/// Cargo in the workspace of the lists.
fn cargo(source: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(arguments)
        .arg("--quiet")
        .arg("--target-dir")
        .arg(target)
        .current_dir(source);
    command
}
