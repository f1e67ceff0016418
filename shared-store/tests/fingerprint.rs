//! The sources that the fingerprint of the contract covers.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use shared_store::contract::sync_between_builds;
use shared_store::store::SyncMode;
use shared_store::{CONTRACT, CONTRACT_FINGERPRINT};

/// All `.rs` files below this folder of the crate, in one text.
fn sources(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| match path.is_dir() {
            true => sources(&path),
            false => std::fs::read_to_string(path).unwrap(),
        })
        .collect()
}

#[test]
fn the_fingerprint_covers_every_crate_of_the_shop_that_reducers_use() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = sources(&here.join("src/slices"));
    let build = include_str!("../build.rs");
    let mut used = 0;
    // The engine and the wire format below `crates/` are not part of the contract: see build.rs.
    let folders = ["..", "../shop"].iter().filter_map(|folder| {
        let entries = std::fs::read_dir(here.join(folder)).ok()?;
        Some(entries.map(move |entry| (folder, entry.unwrap().file_name().into_string().unwrap())))
    });
    for (folder, name) in folders.flatten() {
        if name != env!("CARGO_PKG_NAME") && code.contains(&format!("{}::", name.replace('-', "_"))) {
            used += 1;
            assert!(build.contains(&format!("\"{folder}/{name}/src\"")), "{folder}/{name}");
        }
    }
    assert!(used >= 1, "shop-limits");
}

#[test]
fn this_build_has_a_fingerprint() {
    assert_eq!(CONTRACT_FINGERPRINT.len(), 16);
    assert_eq!(
        sync_between_builds(CONTRACT.build(), CONTRACT.build()),
        Some(SyncMode::Actions)
    );
}
