//! Can a remote's contract and the page's live together, and how?

use crate::store::Sync;

/// The contract version: the semver of this crate, which host and remotes compare before they share a store.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// A hash of the sources that decide what reducers make of an action. Two builds of one contract version with different
/// fingerprints may have different reducers: a patch that raised no version, a branch, a local change.
pub const CONTRACT_FINGERPRINT: &str = env!("CONTRACT_FINGERPRINT");

/// How a remote that was built with contract `remote` stays in step with a page that has contract `page`.
///
/// The same version means the same reducers if the fingerprints agree, too: see [`sync_between_builds`]. Another version of the
/// same compatibility range (the same major; below 1.0 the same minor) gets snapshots, because its reducers may differ. Any other
/// is refused: `None`.
#[must_use]
pub fn sync_between(page: &str, remote: &str) -> Option<Sync> {
    if page == remote {
        return Some(Sync::Actions);
    }
    let range = |version: &str| {
        let mut numbers = version.split('.').map(|number| number.parse::<u32>().ok());
        let (major, minor) = (numbers.next()??, numbers.next()??);
        Some((major, if major == 0 { minor } else { 0 }))
    };
    (range(page)? == range(remote)?).then_some(Sync::Snapshots)
}

/// A build of the contract, as it introduces itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Build<'a> {
    /// Its [`CONTRACT_VERSION`].
    pub version: &'a str,
    /// Its [`CONTRACT_FINGERPRINT`]; `None` for a build from before there were any.
    pub fingerprint: Option<&'a str>,
}

impl Build<'_> {
    /// This very build.
    pub const PRESENT: Build<'static> = Build {
        version: CONTRACT_VERSION,
        fingerprint: Some(CONTRACT_FINGERPRINT),
    };
}

/// [`sync_between`] for two builds: with the same version, only equal fingerprints share actions. A build without a fingerprint
/// counts as different, because snapshots are right in any case.
#[must_use]
pub fn sync_between_builds(page: Build<'_>, remote: Build<'_>) -> Option<Sync> {
    let sync = sync_between(page.version, remote.version)?;
    let is_same = page.fingerprint.is_some() && page.fingerprint == remote.fingerprint;
    Some(if is_same { sync } else { Sync::Snapshots })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_versions_share_actions_and_compatible_ones_snapshots() {
        assert_eq!(sync_between("1.0.0", "1.0.0"), Some(Sync::Actions));
        assert_eq!(sync_between("1.1.0", "1.0.0"), Some(Sync::Snapshots));
        assert_eq!(sync_between("1.0.0", "1.1.0"), Some(Sync::Snapshots));
        assert_eq!(sync_between("1.0.0", "1.0.1"), Some(Sync::Snapshots));
        assert_eq!(sync_between("0.2.0", "0.2.5"), Some(Sync::Snapshots));
    }

    #[test]
    fn incompatible_versions_and_nonsense_are_refused() {
        for (page, remote) in [
            ("2.0.0", "1.9.0"),
            ("0.2.0", "0.3.0"),
            ("1.0.0", "0.1.0"),
            ("1.0.0", "latest"),
            ("1.0.0", ""),
        ] {
            assert_eq!(sync_between(page, remote), None, "{page} {remote}");
        }
    }

    #[test]
    fn builds_of_one_version_with_different_reducers_share_snapshots() {
        let build = |version, fingerprint| Build { version, fingerprint };
        let page = build("1.0.0", Some("aa"));
        assert_eq!(sync_between_builds(page, page), Some(Sync::Actions));
        for (version, fingerprint) in [
            ("1.0.0", Some("bb")),
            ("1.0.0", Some("")),
            ("1.0.0", None),
            ("1.0.1", Some("aa")),
        ] {
            let remote = build(version, fingerprint);
            assert_eq!(sync_between_builds(page, remote), Some(Sync::Snapshots), "{remote:?}");
            assert_eq!(sync_between_builds(remote, page), Some(Sync::Snapshots), "{remote:?}");
        }
        let unknown = build("1.0.0", None);
        assert_eq!(
            sync_between_builds(unknown, unknown),
            Some(Sync::Snapshots),
            "nobody can tell"
        );
        assert_eq!(sync_between_builds(page, build("2.0.0", Some("aa"))), None);
    }

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
    fn the_fingerprint_covers_every_crate_of_this_workspace_that_reducers_use() {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let code = sources(&here.join("src/slices")) + &sources(&here.join("src/store"));
        let build = include_str!("../build.rs");
        let mut used = 0;
        let folders = ["..", "../crates", "../shop"].iter().filter_map(|folder| {
            let entries = std::fs::read_dir(here.join(folder)).ok()?;
            Some(entries.map(move |entry| (folder, entry.unwrap().file_name().into_string().unwrap())))
        });
        for (folder, name) in folders.flatten() {
            if name != env!("CARGO_PKG_NAME") && code.contains(&format!("{}::", name.replace('-', "_"))) {
                used += 1;
                assert!(build.contains(&format!("\"{folder}/{name}/src\"")), "{folder}/{name}");
            }
        }
        assert!(used >= 2, "wire and shop-limits");
    }

    #[test]
    fn this_build_has_a_fingerprint() {
        assert_eq!(CONTRACT_FINGERPRINT.len(), 16);
        assert_eq!(sync_between_builds(Build::PRESENT, Build::PRESENT), Some(Sync::Actions));
    }
}
