//! A workspace other than this one, created and read by `tarn`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::MetadataCommand;
use tarn_tool::app::{App, Kind};
use tarn_tool::workspace::Workspace;

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Output of `tarn` in this folder, and whether it succeeds.
fn tarn(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tarn"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// A new workspace in `folder`, with the versions of this one, so that nothing is downloaded.
fn new_workspace(folder: &Path) -> PathBuf {
    let crates = checkout().join("crates");
    let (made, said) = tarn(folder, &["new", "host", "atlas", "--crates", crates.to_str().unwrap()]);
    assert!(made, "{said}");
    let root = folder.join("atlas");
    fs::copy(checkout().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let manifest = root.join("Cargo.toml");
    let vendor = checkout().join("vendor");
    let patches =
        ["send_wrapper", "wasm-streams"].map(|name| format!("{name} = {{ path = {:?} }}\n", vendor.join(name)));
    let text = fs::read_to_string(&manifest).unwrap() + "\n[patch.crates-io]\n" + &patches.concat();
    fs::write(manifest, text).unwrap();
    root
}

#[test]
fn a_new_host_takes_a_new_remote_and_both_fit() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_workspace(folder.path());
    assert!(fs::read_to_string(root.join(".gitignore")).unwrap().contains("/target"));
    let (made, said) = tarn(&root, &["new", "remote", "tally"]);
    assert!(made, "{said}");
    for taken in ["tally", "leptos", "wasm-bindgen", "atlas-contract"] {
        let (made, said) = tarn(&root, &["new", "remote", taken]);
        assert!(!made && said.contains(taken), "{said}");
    }
    let workspace = Workspace::find(&root).unwrap();
    let apps = App::all(&workspace).unwrap();
    let kinds: Vec<_> = apps.iter().map(|app| (app.name(), app.kind)).collect();
    assert_eq!(kinds, [("host", Kind::Host), ("tally", Kind::Remote)]);
    assert!(apps[1].page_crate.is_none(), "a remote without a page of its own");
    assert_eq!(workspace.contract(), Some(("atlas-contract", "1.0.0")));
    let (fits, said) = tarn(&root, &["check"]);
    assert!(fits && said.contains("1 remote fits"), "{said}");
    for missing in [
        &workspace.places.budgets,
        &workspace.places.devtools,
        &workspace.places.errors,
    ] {
        assert_eq!(*missing, None);
    }
}

#[test]
fn no_remote_of_a_new_host_takes_the_slice_of_its_contract() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_workspace(folder.path());
    let contract = fs::read_to_string(root.join("contract/src/lib.rs")).unwrap();
    let keys = contract.split("#[slice(key = \"").skip(1);
    let slices: Vec<_> = keys.map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(slices, ["counter"]);
    for slice in slices {
        let (made, said) = tarn(&root, &["new", "remote", slice]);
        assert!(!made && said.contains("reserved-names"), "{said}");
        assert!(!root.join("remotes").join(slice).exists());
    }
}

