//! Versions of the world `renderer`.

/// The version of the world `renderer` in this crate: major and minor number, as manifests name it.
pub const WORLD: &str = "1.0";

/// Whether a server of version `offered` runs renderers of version `world`: the same major number, and no newer minor
/// number.
///
/// ```
/// use tarn_render::is_run_by;
///
/// assert!(is_run_by("1.0", "1.2"));
/// assert!(!is_run_by("1.2", "1.0"));
/// assert!(!is_run_by("1.0", "2.0"));
/// ```
#[must_use]
pub fn is_run_by(world: &str, offered: &str) -> bool {
    let numbers = |version: &str| {
        let (major, minor) = version.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    };
    match (numbers(world), numbers(offered)) {
        (Some((major, minor)), Some((offered_major, offered_minor))) => {
            major == offered_major && minor <= offered_minor
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_this_crate_is_that_of_the_wit_file() {
        let wit = include_str!("../wit/render.wit");
        let full = wit.split(['@', ';']).nth(1).unwrap_or_default();
        assert_eq!(full.rsplit_once('.').map(|(world, _)| world), Some(WORLD));
    }

    #[test]
    fn malformed_versions_run_nowhere() {
        for version in ["", "1", "1.", "one.two", "1.0.0"] {
            assert!(!is_run_by(version, WORLD) && !is_run_by(WORLD, version), "{version}");
        }
    }
}
