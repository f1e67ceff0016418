//! `tarn new remote NAME --own-repository FOLDER`: creates a remote outside this project.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::folder::{is_empty, way, without_links};
use super::name::Name;
use super::template::{Place, Template};
use super::{federation_list, free_port, inherited, name_in, used_ports};
use crate::atomic_file;
use crate::normalized_path::normalized;
use crate::settings::Settings;
use crate::workspace::Workspace;

/// Files copied from this project, if it has them: the same compiler, and the same versions of dependencies.
const SAME_HERE: [&str; 2] = ["rust-toolchain.toml", "Cargo.lock"];

/// Creates the remote. This project stays unchanged; the entry for `federation.json` is printed.
pub fn run(workspace: &Workspace, name: &str, folder: &Path) -> anyhow::Result<()> {
    let name = name_in(workspace, name)?;
    // Without symbolic links: cargo resolves `..` by the text of a path.
    let folder = without_links(&normalized(&std::path::absolute(folder)?))?;
    let root = fs::canonicalize(&workspace.root)?;
    if folder.starts_with(&root) {
        bail!(
            "{} is in this project; choose a folder beside it, or leave out --own-repository",
            folder.display()
        );
    }
    if !is_empty(&folder) {
        bail!("{} is not empty; choose another folder", folder.display());
    }
    let port = free_port(&used_ports(workspace)?)?;
    let files = files_in(&folder, workspace, &root, &name, port)?;
    for (path, text) in &files {
        let file = folder.join(path);
        atomic_file::write(&file, text.as_bytes()).with_context(|| format!("cannot write {}", file.display()))?;
        println!("made    {}", file.display());
    }
    // A template may define the command, with the tool of this project.
    let tarn = match files.contains_key(".cargo/config.toml") {
        true => "cargo tarn",
        false => "tarn",
    };
    let shows = match files.contains_key("index.html") {
        true => format!("shows it on its own, at http://localhost:{port}"),
        false => "serves it to a host that runs elsewhere".to_owned(),
    };
    let list = federation_list::with_remote(r#"{ "remotes": {} }"#, &name)?;
    println!(
        "\nIn that folder: `{tarn} build` builds the remote into dist/, `{tarn} serve` {shows}.\n\
         Entry for a host's federation.json:\n\n{list}"
    );
    Ok(())
}

/// The files of the remote and of the workspace around it.
fn files_in(
    folder: &Path,
    workspace: &Workspace,
    root: &Path,
    name: &Name,
    port: u16,
) -> anyhow::Result<BTreeMap<String, String>> {
    let contract = workspace.contract().map(|(name, _)| name);
    let place = Place::in_own_repository(way(folder, root), contract);
    let mut files = Template::of(workspace, "remote")?.render(name, port, &place)?;
    let remote_manifest = files.get("Cargo.toml").cloned();
    let remote_manifest = remote_manifest.context("the template \"remote\" has no Cargo.toml")?;
    let tables = inherited::tables(root, &remote_manifest, folder)?;
    let place = place.around(remote_manifest, settings(contract) + &tables);
    files.extend(Template::of(workspace, "own-repository")?.render(name, port, &place)?);
    for file in SAME_HERE {
        match fs::read_to_string(root.join(file)) {
            Ok(text) => drop(files.insert(file.to_owned(), text)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {file}")),
        }
    }
    Ok(files)
}

/// The settings of a workspace with this contract, if they differ from the defaults.
fn settings(contract: Option<&str>) -> String {
    match contract {
        Some(contract) if contract != Settings::default().contract => {
            format!("[workspace.metadata.tarn]\ncontract = \"{contract}\"\n\n")
        }
        _ => String::new(),
    }
}
