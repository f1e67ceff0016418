//! For the build script of a contract crate: the fingerprint that tells two builds of one contract version apart.
//!
//! Host and remotes of equal fingerprints share a stream of actions, because their reducers are the same. With different ones, a remote
//! gets snapshots: right in any case, only more bytes.
//!
//! ```no_run
//! // build.rs
//! tarn_fingerprint::emit(&["src"]);
//! ```
//!
//! `tarn_store::contract!()` reads it.

use std::fs;
use std::path::{Path, PathBuf};

/// Takes the fingerprint of these files and folders, relative to the crate, and hands it to the compiler as `CONTRACT_FINGERPRINT`. Cargo
/// asks again when one of them changes.
///
/// # Panics
/// When one of them cannot be read: a build without a fingerprint would pass for another one.
pub fn emit(sources: &[&str]) {
    for source in sources {
        println!("cargo::rerun-if-changed={source}");
    }
    println!("cargo::rustc-env=CONTRACT_FINGERPRINT={}", of(Path::new(""), sources));
}

/// The fingerprint of these files and folders below `root`, 16 hexadecimal digits. Checkouts of one commit have the same on every system:
/// paths are relative, and line ends are `\n`.
///
/// # Panics
/// When one of them cannot be read.
#[must_use]
pub fn of(root: &Path, sources: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for source in sources {
        for file in files(root, Path::new(source)) {
            let name = file.to_string_lossy().replace('\\', "/");
            let text = fs::read(root.join(&file)).unwrap_or_else(|error| panic!("{name} has no fingerprint: {error}"));
            let text = text.into_iter().filter(|byte| *byte != b'\r');
            hash = name.bytes().chain([0]).chain(text).chain([0]).fold(hash, fnv_1a);
        }
    }
    format!("{hash:016x}")
}

/// The file, or all files of the folder, sorted.
fn files(root: &Path, path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root.join(path)) else {
        return vec![path.to_owned()];
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| path.join(entry.file_name())).collect();
    paths.sort();
    paths.iter().flat_map(|path| files(root, path)).collect()
}

fn fnv_1a(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// The fingerprint of one source with this name and text.
    fn of_one(name: &str, text: &str) -> String {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("src")).unwrap();
        fs::write(root.path().join("src").join(name), text).unwrap();
        of(root.path(), &["src"])
    }

    #[test]
    fn another_text_or_name_is_another_fingerprint_and_another_line_end_is_not() {
        let one = of_one("lib.rs", "a\nb\n");
        assert_eq!(one.len(), 16);
        assert_eq!(one, of_one("lib.rs", "a\r\nb\r\n"));
        assert_ne!(one, of_one("lib.rs", "a\nc\n"));
        assert_ne!(one, of_one("cart.rs", "a\nb\n"));
    }

    #[test]
    #[should_panic(expected = "gone.rs has no fingerprint")]
    fn a_source_that_is_not_there_is_no_empty_one() {
        let root = tempfile::tempdir().unwrap();
        let _ = of(root.path(), &["gone.rs"]);
    }
}
