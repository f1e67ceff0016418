//! `cargo xtask new-remote NAME`: a remote that compiles, mounted in the host at /NAME.

mod federation_list;
mod name;
mod own_repository;
mod template;

use std::fs;

use anyhow::{Context as _, bail};

use crate::app::{App, HOST, Kind};
use crate::workspace::Workspace;
use crate::{atomic_file, ownership};
use name::RemoteName;
use template::{Place, Template};

pub use own_repository::run as in_own_repository;

/// Port of the first remote; the others follow.
const FIRST_PORT: u16 = 4001;

/// Makes the remote. All that could be wrong is found before anything is written.
pub fn run(workspace: &Workspace, name: &str) -> anyhow::Result<()> {
    let name = RemoteName::parse(name)?;
    let folder = format!("remotes/{}", name.kebab());
    if workspace.members.contains_key(name.kebab()) || workspace.root.join(&folder).exists() {
        bail!(
            "there is a crate or folder named \"{}\" already; choose another name",
            name.kebab()
        );
    }
    let port = free_port(&used_ports(workspace)?)?;

    let files = Template::read(&workspace.root.join("shop/templates/remote"))?.render(
        &name,
        port,
        &Place::in_this_workspace(),
    )?;
    let list_file = workspace.root.join(HOST).join("federation.json");
    let list = fs::read_to_string(&list_file).with_context(|| format!("cannot read {}", list_file.display()))?;
    let list = federation_list::with_remote(&list, &name)
        .with_context(|| format!("cannot add the remote to {}", list_file.display()))?;
    let owners_file = workspace.root.join(ownership::FILE);
    let owners = ownership::render(&serde_json::from_str(&list)?)?;
    for (path, text) in &files {
        let file = workspace.root.join(&folder).join(path);
        atomic_file::write(&file, text.as_bytes()).with_context(|| format!("cannot write {}", file.display()))?;
        println!("made    {folder}/{path}");
    }
    atomic_file::write(&list_file, list.as_bytes()).with_context(|| format!("cannot write {}", list_file.display()))?;
    println!("changed host/federation.json");
    atomic_file::write(&owners_file, owners.as_bytes())
        .with_context(|| format!("cannot write {}", owners_file.display()))?;
    println!("changed {}", ownership::FILE);
    println!(
        "\n{name} is mounted at /{name}; on its own it is at http://localhost:{port}.\n\
         `cargo xtask serve` builds and shows it; `cargo xtask trunk serve` in {folder} shows it alone.",
        name = name.kebab()
    );
    Ok(())
}

fn used_ports(workspace: &Workspace) -> anyhow::Result<Vec<u16>> {
    let remotes = App::all(workspace)?.into_iter().filter(|app| app.kind == Kind::Remote);
    remotes
        .map(|remote| remote.federation().map(|metadata| metadata.port))
        .collect()
}

/// After the last one in use.
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
