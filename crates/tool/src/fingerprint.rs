//! Fingerprints of an app's inputs.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

/// Fingerprint of the contents of `files` (relative to `root`) and of `settings` (versions, profile, ...). A missing
/// file is part of the fingerprint; the build reports it.
pub fn of_contents(root: &Path, files: &[PathBuf], settings: &[String]) -> String {
    let mut hash = Sha256::new();
    let mut add = |kind: u8, bytes: &[u8]| {
        // The length separates the parts, so that different lists never give the same bytes.
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for setting in settings {
        add(0, setting.as_bytes());
    }
    for file in files {
        add(1, file.to_string_lossy().as_bytes());
        match std::fs::read(root.join(file)) {
            Ok(contents) => add(2, &contents),
            Err(_) => add(3, &[]),
        }
    }
    hex(&hash.finalize())
}

/// Names, sizes and modification times: cheap enough for two reads per second.
pub fn of_times(root: &Path, files: &[PathBuf]) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    files
        .iter()
        .map(|file| {
            let metadata = std::fs::metadata(root.join(file));
            let (length, changed) = match metadata {
                Ok(metadata) => (metadata.len(), metadata.modified().ok()),
                Err(_) => (0, None),
            };
            (file.clone(), length, changed)
        })
        .collect()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(contents: &[(&str, &str)]) -> (tempfile::TempDir, Vec<PathBuf>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in contents {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        (folder, contents.iter().map(|(name, _)| PathBuf::from(name)).collect())
    }

    #[test]
    fn the_same_contents_give_the_same_fingerprint() {
        let (one, names) = files(&[("a.rs", "fn a() {}"), ("b.css", "b{}")]);
        let (two, _) = files(&[("a.rs", "fn a() {}"), ("b.css", "b{}")]);
        let settings = ["release".to_owned()];
        assert_eq!(
            of_contents(one.path(), &names, &settings),
            of_contents(two.path(), &names, &settings)
        );
    }

    #[test]
    fn content_name_setting_and_absence_each_change_it() {
        let (folder, names) = files(&[("a.rs", "fn a() {}")]);
        let root = folder.path();
        let before = of_contents(root, &names, &["release".to_owned()]);
        assert_ne!(before, of_contents(root, &names, &["dev".to_owned()]));
        std::fs::copy(root.join("a.rs"), root.join("c.rs")).unwrap();
        assert_ne!(
            before,
            of_contents(root, &[PathBuf::from("c.rs")], &["release".to_owned()])
        );
        std::fs::write(root.join("a.rs"), "fn a() { }").unwrap();
        let changed = of_contents(root, &names, &["release".to_owned()]);
        assert_ne!(before, changed);
        std::fs::remove_file(root.join("a.rs")).unwrap();
        assert_ne!(changed, of_contents(root, &names, &["release".to_owned()]));
    }

    #[test]
    fn text_that_moves_from_one_file_to_the_next_is_a_change() {
        let (one, names) = files(&[("a", "12"), ("b", "3")]);
        let (two, _) = files(&[("a", "1"), ("b", "23")]);
        assert_ne!(
            of_contents(one.path(), &names, &[]),
            of_contents(two.path(), &names, &[])
        );
    }

    #[test]
    fn a_changed_size_is_detected() {
        let (folder, names) = files(&[("a", "1")]);
        let before = of_times(folder.path(), &names);
        assert_eq!(before, of_times(folder.path(), &names));
        std::fs::write(folder.path().join("a"), "12").unwrap();
        assert_ne!(before, of_times(folder.path(), &names));
    }
}