#[test]
fn a_remote_with_ungranted_actions_fails_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_workspace(folder.path());
    let (made, said) = tarn(&root, &["new", "remote", "tally"]);
    assert!(made, "{said}");
    let manifest = root.join("remotes/tally/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"tally/*\"", "\"cart/*\"")).unwrap();
    let (fits, said) = tarn(&root, &["check"]);
    assert!(
        !fits && said.contains("problem: ") && said.contains("\"cart/*\", which it is not granted"),
        "{said}"
    );
}

/// The packages from a registry and those of this checkout's crates, each with its version, that a workspace resolves to without a network.
fn packages(workspace: &Path) -> BTreeSet<String> {
    let mut command = MetadataCommand::new();
    command.current_dir(workspace).other_options(["--offline".to_owned()]);
    let packages = command.exec().unwrap().packages.into_iter();
    let crates = checkout().join("crates");
    let is_shared = |package: &cargo_metadata::Package| {
        package.source.is_some() || package.manifest_path.as_std_path().starts_with(&crates)
    };
    packages.filter(is_shared).map(|package| package.id.repr).collect()
}

#[test]
fn a_remote_in_a_repository_of_its_own_has_the_contract_and_the_versions_of_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_workspace(folder.path());
    let (made, said) = tarn(
        &root,
        &["new", "remote", "gift-cards", "--own-repository", "../teams/gift-cards"],
    );
    assert!(
        made && said.contains("`tarn build`") && said.contains("\"GiftCardsPage\""),
        "{said}"
    );
    let own = folder.path().join("teams/gift-cards");
    let shared = packages(&own);
    assert!(
        shared.iter().any(|package| package.contains("crates/store#")),
        "{shared:?}"
    );
    assert!(shared.is_subset(&packages(&root)), "{shared:?}");
    let workspace = Workspace::find(&own.join("src")).unwrap();
    assert!(workspace.host().is_none());
    assert_eq!(workspace.contract(), Some(("atlas-contract", "1.0.0")));
    let apps = App::all(&workspace).unwrap();
    let kinds: Vec<_> = apps.iter().map(|app| (app.name(), app.kind)).collect();
    assert_eq!(kinds, [("gift-cards", Kind::Remote)]);
    assert_eq!(apps[0].federation().unwrap().dispatches, ["gift-cards/*"]);
    assert!(fs::read_to_string(own.join(".gitignore")).unwrap().contains("/target"));
    assert!(!own.join("rust-toolchain.toml").exists());
}

#[test]
fn without_a_contract_a_repository_has_none_and_has_the_compiler_of_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_workspace(folder.path());
    let manifest = root.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("contract = \"atlas-contract\"\n", "")).unwrap();
    fs::copy(checkout().join("rust-toolchain.toml"), root.join("rust-toolchain.toml")).unwrap();
    let (made, said) = tarn(&root, &["new", "remote", "tally", "--own-repository", "../tally"]);
    assert!(made, "{said}");
    let workspace = Workspace::find(&folder.path().join("tally")).unwrap();
    assert_eq!(workspace.contract(), None);
    assert!(workspace.root.join("rust-toolchain.toml").is_file());
}

#[cfg(unix)]
#[test]
fn the_workspace_is_found_from_a_repository_below_a_symbolic_link() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_workspace(folder.path());
    let real = folder.path().join("one/two");
    fs::create_dir_all(&real).unwrap();
    std::os::unix::fs::symlink(&real, folder.path().join("link")).unwrap();
    let (made, said) = tarn(&root, &["new", "remote", "tally", "--own-repository", "../link/tally"]);
    assert!(made, "{said}");
    let workspace = Workspace::find(&real.join("tally")).unwrap();
    assert_eq!(workspace.contract(), Some(("atlas-contract", "1.0.0")));
}

#[test]
fn a_host_is_created_at_a_path_with_the_last_part_as_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("here");
    fs::create_dir(&here).unwrap();
    let (made, said) = tarn(&here, &["new", "host", "../atlas"]);
    assert!(made && said.contains("../atlas/host/src/lib.rs"), "{said}");
    let manifest = fs::read_to_string(folder.path().join("atlas/Cargo.toml")).unwrap();
    assert!(manifest.contains("contract = \"atlas-contract\""), "{manifest}");
    let (made, said) = tarn(&here, &["new", "host", "."]);
    assert!(made && here.join("host/federation.json").is_file(), "{said}");
    for (path, part) in [
        ("../Atlas", "\"Atlas\" cannot name a workspace"),
        ("/", "has no name for the workspace"),
    ] {
        let (made, said) = tarn(&here, &["new", "host", path]);
        assert!(!made && said.contains(part), "{path}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn the_crates_are_found_from_a_workspace_below_a_symbolic_link() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("one/two");
    fs::create_dir_all(&real).unwrap();
    std::os::unix::fs::symlink(&real, folder.path().join("link")).unwrap();
    std::os::unix::fs::symlink(checkout(), folder.path().join("tarn")).unwrap();
    let (made, said) = tarn(folder.path(), &["new", "host", "link/atlas", "--crates", "tarn/crates"]);
    assert!(made, "{said}");
    let manifest: toml::Table = fs::read_to_string(real.join("atlas/Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let store = manifest["workspace"]["dependencies"]["tarn-store"]["path"]
        .as_str()
        .unwrap();
    let found = real.join("atlas").join(store).canonicalize().unwrap();
    assert_eq!(found, checkout().join("crates/store"));
}

#[test]
fn a_host_is_created_in_an_empty_folder_only_and_a_refusal_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("atlas")).unwrap();
    fs::write(folder.path().join("atlas/notes.txt"), "mine").unwrap();
    let (made, said) = tarn(folder.path(), &["new", "host", "atlas"]);
    assert!(!made && said.contains("not empty"), "{said}");
    let (made, said) = tarn(folder.path(), &["new", "host", "globe", "--crates", "nowhere"]);
    assert!(!made && said.contains("has no crate federation"), "{said}");
    assert!(!folder.path().join("globe").exists());
}
