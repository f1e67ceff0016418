//! `tarn new host PATH`: creates a workspace with a host, to which `tarn new remote` adds remotes.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::folder::{is_empty, way, without_links};
use super::name::Name;
use super::template::{Place, Template};
use crate::normalized_path::normalized;

/// Creates the workspace in the folder `path`, whose last component is the workspace's name. `crates` is the folder with
/// the federation's crates, if they do not come from the registry.
///
/// # Errors
/// The name is invalid, or the folder is not empty.
pub fn run(path: &Path, crates: Option<&Path>) -> anyhow::Result<()> {
    let folder = normalized(&std::path::absolute(path)?);
    let name = folder.file_name().with_context(|| {
        format!(
            "{} has no name for the workspace; give the path of a new folder",
            path.display()
        )
    })?;
    let name = Name::of_workspace(&name.to_string_lossy())?;
    if !is_empty(&folder) {
        bail!("{} is not empty; choose another name", folder.display());
    }
    let crates = crates.map(|crates| way_to_crates(&folder, crates)).transpose()?;
    let files = Template::embedded("host")?.render(&name, 0, &Place::of_host(crates.clone()))?;
    for (file, text) in &files {
        super::write(&folder.join(file), text)?;
        println!("made    {}", path.join(file).display());
    }
    if crates.is_none() {
        println!(
            "\nThe crates tarn-* come from the registry, in version {}. `--crates FOLDER` takes them from a checkout of Tarn.",
            env!("CARGO_PKG_VERSION")
        );
    }
    println!(
        "\nIn {}: `tarn new remote NAME` adds a remote, `tarn serve --dev` builds and shows all, at http://localhost:4000/NAME.",
        path.display()
    );
    Ok(())
}

/// The relative path from a new workspace to the crates of the federation.
fn way_to_crates(folder: &Path, crates: &Path) -> anyhow::Result<String> {
    if !crates.join("federation/Cargo.toml").is_file() {
        let inside = crates.join("crates");
        let hint = match inside.join("federation").is_dir() {
            true => format!("; did you mean {}?", inside.display()),
            false => "; --crates names the folder `crates` of a checkout of Tarn".to_owned(),
        };
        bail!("{} has no crate federation{hint}", crates.display());
    }
    // Without symbolic links: the parent of a linked folder is not the one that its path names.
    Ok(way(&without_links(folder)?, &fs::canonicalize(crates)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_a_checkout_in_place_of_its_crates_is_answered_with_the_right_folder() {
        let checkout = tempfile::tempdir().unwrap();
        fs::create_dir_all(checkout.path().join("crates/federation")).unwrap();
        let error = way_to_crates(checkout.path(), checkout.path()).unwrap_err().to_string();
        let crates = checkout.path().join("crates");
        assert!(
            error.contains(&format!("did you mean {}?", crates.display())),
            "{error}"
        );
    }
}
