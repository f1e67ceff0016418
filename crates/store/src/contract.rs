//! Contracts, and the compatibility of two builds.

use crate::sync_mode::SyncMode;

/// A build of the contract crate, whose slices host and remotes share.
///
/// ```
/// use tarn_store::Contract;
///
/// const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.2.0", fingerprint: "" };
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contract {
    /// The name of the crate: the owner of its slices in `slices()`, also in messages.
    pub name: &'static str,
    /// The semantic version of the crate, which host and remotes compare before they share a store.
    pub version: &'static str,
    /// A hash of the sources of the reducers. Two builds of one version with different fingerprints may have different reducers: a patch
    /// without a new version, a branch, a local change. Empty if it is unknown: then page and remote share snapshots.
    pub fingerprint: &'static str,
}

/// The [`Contract`] of the calling crate: its name, its version, and the fingerprint from `tarn_fingerprint::emit` in its build script.
///
/// ```ignore (the build script of the calling crate sets CONTRACT_FINGERPRINT)
/// pub const CONTRACT: Contract = tarn_store::contract!();
/// ```
#[macro_export]
macro_rules! contract {
    () => {
        $crate::Contract {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            fingerprint: env!("CONTRACT_FINGERPRINT"),
        }
    };
}

impl Contract {
    /// This build, for a comparison with another one.
    #[must_use]
    pub const fn build(&self) -> Build<'static> {
        Build {
            version: self.version,
            fingerprint: Some(self.fingerprint),
        }
    }
}

/// How a remote with contract version `remote` synchronizes with a page of version `page`.
///
/// Equal versions mean equal reducers if the fingerprints agree, too: see [`sync_between_builds`]. Another version of the same compatibility
/// range (the same major; below 1.0 the same minor) gets snapshots, because its reducers may differ. Any other version is refused: `None`.
///
/// ```
/// use tarn_store::{store::SyncMode, sync_between};
///
/// assert_eq!(sync_between("1.2.0", "1.2.0"), Some(SyncMode::Actions));
/// assert_eq!(sync_between("1.2.0", "1.1.0"), Some(SyncMode::Snapshots));
/// assert_eq!(sync_between("2.0.0", "1.1.0"), None);
/// ```
#[must_use]
pub fn sync_between(page: &str, remote: &str) -> Option<SyncMode> {
    if page == remote {
        return Some(SyncMode::Actions);
    }
    let range = |version: &str| {
        let mut numbers = version.split('.').map(|number| number.parse::<u32>().ok());
        let (major, minor) = (numbers.next()??, numbers.next()??);
        Some((major, if major == 0 { minor } else { 0 }))
    };
    (range(page)? == range(remote)?).then_some(SyncMode::Snapshots)
}

/// A build of a contract, as an app announces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Build<'a> {
    /// Its [`Contract::version`].
    pub version: &'a str,
    /// Its [`Contract::fingerprint`]; `None` for a build without one.
    pub fingerprint: Option<&'a str>,
}

/// [`sync_between`] for two builds: only equal fingerprints share actions. A build without a fingerprint counts as different, because
/// snapshots are always correct.
#[must_use]
pub fn sync_between_builds(page: Build<'_>, remote: Build<'_>) -> Option<SyncMode> {
    let sync = sync_between(page.version, remote.version)?;
    let is_same = page.fingerprint.is_some_and(|hash| !hash.is_empty()) && page.fingerprint == remote.fingerprint;
    Some(if is_same { sync } else { SyncMode::Snapshots })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_versions_share_actions_and_compatible_ones_snapshots() {
        assert_eq!(sync_between("1.0.0", "1.0.0"), Some(SyncMode::Actions));
        assert_eq!(sync_between("1.1.0", "1.0.0"), Some(SyncMode::Snapshots));
        assert_eq!(sync_between("1.0.0", "1.1.0"), Some(SyncMode::Snapshots));
        assert_eq!(sync_between("1.0.0", "1.0.1"), Some(SyncMode::Snapshots));
        assert_eq!(sync_between("0.2.0", "0.2.5"), Some(SyncMode::Snapshots));
    }

    #[test]
    fn incompatible_and_malformed_versions_are_refused() {
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
        assert_eq!(sync_between_builds(page, page), Some(SyncMode::Actions));
        for (version, fingerprint) in [
            ("1.0.0", Some("bb")),
            ("1.0.0", Some("")),
            ("1.0.0", None),
            ("1.0.1", Some("aa")),
        ] {
            let remote = build(version, fingerprint);
            assert_eq!(
                sync_between_builds(page, remote),
                Some(SyncMode::Snapshots),
                "{remote:?}"
            );
            assert_eq!(
                sync_between_builds(remote, page),
                Some(SyncMode::Snapshots),
                "{remote:?}"
            );
        }
        let unknown = build("1.0.0", None);
        assert_eq!(
            sync_between_builds(unknown, unknown),
            Some(SyncMode::Snapshots),
            "unknown fingerprints may differ"
        );
        let empty = build("1.0.0", Some(""));
        assert_eq!(
            sync_between_builds(empty, empty),
            Some(SyncMode::Snapshots),
            "an empty fingerprint is unknown"
        );
        assert_eq!(sync_between_builds(page, build("2.0.0", Some("aa"))), None);
    }
}
