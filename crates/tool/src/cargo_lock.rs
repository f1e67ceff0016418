//! Cargo.lock: the version of one package, and the part of it that one crate builds from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

/// The packages of a Cargo.lock.
#[derive(Debug, Deserialize)]
pub struct CargoLock {
    #[serde(default, rename = "package")]
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    checksum: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl CargoLock {
    /// Reads `Cargo.lock` in the root.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let file = root.join("Cargo.lock");
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}; it belongs to the project", file.display()))?;
        Self::parse(&text).with_context(|| format!("{} is not a lock file", file.display()))
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// The locked version of a package that is locked in one version only.
    pub fn version_of(&self, name: &str) -> Option<&str> {
        self.packages
            .iter()
            .find(|package| package.name == name)
            .map(|package| package.version.as_str())
    }

    /// One line for each package that `root` builds from, itself included, in a fixed order: what
    /// another crate's dependencies do to the lock file leaves these lines alone.
    pub fn closure_of(&self, root: &str) -> Vec<String> {
        let mut by_name: BTreeMap<&str, Vec<&Package>> = BTreeMap::new();
        for package in &self.packages {
            by_name.entry(&package.name).or_default().push(package);
        }
        let mut found: BTreeSet<&Package> = BTreeSet::new();
        let mut open: Vec<&Package> = by_name.get(root).into_iter().flatten().copied().collect();
        while let Some(package) = open.pop() {
            if !found.insert(package) {
                continue;
            }
            for dependency in &package.dependencies {
                // "name", or "name version" where there are several, or both with a source.
                let mut words = dependency.split(' ');
                let name = words.next().unwrap_or_default();
                let version = words.next();
                let named = by_name.get(name).into_iter().flatten();
                open.extend(named.filter(|package| version.is_none_or(|v| package.version == v)));
            }
        }
        found
            .iter()
            .map(|package| {
                let checksum = package.checksum.as_deref().unwrap_or("local");
                format!("{} {} {checksum}", package.name, package.version)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "cart"
        version = "0.1.0"
        dependencies = ["base64 0.22.1", "store"]
        [[package]]
        name = "store"
        version = "1.0.0"
        [[package]]
        name = "server"
        version = "0.1.0"
        dependencies = ["base64 0.21.0", "axum"]
        [[package]]
        name = "axum"
        version = "0.8.1"
        checksum = "aa"
        [[package]]
        name = "base64"
        version = "0.21.0"
        checksum = "bb"
        [[package]]
        name = "base64"
        version = "0.22.1"
        checksum = "cc"
    "#;

    #[test]
    fn an_app_is_untouched_by_what_another_crate_locks() {
        let lock = CargoLock::parse(LOCK).unwrap();
        assert_eq!(
            lock.closure_of("cart"),
            ["base64 0.22.1 cc", "cart 0.1.0 local", "store 1.0.0 local"]
        );
    }

    #[test]
    fn versions_are_found_by_name() {
        let lock = CargoLock::parse(LOCK).unwrap();
        assert_eq!(lock.version_of("axum"), Some("0.8.1"));
        assert_eq!(lock.version_of("tokio"), None);
    }
}
