//! The packages that a crate is built from, as resolved by cargo: with versions, sources and features of the whole
//! workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, Node, PackageId};

/// All packages of Cargo.lock and their dependencies.
#[derive(Debug, Default)]
pub struct PackageGraph {
    packages: BTreeMap<PackageId, Package>,
}

#[derive(Debug)]
struct Package {
    name: String,
    version: String,
    /// The registry or repository; `None` for a local package.
    source: Option<String>,
    folder: PathBuf,
    /// For libraries, programs and build scripts, without dev-dependencies.
    dependencies: Vec<PackageId>,
}

impl PackageGraph {
    /// Reads the output of `cargo metadata`.
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let dependencies: BTreeMap<_, _> = nodes.map(|node| (&node.id, dependencies_of(node))).collect();
        let packages = metadata.packages.iter().map(|package| {
            let found = Package {
                name: package.name.to_string(),
                version: package.version.to_string(),
                source: package.source.as_ref().map(|source| source.repr.clone()),
                folder: package.manifest_path.parent().map(PathBuf::from).unwrap_or_default(),
                dependencies: dependencies.get(&package.id).cloned().unwrap_or_default(),
            };
            (package.id.clone(), found)
        });
        Self {
            packages: packages.collect(),
        }
    }

    /// The version of a package that occurs in one version only.
    pub fn version_of(&self, name: &str) -> Option<&str> {
        let package = self.packages.values().find(|package| package.name == name);
        package.map(|package| package.version.as_str())
    }

    /// One line for each package in the crate's dependency closure, including itself, in a fixed order. Dependencies of
    /// other crates do not affect the lines.
    pub(crate) fn closure_of(&self, name: &str) -> Vec<String> {
        let mut lines: Vec<_> = self.closure(name).map(Package::line).collect();
        lines.sort();
        lines
    }

    /// The local folders in the crate's dependency closure, including its own: those of path dependencies and of
    /// `[patch]`.
    pub(crate) fn local_folders_of(&self, name: &str) -> BTreeSet<&Path> {
        let local = self.closure(name).filter(|package| package.source.is_none());
        local.map(|package| package.folder.as_path()).collect()
    }

    fn closure(&self, name: &str) -> impl Iterator<Item = &Package> {
        let is_root = |package: &Package| package.name == name && package.source.is_none();
        let roots = self.packages.iter().filter(|(_, package)| is_root(package));
        let mut open: Vec<&PackageId> = roots.map(|(id, _)| id).collect();
        let mut found = BTreeSet::new();
        while let Some(id) = open.pop() {
            if found.insert(id) {
                let package = self.packages.get(id);
                open.extend(package.iter().flat_map(|package| &package.dependencies));
            }
        }
        found.into_iter().filter_map(|id| self.packages.get(id))
    }
}

impl Package {
    fn line(&self) -> String {
        let source = self.source.as_deref().unwrap_or("local");
        format!("{} {} {source}", self.name, self.version)
    }
}

fn dependencies_of(node: &Node) -> Vec<PackageId> {
    let is_built_in = |kind: DependencyKind| kind != DependencyKind::Development;
    let needed = node
        .deps
        .iter()
        .filter(|dependency| dependency.dep_kinds.iter().any(|kind| is_built_in(kind.kind)));
    needed.map(|dependency| dependency.pkg.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each package has a name, a source and dependencies; the suffix `?` marks a dev-dependency.
    fn graph(packages: &[(&str, Option<&str>, &[&str])]) -> PackageGraph {
        let id = |name: &str| PackageId { repr: name.to_owned() };
        let package = |(name, source, dependencies): &(&str, Option<&str>, &[&str])| {
            let (bare, version) = name.split_once('@').unwrap();
            let package = Package {
                name: bare.to_owned(),
                version: version.to_owned(),
                source: source.map(str::to_owned),
                folder: Path::new("/code").join(bare),
                dependencies: dependencies.iter().map(|name| id(name)).collect(),
            };
            (id(name), package)
        };
        PackageGraph {
            packages: packages.iter().map(package).collect(),
        }
    }

    fn example() -> PackageGraph {
        graph(&[
            ("cart@0.1.0", None, &["base64@0.22.1", "store@1.0.0"]),
            ("store@1.0.0", None, &[]),
            ("server@0.1.0", None, &["base64@0.21.0", "axum@0.8.1"]),
            ("axum@0.8.1", Some("registry"), &[]),
            ("base64@0.21.0", Some("registry"), &[]),
            ("base64@0.22.1", Some("registry"), &[]),
        ])
    }

    #[test]
    fn dependencies_of_other_crates_do_not_affect_an_app() {
        assert_eq!(
            example().closure_of("cart"),
            ["base64 0.22.1 registry", "cart 0.1.0 local", "store 1.0.0 local"]
        );
    }

    #[test]
    fn the_folders_of_an_app_are_those_of_this_machine() {
        let folders = example();
        let folders: Vec<_> = folders.local_folders_of("cart").into_iter().collect();
        assert_eq!(folders, [Path::new("/code/cart"), Path::new("/code/store")]);
    }

    #[test]
    fn versions_are_found_by_name() {
        assert_eq!(example().version_of("axum"), Some("0.8.1"));
        assert_eq!(example().version_of("tokio"), None);
    }
}
