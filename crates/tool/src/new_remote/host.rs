//! `tarn new host NAME`: creates a workspace with a host, to which `tarn new remote` adds remotes.

use std::path::Path;

use anyhow::bail;

use super::name::RemoteName;
use super::own_repository::{is_empty, way};
use super::template::{Place, Template};
use crate::normalized_path::normalized;

/// Creates the workspace in the subfolder `name` of the current folder. `crates` is the folder with the federation's
/// crates, if they do not come from the registry.
///
/// # Errors
/// The folder is not empty.
pub fn run(name: &str, crates: Option<&Path>) -> anyhow::Result<()> {
    let name = RemoteName::parse(name)?;
    let folder = normalized(&std::path::absolute(name.kebab())?);
    if !is_empty(&folder) {
        bail!("{} is not empty; choose another name", folder.display());
    }
    let crates = crates.map(|crates| way_to_crates(&folder, crates)).transpose()?;
    let files = Template::embedded("host")?.render(&name, 0, &Place::of_host(crates))?;
    for (path, text) in &files {
        super::write(&folder.join(path), text)?;
        println!("made    {}/{path}", name.kebab());
    }
    println!(
        "\nIn {}: `tarn new remote NAME` adds a remote, `tarn serve --dev` builds and shows all, at http://localhost:4000/NAME.",
        name.kebab()
    );
    Ok(())
}

/// The relative path from a new workspace to the crates of the federation.
fn way_to_crates(folder: &Path, crates: &Path) -> anyhow::Result<String> {
    let absolute = normalized(&std::path::absolute(crates)?);
    if !absolute.join("federation/Cargo.toml").is_file() {
        bail!("{} has no crate federation", crates.display());
    }
    Ok(way(folder, &absolute))
}
