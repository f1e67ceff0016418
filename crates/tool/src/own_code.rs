//! The parts of this tool that decide the bytes of a build, in addition to the app's sources: calling trunk, packaging,
//! compression and deployment. A change in any of them makes a build stale.

use sha2::{Digest as _, Sha256};

use crate::fingerprint::hex;

macro_rules! texts {
    ($($file:literal),* $(,)?) => { &[$(($file, include_str!($file))),*] };
}

const TEXTS: &[(&str, &str)] = texts![
    "compression.rs",
    "deployment.rs",
    "package/preload.js",
    "package/bundle.rs",
    "package/component.rs",
    "package/file_set.rs",
    "package/glue.rs",
    "package/short_names.rs",
    "package/manifest.rs",
    "package/mod.rs",
    "package/page.rs",
    "package/start.js",
    "build_folder.rs",
    "render_half.rs",
    "renderer_files.rs",
    "trunk.rs",
    "trunk_defaults.rs",
];

/// A fingerprint of these files.
pub(crate) fn fingerprint() -> String {
    let mut hash = Sha256::new();
    for (file, text) in TEXTS {
        hash.update(file);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_packaging_counts() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/package");
        let there: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| format!("package/{}", entry.unwrap().file_name().to_string_lossy()))
            .collect();
        let listed = TEXTS.iter().map(|(file, _)| (*file).to_owned());
        let listed: BTreeSet<String> = listed.filter(|file| file.starts_with("package/")).collect();
        assert_eq!(listed, there);
    }
}
