//! Normalises paths by their text, without the file system.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and `..`.
pub fn normalized(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}
