//! Variants of apps for the end-to-end tests: with the next minor version of the contract, so that tests mix apps of
//! two versions in one page; with a crash switch; and with a reducer that panics.
//!
//! Variants are built in this workspace's target folder, from a copy of the sources with the changes of a file in
//! `e2e/`. Cargo identifies a crate by its place in its workspace, and its freshness by the modification times of its
//! files. The copy has the same places and times, so only crates that depend on the contract are compiled again. The
//! compiled files of differing crates are removed. Both versions of the apps share one output folder, and cargo records
//! which one it contains; dist/ stays unchanged.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use serde::Deserialize;

use tarn_tool::app::HOST;
use tarn_tool::build;
use tarn_tool::process::run;
use tarn_tool::render_half;
use tarn_tool::source_files;
use tarn_tool::tools::{Tools, WASM_TARGET};
use tarn_tool::trunk::Profile;
use tarn_tool::workspace::Workspace;

/// A variant of apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Variant {
    name: &'static str,
    /// The file of changes, relative to the root.
    changes: &'static str,
    apps: &'static [&'static str],
    is_next_contract: bool,
}

impl Variant {
    /// Host and cart with the next minor version of the contract.
    pub(crate) const NEXT_CONTRACT: Self = Self {
        name: "next-contract",
        changes: "e2e/next-contract.toml",
        apps: &[HOST, "cart"],
        is_next_contract: true,
    };
    /// Products with its feature `crash-switch`.
    pub(crate) const CRASHING: Self = Self {
        name: "crashing",
        changes: "e2e/crashing.toml",
        apps: &["products"],
        is_next_contract: false,
    };
    /// The host with a reducer that panics, with the same version of the contract.
    pub(crate) const PANICKING: Self = Self {
        name: "panicking",
        changes: "e2e/panicking.toml",
        apps: &[HOST],
        is_next_contract: false,
    };
    const ALL: [Self; 3] = [Self::NEXT_CONTRACT, Self::CRASHING, Self::PANICKING];

    /// The variant that `cargo xtask build --NAME` builds.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variant| variant.name == name)
    }

    /// The environment variable that names the variant's folder to the tests.
    pub(crate) fn variable(self) -> String {
        format!("{}_DIST", self.name.replace('-', "_").to_uppercase())
    }
}

/// The crate whose version is the version of the contract.
const CONTRACT: &str = "shared-store";

/// Files of the root that a build needs.
const OF_THE_ROOT: [&str; 4] = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "Trunk.toml"];

/// Folders of the root that are not crates of the workspace but needed by a build.
const BESIDE_THE_CRATES: [&str; 4] = ["vendor", "devtools", "docs", "shop/templates"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    change: Vec<Change>,
}

/// Replacement of a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    file: PathBuf,
    find: String,
    with: String,
}

/// Builds changed apps; returns the folder with the built apps, in the form of dist/.
pub(crate) fn build(workspace: &Workspace, tools: &Tools, variant: Variant) -> anyhow::Result<PathBuf> {
    let root = workspace.target_folder().join(variant.name);
    let changed = changed_files(workspace, variant)?;
    copy(&workspace.root, &root, &sources(workspace)?, &changed)
        .with_context(|| format!("cannot copy the sources to {}", root.display()))?;
    println!("with the changes of {}:", variant.changes);
    let copy = Workspace::find(&root)?.sharing_target_of(workspace);
    let apps: Vec<String> = variant.apps.iter().map(|app| (*app).to_owned()).collect();
    forget_compiled(workspace, &changed)?;
    let built = build::build_changed(&copy, tools, &apps, Profile::Release)
        .with_context(|| format!("the sources with the changes of {} do not build", variant.changes));
    forget_compiled(workspace, &changed)?;
    built?;
    Ok(root.join("dist"))
}

/// Removes the compiled files, of both halves, of crates that differ between the sources and their copy. Cargo identifies both as the
/// same crate of the same workspace and would mistake one for the other.
fn forget_compiled(workspace: &Workspace, changed: &BTreeMap<PathBuf, String>) -> anyhow::Result<()> {
    for half in [
        vec!["--release", "--target", WASM_TARGET],
        render_half::cargo_arguments(Profile::Release),
    ] {
        let mut clean = Command::new("cargo");
        clean.args(["clean", "--quiet"]).args(half).current_dir(&workspace.root);
        for member in workspace.members.values() {
            if changed.keys().any(|file| file.starts_with(&member.folder)) {
                clean.args(["--package", &member.name]);
            }
        }
        run(&mut clean)?;
    }
    Ok(())
}

