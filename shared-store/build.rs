//! Takes the fingerprint of all that decides what reducers make of an action, for builds of one contract version to compare.

use std::fs;
use std::path::{Path, PathBuf};

/// Relative to this crate: the slices and their limits. The store that runs them is not among them: a mended engine makes no other
/// reducers.
const SOURCES: [&str; 2] = ["src/slices", "../shop/limits/src"];

fn main() {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        for file in files(Path::new(source)) {
            // Relative paths, `/` and `\n` on every system: checkouts of one commit have one fingerprint.
            let name = file.to_string_lossy().replace('\\', "/");
            let text = fs::read(&file).unwrap_or_else(|error| panic!("{name} has no fingerprint: {error}"));
            let text = text.into_iter().filter(|byte| *byte != b'\r');
            hash = name.bytes().chain([0]).chain(text).chain([0]).fold(hash, fnv_1a);
        }
    }
    println!("cargo::rustc-env=CONTRACT_FINGERPRINT={hash:016x}");
}

/// The file, or all files of the folder, sorted.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| files(path)).collect()
}

fn fnv_1a(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}
