//! `tarn new remote NAME`: creates a remote that compiles, mounted in the host at /NAME.

mod embedded;
mod federation_list;
mod folder;
mod host;
mod inherited;
mod name;
mod own_repository;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use tarn_manifest::FederationConfig;

use crate::app::{App, Kind};
use crate::workspace::Workspace;
use crate::{atomic_file, ownership};
use name::Name;
use template::{Place, Template};

pub(crate) use folder::way;
pub use host::run as host;
pub use own_repository::run as in_own_repository;

/// Port of the first remote; later remotes get the following ports.
const FIRST_PORT: u16 = 4001;

/// Creates the remote. All checks run before the first write.
pub fn run(workspace: &Workspace, name: &str) -> anyhow::Result<()> {
    let name = name_in(workspace, name)?;
    let folder = workspace.settings.remotes.join(name.kebab());
    // A dependency of this name would be ambiguous for cargo, and its version for the tool.
    if workspace.packages.version_of(name.kebab()).is_some() || workspace.root.join(&folder).exists() {
        bail!(
            "a crate or folder named \"{}\" already exists; choose another name",
            name.kebab()
        );
    }
    let port = free_port(&used_ports(workspace)?)?;
    let files = render(workspace, &name, port)?;
    let mut changed = Vec::new();
    let list_file = workspace.places.federation.as_ref().context(
        "the workspace has no federation.json, the list of remotes: it belongs into the host's folder, or where \
         [workspace.metadata.tarn] federation says",
    )?;
    let list = fs::read_to_string(list_file).with_context(|| format!("cannot read {}", list_file.display()))?;
    let list = federation_list::with_remote(&list, &name)
        .with_context(|| format!("cannot add the remote to {}", list_file.display()))?;
    if let Some(table) = &workspace.places.ownership {
        changed.push((
            table,
            ownership::render(&FederationConfig::from_json(list.as_bytes())?)?,
        ));
    }
    changed.insert(0, (list_file, list));
    for (path, text) in &files {
        let file = folder.join(path);
        write(&workspace.root.join(&file), text)?;
        println!("made    {}", file.display());
    }
    for (file, text) in &changed {
        write(file, text)?;
        println!(
            "changed {}",
            file.strip_prefix(&workspace.root).unwrap_or(file).display()
        );
    }
    println!(
        "\n{name} is mounted at /{name}; `serve` builds and shows it.",
        name = name.kebab()
    );
    if files.contains_key("index.html") {
        println!(
            "On its own it is at http://localhost:{port}; `trunk serve` in {} shows it alone.",
            folder.display()
        );
    }
    Ok(())
}

/// The files of a new remote with this name and port, by path relative to its folder.
///
/// # Errors
/// The name is invalid, or the template has an unknown placeholder.
pub fn files_of(workspace: &Workspace, name: &str, port: u16) -> anyhow::Result<BTreeMap<String, String>> {
    render(workspace, &name_in(workspace, name)?, port)
}

/// The name of a new remote, which must not be reserved by the workspace.
fn name_in(workspace: &Workspace, name: &str) -> anyhow::Result<Name> {
    let name = Name::of_remote(name)?;
    if workspace.settings.reserves(name.kebab()) {
        bail!(
            "\"{}\" cannot name a remote: this workspace reserves the name ([workspace.metadata.tarn] contract and \
             reserved-names); choose another",
            name.kebab()
        );
    }
    Ok(name)
}

fn render(workspace: &Workspace, name: &Name, port: u16) -> anyhow::Result<BTreeMap<String, String>> {
    let folder = workspace.settings.remotes.join(name.kebab());
    let contract = workspace.contract().map(|(name, _)| name);
    let place = Place::in_this_workspace(way(&folder, Path::new("")), contract);
    Template::of(workspace, "remote")?.render(name, port, &place)
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    atomic_file::write(file, text.as_bytes()).with_context(|| format!("cannot write {}", file.display()))
}

fn used_ports(workspace: &Workspace) -> anyhow::Result<Vec<u16>> {
    let remotes = App::all(workspace)?.into_iter().filter(|app| app.kind == Kind::Remote);
    remotes
        .map(|remote| remote.federation().map(|metadata| metadata.port))
        .collect()
}

/// The port after the highest used one.
fn free_port(used: &[u16]) -> anyhow::Result<u16> {
    match used.iter().max() {
        None => Ok(FIRST_PORT),
        Some(last) => last.checked_add(1).context("no port is free above the ones in use"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_next_port_follows_the_last() {
        assert_eq!(free_port(&[4001, 4005, 4003]).unwrap(), 4006);
        assert_eq!(free_port(&[]).unwrap(), 4001);
        assert!(free_port(&[u16::MAX]).is_err());
    }
}