/// All files that cargo and trunk read, relative to the root.
pub(crate) fn sources(workspace: &Workspace) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = OF_THE_ROOT.iter().map(PathBuf::from).collect();
    for member in workspace.members.values() {
        source_files::collect(&workspace.root, &member.folder, &mut files)?;
    }
    for folder in BESIDE_THE_CRATES {
        source_files::collect(&workspace.root, Path::new(folder), &mut files)?;
    }
    Ok(files)
}

/// The new texts of changed files.
fn changed_files(workspace: &Workspace, variant: Variant) -> anyhow::Result<BTreeMap<PathBuf, String>> {
    let file = workspace.root.join(variant.changes);
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let listed: Changes = toml::from_str(&text).with_context(|| format!("{} is malformed", variant.changes))?;
    let mut changes = listed.change;
    if variant.is_next_contract {
        changes.extend(next_version(workspace)?);
    }
    let mut changed = BTreeMap::new();
    for change in changes {
        let text = match changed.remove(&change.file) {
            Some(text) => text,
            None => fs::read_to_string(workspace.root.join(&change.file)).with_context(|| {
                format!(
                    "cannot read {}, which {} changes",
                    change.file.display(),
                    variant.changes
                )
            })?,
        };
        let text = change
            .applied_to(&text)
            .with_context(|| format!("{} does not match the sources", variant.changes))?;
        changed.insert(change.file.clone(), text);
    }
    Ok(changed)
}

/// The changes that create the contract's next minor version.
fn next_version(workspace: &Workspace) -> anyhow::Result<[Change; 2]> {
    let contract = workspace.member(CONTRACT)?;
    let (now, next) = (&contract.version, next_minor(&contract.version)?);
    Ok([
        Change {
            file: contract.folder.join("Cargo.toml"),
            find: format!("\nversion = \"{now}\"\n"),
            with: format!("\nversion = \"{next}\"\n"),
        },
        Change {
            file: "Cargo.lock".into(),
            find: format!("\nname = \"{CONTRACT}\"\nversion = \"{now}\"\n"),
            with: format!("\nname = \"{CONTRACT}\"\nversion = \"{next}\"\n"),
        },
    ])
}

impl Change {
    fn applied_to(&self, text: &str) -> anyhow::Result<String> {
        match text.matches(&self.find).count() {
            1 => Ok(text.replacen(&self.find, &self.with, 1)),
            count => bail!(
                "a text to change occurs in {} {count} times instead of once; the source has changed, so correct `find`:\n{}",
                self.file.display(),
                self.find.trim_end()
            ),
        }
    }
}

/// `1.4.2` -> `1.5.0`.
fn next_minor(version: &str) -> anyhow::Result<String> {
    let mut numbers = version.split('.');
    let (major, minor) = (
        numbers.next(),
        numbers.next().and_then(|minor| minor.parse::<u32>().ok()),
    );
    match (major, minor) {
        (Some(major), Some(minor)) => Ok(format!("{major}.{}.0", minor + 1)),
        _ => bail!("the version of {CONTRACT}, {version}, does not have three numbers"),
    }
}

