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
    let federation = match crates {
        Some(crates) => {
            let federation = normalized(&std::path::absolute(crates)?).join("federation");
            if !federation.join("Cargo.toml").is_file() {
                bail!("{} has no crate federation", crates.display());
            }
            format!("{{ path = \"{}\" }}", way(&folder, &federation))
        }
        // All crates of the federation have the version of this tool.
        None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
    };
    let files = Template::embedded("host")?.render(&name, 0, &Place::of_host(federation))?;
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
