//! Which files an app is built from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::app::{App, Kind, STANDALONE};
use crate::workspace::{Workspace, normalized};

/// Folders that hold nothing an app is built from.
const SKIPPED: [&str; 6] = ["dist", "target", "node_modules", "tests", "benches", "examples"];

/// Files of the root that every build depends on.
const OF_EVERY_BUILD: [&str; 2] = ["Cargo.toml", "rust-toolchain.toml"];

/// What makes the bytes of a build besides its sources: how it is called, finished, compressed and put in place.
const HOW_IT_IS_BUILT: [&str; 4] = [
    "crates/tool/src/package",
    "crates/tool/src/compression.rs",
    "crates/tool/src/deployment.rs",
    "crates/tool/src/trunk.rs",
];

/// All files that the app is built from, relative to the root, in a fixed order: its own folder,
/// the workspace crates it depends on, what its page links to, and the files of the root that matter.
/// Cargo.lock is not among them: see [`crate::package_graph`].
pub fn of_app(workspace: &Workspace, app: &App) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = of_crate(workspace, app.name())?;
    if app.kind == Kind::Remote {
        files.extend(of_crate(workspace, STANDALONE)?);
        files.sort();
        files.dedup();
    }
    if app.kind == Kind::Host {
        files.push(PathBuf::from("Trunk.toml"));
        // Read at run time, and copied into dist/ at every build: no part of the host's bytes.
        files.retain(|file| file.file_name().is_none_or(|name| name != "federation.json"));
    }
    for part in HOW_IT_IS_BUILT {
        let part = Path::new(part);
        match workspace.root.join(part).is_dir() {
            true => collect(&workspace.root, part, &mut files)?,
            false => files.push(part.to_owned()),
        }
    }
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

/// All files that the crate is built from, relative to the root, in a fixed order.
pub fn of_crate(workspace: &Workspace, name: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = OF_EVERY_BUILD.iter().map(PathBuf::from).collect();
    for folder in workspace.packages.local_folders_of(name) {
        // What lies elsewhere is not of this workspace, and its version is all that counts.
        if let Ok(folder) = folder.strip_prefix(&workspace.root) {
            collect(&workspace.root, folder, &mut files)?;
        }
    }
    files.sort();
    Ok(files)
}

/// Adds the files of a folder of the root that belongs to no crate.
pub fn of_folder(workspace: &Workspace, folder: &str, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    collect(&workspace.root, Path::new(folder), files)
}

/// Adds the files below `folder` of `root`, relative to the root: those that something may be built from.
pub fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let absolute = root.join(folder);
    for entry in fs::read_dir(&absolute).with_context(|| format!("cannot read {}", absolute.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Editors leave hidden and backup files next to the sources while one types.
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

/// The `href` of every `<link data-trunk ...>` in the page.
fn linked_assets(html: &str) -> Vec<&str> {
    html.split("<link ")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|attributes| attributes.contains("data-trunk"))
        .filter_map(|attributes| attributes.split("href=\"").nth(1)?.split('"').next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_of_trunk_are_followed() {
        let html = r#"<link rel="icon" href="/icon.svg">
            <link data-trunk rel="css" href="../../shop/ui/design.css" />
            <link data-trunk rel="css" href="cart.css"/>"#;
        assert_eq!(linked_assets(html), ["../../shop/ui/design.css", "cart.css"]);
    }

    /// The apps that are built anew when this file changes.
    fn built_from(file: &str) -> Vec<String> {
        let workspace = Workspace::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(workspace.root.join(file).is_file(), "{file}");
        let apps = App::all(&workspace).unwrap();
        let is_built_from = |app: &&App| {
            let files = of_app(&workspace, app).unwrap();
            files.contains(&PathBuf::from(file))
        };
        let found: Vec<_> = apps
            .iter()
            .filter(is_built_from)
            .map(|app| app.name().to_owned())
            .collect();
        match found.len() == apps.len() {
            true => vec!["all".into()],
            false => found,
        }
    }

    #[test]
    fn a_change_rebuilds_what_is_made_of_it_and_nothing_else() {
        for (file, apps) in [
            ("remotes/cart/src/lib.rs", &["cart"][..]),
            ("remotes/cart/cart.css", &["cart"]),
            ("remotes/cart/Cargo.toml", &["cart"]),
            ("host/src/lib.rs", &["host"]),
            ("Trunk.toml", &["host"]),
            ("shop/wishlist/src/lib.rs", &["account", "products"]),
            ("shared-store/src/lib.rs", &["all"]),
            ("shop/ui/design.css", &["all"]),
            ("crates/wire-derive/src/lib.rs", &["all"]),
            ("vendor/wasm-streams/src/lib.rs", &["all"]),
            ("vendor/send_wrapper/src/lib.rs", &["all"]),
            ("crates/tool/src/package/lean.rs", &["all"]),
            ("crates/tool/src/compression.rs", &["all"]),
            ("crates/tool/src/deployment.rs", &["all"]),
            ("crates/tool/src/trunk.rs", &["all"]),
            ("Cargo.toml", &["all"]),
            ("host/federation.json", &[]),
            ("crates/tool/src/serve.rs", &[]),
            ("README.md", &[]),
            ("devtools/start.js", &[]),
        ] {
            assert_eq!(built_from(file), apps, "{file}");
        }
        let of_the_page = built_from("shop/standalone/src/lib.rs");
        assert!(!of_the_page.contains(&"host".to_owned()), "{of_the_page:?}");
        assert!(of_the_page.contains(&"cart".to_owned()), "{of_the_page:?}");
    }

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