/// Makes `to` a copy of these files of `from`, with new texts for the changed ones. Equal files stay untouched, and
/// copies keep their modification time, because cargo compares it.
pub(crate) fn copy(
    from: &Path,
    to: &Path,
    files: &[PathBuf],
    changed: &BTreeMap<PathBuf, String>,
) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    let mut present = Vec::new();
    source_files::collect(to, Path::new(""), &mut present)?;
    for gone in present.iter().filter(|file| !files.contains(file)) {
        fs::remove_file(to.join(gone))?;
        // Cargo takes an empty folder of `crates/` for a package without a manifest. A folder with other files stays.
        let folders = gone
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty());
        for folder in folders {
            if fs::remove_dir(to.join(folder)).is_err() {
                break;
            }
        }
    }
    for file in files {
        let target = to.join(file);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        match changed.get(file) {
            Some(text) if fs::read_to_string(&target).is_ok_and(|present| present == *text) => {}
            Some(text) => fs::write(&target, text)?,
            None => copy_file(&from.join(file), &target)?,
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    if from.is_symlink() && from.is_dir() {
        // The link to a folder: the files of the folder are sources of their own.
        if !to.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(from)?, to)?;
        }
        return Ok(());
    }
    let source = fs::metadata(from).with_context(|| format!("cannot read {}", from.display()))?;
    let is_same = fs::metadata(to).is_ok_and(|target| {
        target.len() == source.len() && matches!((target.modified(), source.modified()), (Ok(a), Ok(b)) if a == b)
    });
    if !is_same {
        fs::write(to, fs::read(from)?)?;
        File::options().write(true).open(to)?.set_modified(source.modified()?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tarn_tool::app::{App, Kind};
    use tarn_tool::new_remote;

    use super::*;

    #[test]
    fn the_changes_match_the_current_sources() {
        let workspace = Workspace::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let files = sources(&workspace).unwrap();
        for variant in Variant::ALL {
            for file in changed_files(&workspace, variant).unwrap().keys() {
                assert!(files.contains(file), "{} is not copied", file.display());
            }
        }
        let changed = changed_files(&workspace, Variant::NEXT_CONTRACT).unwrap();
        let version = next_minor(&workspace.member(CONTRACT).unwrap().version).unwrap();
        let manifest: toml::Table = changed[Path::new("shared-store/Cargo.toml")].parse().unwrap();
        assert_eq!(manifest["package"]["version"].as_str(), Some(version.as_str()));
    }

    #[test]
    fn a_mismatched_change_is_named() {
        let change = Change {
            file: "cart.rs".into(),
            find: "ClearCart,".into(),
            with: "ClearCart, Double,".into(),
        };
        assert_eq!(change.applied_to("A, ClearCart,").unwrap(), "A, ClearCart, Double,");
        for (text, count) in [("A,", "0 times"), ("ClearCart, ClearCart,", "2 times")] {
            let error = change.applied_to(text).unwrap_err().to_string();
            for part in ["cart.rs", count, "ClearCart,"] {
                assert!(error.contains(part), "{error}");
            }
        }
    }

    #[test]
    fn the_next_version_is_a_compatible_one() {
        assert_eq!(next_minor("1.0.0").unwrap(), "1.1.0");
        assert_eq!(next_minor("2.9.3").unwrap(), "2.10.0");
        assert!(next_minor("latest").is_err());
    }

    #[test]
    fn the_copy_follows_changes_and_keeps_equal_files() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (from, to) = (from.path(), to.path());
        let write = |file: &str, text: &str| {
            fs::create_dir_all(from.join(file).parent().unwrap()).unwrap();
            fs::write(from.join(file), text).unwrap();
        };
        let time = |root: &Path, file: &str| fs::metadata(root.join(file)).unwrap().modified().unwrap();
        let copy = |files: &[&str]| {
            let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
            copy(from, to, &files, &BTreeMap::from([("b.rs".into(), "other".into())])).unwrap();
        };
        write("a/src/a.rs", "a");
        write("b.rs", "b");
        copy(&["a/src/a.rs", "b.rs"]);
        assert_eq!(time(from, "a/src/a.rs"), time(to, "a/src/a.rs"));
        assert_eq!(fs::read_to_string(to.join("b.rs")).unwrap(), "other");
        let before = time(to, "b.rs");
        write("a/src/a.rs", "A");
        fs::create_dir(to.join("dist")).unwrap();
        fs::write(to.join("dist/kept.js"), "").unwrap();
        copy(&["a/src/a.rs", "b.rs"]);
        assert_eq!(fs::read_to_string(to.join("a/src/a.rs")).unwrap(), "A");
        assert_eq!(time(to, "b.rs"), before);
        copy(&["b.rs"]);
        assert!(!to.join("a").exists());
        assert!(to.join("dist/kept.js").exists());
    }

    /// In a copy of the sources, with the target folder of this workspace, where the remote's dependencies are compiled
    /// already.
    #[test]
    fn a_new_remote_compiles_and_its_grants_are_documented() {
        let here = Workspace::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let root = tempfile::tempdir().unwrap();
        let files = sources(&here).unwrap();
        copy(&here.root, root.path(), &files, &Default::default()).unwrap();
        let ports = |workspace: &Workspace| -> BTreeSet<u16> {
            let remotes = App::all(workspace)
                .unwrap()
                .into_iter()
                .filter(|app| app.kind == Kind::Remote);
            remotes.map(|remote| remote.federation().unwrap().port).collect()
        };
        // Names that no remote of the shop has.
        for name in ["made-by-a-test", "made-by-it-too"] {
            new_remote::run(&Workspace::find(root.path()).unwrap(), name).unwrap();
        }
        let made = Workspace::find(root.path()).unwrap();
        let added = &ports(&made) - &ports(&here);
        assert_eq!(added.len(), 2, "each has a port of its own: {added:?}");
        let owners = fs::read_to_string(root.path().join("docs/ownership.md")).unwrap();
        assert!(
            owners.contains("| `made-by-a-test` | made-by-a-test | all of its actions |"),
            "{owners}"
        );
        let mut check = Command::new("cargo");
        check
            .args([
                "check",
                "--quiet",
                "--package",
                "made-by-a-test",
                "--target",
                WASM_TARGET,
            ])
            .current_dir(root.path())
            .env("CARGO_TARGET_DIR", here.target_folder());
        run(&mut check).unwrap();
    }
}
