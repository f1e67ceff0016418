//! `tarn new remote NAME --own-repository FOLDER`: creates a remote outside this project.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::template::{Place, Template};
use super::{federation_list, free_port, name_in, used_ports};
use crate::atomic_file;
use crate::normalized_path::normalized;
use crate::workspace::Workspace;

/// Files copied from this project: the same compiler, and the same versions of dependencies.
const SAME_HERE: [&str; 2] = ["rust-toolchain.toml", "Cargo.lock"];

/// Creates the remote. This project stays unchanged; the entry for `federation.json` is printed.
pub fn run(workspace: &Workspace, name: &str, folder: &Path) -> anyhow::Result<()> {
    let name = name_in(workspace, name)?;
    let folder = normalized(&std::path::absolute(folder)?);
    let root = normalized(&std::path::absolute(&workspace.root)?);
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
    let place = Place::in_own_repository(way(&folder, &root));
    let mut files = Template::of(workspace, "remote")?.render(&name, port, &place)?;
    files.extend(Template::of(workspace, "own-repository")?.render(&name, port, &place)?);
    for file in SAME_HERE {
        let text = fs::read_to_string(workspace.root.join(file)).with_context(|| format!("cannot read {file}"))?;
        files.insert(file.to_owned(), text);
    }
    for (path, text) in &files {
        let file = folder.join(path);
        atomic_file::write(&file, text.as_bytes()).with_context(|| format!("cannot write {}", file.display()))?;
        println!("made    {}", file.display());
    }
    let list = federation_list::with_remote(r#"{ "remotes": {} }"#, &name)?;
    println!(
        "\nIn that folder: `cargo tarn build` builds the remote into dist/, `cargo tarn serve` shows it on its own, \
         at http://localhost:{port}.\nEntry for a host's federation.json:\n\n{list}"
    );
    Ok(())
}

/// Whether the folder contains nothing, or only the files of a new git repository.
pub(super) fn is_empty(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.all(|entry| entry.file_name() == ".git")
}

/// The relative path from one folder to another, with `/`.
pub(crate) fn way(from: &Path, to: &Path) -> String {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_to_the_project_is_relative() {
        assert_eq!(way(Path::new("/code/reviews"), Path::new("/code/tarn")), "../tarn");
        assert_eq!(way(Path::new("/a/b/c"), Path::new("/x")), "../../../x");
    }
}
