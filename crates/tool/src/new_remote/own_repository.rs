//! `cargo xtask new-remote NAME --own-repository FOLDER`: a remote outside of this project.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::name::RemoteName;
use super::template::{Place, Template};
use super::{federation_list, free_port, used_ports};
use crate::atomic_file;
use crate::workspace::{Workspace, normalized};

/// Files of this project that the repository has, too: the same compiler, and the same versions of what is downloaded.
const SAME_HERE: [&str; 2] = ["rust-toolchain.toml", "Cargo.lock"];

/// Makes the remote. Nothing of this project is changed: the entry for `federation.json` is printed.
pub fn run(workspace: &Workspace, name: &str, folder: &Path) -> anyhow::Result<()> {
    let name = RemoteName::parse(name)?;
    let folder = normalized(&std::path::absolute(folder)?);
    let root = normalized(&std::path::absolute(&workspace.root)?);
    if folder.starts_with(&root) {
        bail!(
            "{} lies in this project; choose a folder beside it, or leave out --own-repository",
            folder.display()
        );
    }
    if fs::read_dir(&folder)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != ".git")))
    {
        bail!("{} is not empty; choose another folder", folder.display());
    }
    let port = free_port(&used_ports(workspace)?)?;
    let place = Place::in_own_repository(way(&folder, &root));
    let templates = workspace.root.join("shop/templates");
    let mut files = Template::read(&templates.join("remote"))?.render(&name, port, &place)?;
    files.extend(Template::read(&templates.join("own-repository"))?.render(&name, port, &place)?);
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
         at http://localhost:{port}.\nWhat a host's federation.json needs for it:\n\n{list}"
    );
    Ok(())
}

/// The relative way from one folder to another, with `/`.
fn way(from: &Path, to: &Path) -> String {
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
    use toml::Table;

    use super::*;
    use crate::app::App;

    fn this() -> Workspace {
        Workspace::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    fn manifest(folder: &Path) -> Table {
        fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
    }

    #[test]
    fn the_repository_builds_as_this_project_does() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("guest-book");
        run(&this(), "guest-book", &folder).unwrap();
        let (ours, theirs) = (manifest(&this().root), manifest(&folder));
        assert_eq!(theirs["profile"]["release"], ours["profile"]["release"]);
        for key in ["edition", "rust-version", "publish"] {
            assert_eq!(theirs["package"][key], ours["workspace"]["package"][key], "{key}");
        }
        let patched = |manifest: &Table| {
            manifest["patch"]["crates-io"]
                .as_table()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(patched(&theirs), patched(&ours));
        let made = Workspace::find(&folder.join("src")).unwrap();
        assert_eq!(made.contract_version().unwrap(), this().contract_version().unwrap());
        let apps = App::all(&made).unwrap();
        assert_eq!(apps.iter().map(App::name).collect::<Vec<_>>(), ["guest-book"]);
        assert_eq!(apps[0].federation().unwrap().exposes, ["GuestBookPage"]);
        assert_eq!(made.tools_root(), this().tools_root());
    }

    #[test]
    fn a_folder_in_this_project_or_with_something_in_it_is_refused() {
        let inside = this().root.join("somewhere/reviews");
        let error = run(&this(), "reviews", &inside).unwrap_err().to_string();
        assert!(error.contains("in this project"), "{error}");
        assert!(!inside.exists());
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("notes.txt"), "mine").unwrap();
        let error = run(&this(), "reviews", outside.path()).unwrap_err().to_string();
        assert!(error.contains("not empty"), "{error}");
    }

    #[test]
    fn the_way_to_the_project_is_relative() {
        assert_eq!(way(Path::new("/code/reviews"), Path::new("/code/tarn")), "../tarn");
        assert_eq!(way(Path::new("/a/b/c"), Path::new("/x")), "../../../x");
    }
}
