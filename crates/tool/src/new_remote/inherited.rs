//! Parts of a workspace's root Cargo.toml for a remote in a repository of its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use toml::{Table, Value};

use super::folder::way;
use crate::normalized_path::normalized;

/// The tables of the workspace in `root` that the remote with this Cargo.toml needs in the folder `folder`: inherited
/// dependencies and all patches, with paths to the same crates.
///
/// # Errors
/// A Cargo.toml is not valid, or the workspace does not have an inherited dependency.
pub(super) fn tables(root: &Path, remote: &str, folder: &Path) -> anyhow::Result<String> {
    let file = root.join("Cargo.toml");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let workspace = toml::from_str(&text).with_context(|| format!("{} is not valid", file.display()))?;
    let remote = toml::from_str(remote).context("the Cargo.toml of the template \"remote\" is not valid")?;
    tables_of(&workspace, &remote, |path| way(folder, &normalized(&root.join(path))))
}

fn tables_of(workspace: &Table, remote: &Table, moved: impl Fn(&str) -> String) -> anyhow::Result<String> {
    let dependencies = workspace.get("workspace").and_then(|table| table.get("dependencies"));
    let mut inherited = Table::new();
    for name in inherited_names(remote) {
        let Some(dependency) = dependencies.and_then(|table| table.get(&name)) else {
            bail!(
                "the new remote depends on {name}, which [workspace.dependencies] in Cargo.toml does not have; add it there"
            );
        };
        inherited.insert(name, dependency.clone());
    }
    let mut text = table("workspace.dependencies", &inherited, &moved)?;
    for (source, patches) in workspace.get("patch").and_then(Value::as_table).into_iter().flatten() {
        if let Some(patches) = patches.as_table() {
            text += "\n";
            text += &table(&format!("patch.{}", key(source)), patches, &moved)?;
        }
    }
    Ok(text.trim_end().to_owned())
}

/// The dependencies that a member inherits from its workspace.
fn inherited_names(member: &Table) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (title, value) in member {
        let Some(table) = value.as_table() else { continue };
        if title.ends_with("dependencies") {
            let inherited = table.iter().filter(|(_, dependency)| is_inherited(dependency));
            names.extend(inherited.map(|(name, _)| name.clone()));
        } else {
            // `[target.'cfg(...)'.dependencies]` is two tables deeper.
            names.extend(inherited_names(table));
        }
    }
    names
}

fn is_inherited(dependency: &Value) -> bool {
    dependency.get("workspace").and_then(Value::as_bool) == Some(true)
}

/// A table with one dependency per line.
fn table(title: &str, dependencies: &Table, moved: &impl Fn(&str) -> String) -> anyhow::Result<String> {
    let mut text = format!("[{title}]\n");
    for (name, dependency) in dependencies {
        let mut dependency = dependency.clone();
        if let Some(Value::String(path)) = dependency.get_mut("path") {
            *path = moved(path);
        }
        writeln!(text, "{} = {dependency}", key(name))?;
    }
    Ok(text)
}

/// The name as a key, quoted if it needs quotes.
fn key(name: &str) -> String {
    let is_bare = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    match is_bare {
        true => name.to_owned(),
        false => Value::from(name).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKSPACE: &str = r#"
        [workspace.dependencies]
        atlas-contract = { path = "contract" }
        tarn-store = { path = "../tarn/crates/store" }
        tarn-page = { path = "../tarn/crates/page" }
        tarn-wire = "0.1.0"
        leptos = { version = "0.8", features = ["csr"] }
        [patch.crates-io]
        small = { path = "vendor/small" }
        [patch."https://example.org/code.git"]
        other = { git = "https://example.org/fork.git" }
    "#;
    const REMOTE: &str = r#"
        [package]
        version.workspace = true
        [build-dependencies]
        tarn-wire.workspace = true
        [target.'cfg(target_arch = "wasm32")'.dependencies]
        atlas-contract.workspace = true
        leptos.workspace = true
        tarn-store = { workspace = true }
        serde = "1"
    "#;

    fn tables_in(folder: &str, workspace: &str) -> anyhow::Result<String> {
        let moved = |path: &str| way(Path::new(folder), &normalized(&Path::new("/code/atlas").join(path)));
        tables_of(&toml::from_str(workspace)?, &toml::from_str(REMOTE)?, moved)
    }

    #[test]
    fn inherited_dependencies_and_patches_lead_to_the_same_crates() {
        assert_eq!(
            tables_in("/code/remotes/tally", WORKSPACE).unwrap(),
            r#"[workspace.dependencies]
atlas-contract = { path = "../../atlas/contract" }
leptos = { features = ["csr"], version = "0.8" }
tarn-store = { path = "../../tarn/crates/store" }
tarn-wire = "0.1.0"

[patch.crates-io]
small = { path = "../../atlas/vendor/small" }

[patch."https://example.org/code.git"]
other = { git = "https://example.org/fork.git" }"#
        );
    }

    #[test]
    fn a_dependency_that_the_workspace_does_not_have_is_named() {
        let workspace = WORKSPACE.replace("leptos", "yew");
        let error = tables_in("/code/tally", &workspace).unwrap_err().to_string();
        assert!(error.contains("depends on leptos"), "{error}");
    }
}
