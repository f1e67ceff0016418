//! The packages for a registry.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An unpacked package.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

pub(crate) fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The folder of this test. All runs share it, so that nothing is compiled twice.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages")
}

/// Packs all crates of `crates/` and unpacks the packages.
pub(crate) fn unpack_all() -> Vec<Package> {
    let names = names();
    let packed = folder().join("packed");
    let mut pack = Command::new(env!("CARGO"));
    pack.args(["package", "--no-verify", "--allow-dirty", "--quiet", "--target-dir"])
        .arg(&packed)
        .current_dir(checkout());
    for name in &names {
        pack.args(["--package", name]);
    }
    run(&mut pack);
    let unpacked = folder().join("unpacked");
    names
        .into_iter()
        .map(|name| unpack(&packed.join("package"), &unpacked, name))
        .collect()
}

fn names() -> Vec<String> {
    let folders = fs::read_dir(checkout().join("crates")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let manifests = folders.map(|folder| fs::read_to_string(folder.join("Cargo.toml")).unwrap());
    let names = manifests.map(|manifest| {
        let manifest: toml::Table = manifest.parse().unwrap();
        manifest["package"]["name"].as_str().unwrap().to_owned()
    });
    names.collect()
}

fn unpack(packed: &Path, unpacked: &Path, name: String) -> Package {
    let package = format!("{name}-{}", env!("CARGO_PKG_VERSION"));
    let folder = unpacked.join(&package);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(unpacked).unwrap();
    let mut tar = Command::new("tar");
    // `m` sets the current time: all files in a package have the same time, so cargo would not notice changed sources.
    tar.arg("-xzmf")
        .arg(packed.join(package + ".crate"))
        .arg("-C")
        .arg(unpacked);
    run(&mut tar);
    Package { name, folder }
}

pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}
