//! Dependencies between packages, from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::remotes::root;

/// Packages by name.
pub(crate) struct Graph {
    /// The dependencies of each package, without dev-dependencies.
    dependencies: BTreeMap<String, BTreeSet<String>>,
    /// Folders of this repository's packages.
    folders: BTreeMap<String, PathBuf>,
}

impl Graph {
    /// Dependencies of a build for a browser.
    pub(crate) fn of_this_workspace() -> Self {
        let output = Command::new(env!("CARGO"))
            .args([
                "metadata",
                "--format-version",
                "1",
                "--filter-platform",
                "wasm32-unknown-unknown",
            ])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self::read(&serde_json::from_slice(&output.stdout).unwrap())
    }

    pub(crate) fn read(metadata: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = |value: &Value| value.as_array().unwrap().clone();
        let names: BTreeMap<String, String> = list(&metadata["packages"])
            .iter()
            .map(|package| (text(&package["id"]), text(&package["name"])))
            .collect();
        let is_built = |dependency: &Value| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev");
        let is_ours = |package: &&Value| package["source"].is_null() && package["manifest_path"].is_string();
        let folders = list(&metadata["packages"])
            .iter()
            .filter(is_ours)
            .filter_map(|package| {
                let folder = Path::new(package["manifest_path"].as_str()?).parent()?;
                Some((text(&package["name"]), folder.to_owned()))
            })
            .collect();
        let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in list(&metadata["resolve"]["nodes"]) {
            let dependencies = list(&node["deps"]).into_iter().filter(is_built);
            graph
                .entry(names[&text(&node["id"])].clone())
                .or_default()
                .extend(dependencies.map(|dependency| names[&text(&dependency["pkg"])].clone()));
        }
        Self {
            dependencies: graph,
            folders,
        }
    }

    /// The folder of a package in this repository; `None` for others.
    pub(crate) fn folder(&self, name: &str) -> Option<&Path> {
        self.folders.get(name).map(PathBuf::as_path)
    }

    /// The shortest path from a package to each `forbidden` one, written `cart -> shop-ui -> leptos_meta`.
    pub(crate) fn ways(&self, from: &str, forbidden: impl Fn(&str) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([from]);
        let mut ways = vec![vec![from]];
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                let dependencies = way.last().and_then(|last| self.dependencies.get(*last));
                for name in dependencies.into_iter().flatten() {
                    if !seen.insert(name) {
                        continue;
                    }
                    let way: Vec<_> = way.iter().copied().chain([name.as_str()]).collect();
                    if forbidden(name) {
                        found.push(way.join(" -> "));
                    } else {
                        longer.push(way);
                    }
                }
            }
            ways = longer;
        }
        found
    }

    /// All direct and indirect dependencies of a package.
    pub(crate) fn below(&self, from: &str) -> BTreeSet<String> {
        let ways = self.ways(from, |_| true);
        let mut below: BTreeSet<_> = ways
            .iter()
            .filter_map(|way| way.rsplit(" -> ").next())
            .map(str::to_owned)
            .collect();
        for name in below.clone() {
            below.extend(self.below(&name));
        }
        below
    }
}
