//! The source files of an app.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::app::{App, Kind};
use crate::linked_assets::linked_assets;
use crate::normalized_path::normalized;
use crate::workspace::{Member, Workspace};

/// Folders without sources of apps.
const SKIPPED: [&str; 6] = ["dist", "target", "node_modules", "tests", "benches", "examples"];

/// Files of the root that every build depends on.
const OF_EVERY_BUILD: [&str; 2] = ["Cargo.toml", "rust-toolchain.toml"];

/// All source files of the app, relative to the root, in a fixed order: its own folder, the workspace crates it depends
/// on, linked files of its page, and relevant files of the root. Cargo.lock is handled by [`crate::package_graph`].
pub fn of_app(workspace: &Workspace, app: &App) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = of_crate(workspace, app.name())?;
    if let Some(page) = page_member(workspace, app) {
        files.extend(of_crate(workspace, &page.name)?);
    }
    let mut beside = vec![&workspace.places.first_script];
    if app.kind == Kind::Host {
        files.push(app.trunk_folder.join("Trunk.toml"));
        // Read at run time and copied into dist/ at every build: not part of the host's bytes.
        let list = workspace
            .places
            .federation
            .as_deref()
            .map(|list| relative(workspace, list));
        files.retain(|file| Some(file.as_path()) != list.as_deref());
        beside.push(&workspace.places.last_script);
    }
    files.extend(beside.into_iter().flatten().map(|file| relative(workspace, file)));
    let page = app.member.folder.join("index.html");
    if let Ok(html) = fs::read_to_string(workspace.root.join(&page)) {
        files.extend(
            linked_assets(&html)
                .iter()
                .map(|href| normalized(&app.member.folder.join(href))),
        );
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// The crate of the app's standalone page, if it is in this workspace.
pub(crate) fn page_member<'a>(workspace: &'a Workspace, app: &App) -> Option<&'a Member> {
    let folder = app.page_crate.as_ref()?;
    workspace.members.values().find(|member| member.folder == *folder)
}

/// The path relative to the root, if it is inside of it.
fn relative(workspace: &Workspace, file: &Path) -> PathBuf {
    file.strip_prefix(&workspace.root).unwrap_or(file).to_owned()
}

/// All source files of the crate, relative to the root, in a fixed order.
pub fn of_crate(workspace: &Workspace, name: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = OF_EVERY_BUILD.iter().map(PathBuf::from).collect();
    for folder in workspace.packages.local_folders_of(name) {
        // Files of a path dependency outside the workspace have absolute paths.
        collect(&workspace.root, &relative(workspace, folder), &mut files)?;
    }
    files.sort();
    Ok(files)
}

/// Adds the files of a folder in the root that belongs to no crate.
pub fn of_folder(workspace: &Workspace, folder: &str, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    collect(&workspace.root, Path::new(folder), files)
}

/// Adds possible source files below `folder` of `root`, relative to the root.
pub fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let absolute = root.join(folder);
    for entry in fs::read_dir(&absolute).with_context(|| format!("cannot read {}", absolute.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Editors write hidden and backup files beside the sources.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            if !SKIPPED.contains(&&*name) {
                collect(root, &path, files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_build_products_are_no_sources() {
        let root = tempfile::tempdir().unwrap();
        for file in [
            "cart/src/lib.rs",
            "cart/cart.css",
            "cart/tests/web.rs",
            "cart/dist/cart.js",
            "cart/.lib.rs.swp",
        ] {
            let file = root.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let mut files = Vec::new();
        collect(root.path(), Path::new("cart"), &mut files).unwrap();
        files.sort();
        assert_eq!(files, [Path::new("cart/cart.css"), Path::new("cart/src/lib.rs")]);
    }
}
