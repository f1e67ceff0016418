//! Can a remote's contract and the page's live together, and how?

use crate::store::Sync;

/// The contract version: the semver of this crate, which host and remotes compare before they share a store.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a remote that was built with contract `remote` stays in step with a page that has contract `page`.
///
/// The same version means the same reducers, so the actions suffice. Another version of the same compatibility range (the same
/// major; below 1.0 the same minor) gets snapshots, because its reducers may differ. Any other is refused: `None`.
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
}
