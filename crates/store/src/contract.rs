//! Can a remote's contract and the page's live together, and how?

use crate::sync::Sync;

/// A contract: the crate whose slices host and remotes share, as it was built into an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contract {
    /// The name of the crate. It owns its slices in `slices()`, and messages name it.
    pub name: &'static str,
    /// The semver of the crate, which host and remotes compare before they share a store.
    pub version: &'static str,
    /// A hash of the sources that decide what reducers make of an action. Two builds of one version with different fingerprints may
    /// have different reducers: a patch that raised no version, a branch, a local change.
    pub fingerprint: &'static str,
}

/// The contract that the crate which says this is: its name, its version, and the fingerprint that its build script took with
/// `tarn_fingerprint::emit`.
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
    /// This build of the contract, to compare with another one.
    #[must_use]
    pub const fn build(&self) -> Build<'static> {
        Build {
            version: self.version,
            fingerprint: Some(self.fingerprint),
        }
    }
}

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

/// A build of a contract, as an app introduces itself with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Build<'a> {
    /// Its [`Contract::version`].
    pub version: &'a str,
    /// Its [`Contract::fingerprint`]; `None` for a build that has none.
    pub fingerprint: Option<&'a str>,
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
}
