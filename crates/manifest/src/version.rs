//! Compatibility of a remote with the page's contracts, checked before its code is fetched.

use tarn_wire::Map;

use crate::requirement::Version;
use crate::{Code, FederationError, Requirement};

/// Result of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The requirement is met.
    Accepted,
    /// The requirement is not met, but is not strict and in the same compatibility range: the remote loads, with this
    /// warning.
    AcceptedWithWarning(String),
}

/// Compares a remote's requirement for a shared crate with the page's version.
///
/// Requirements have Cargo's syntax: a bare `1.2.3` means `^1.2.3`, unlike in npm. An unmet requirement is refused,
/// with one exception: it is not strict, and page and requirement differ only in compatible changes (the remote
/// requires `^1.1.0` and the page has `1.0.0`).
///
/// ```
/// use tarn_manifest::requirement::VersionReq;
/// use tarn_manifest::version::{Verdict, check};
/// use tarn_manifest::Requirement;
///
/// let requirement = Requirement { version: VersionReq::parse("^1.1.0").unwrap(), strict: true };
/// assert_eq!(check("cart", "shared-store", Some("1.2.0"), &requirement), Ok(Verdict::Accepted));
/// assert!(check("cart", "shared-store", Some("1.0.0"), &requirement).is_err());
/// ```
///
/// # Errors
/// [`Code::CONTRACT_REFUSED`] naming both versions.
pub fn check(
    remote: &str,
    shared: &str,
    offered: Option<&str>,
    requirement: &Requirement,
) -> Result<Verdict, FederationError> {
    let parsed = &requirement.version;
    let wanted = parsed.as_str();
    let refused = |offered: &str| {
        FederationError::new(
            Code::CONTRACT_REFUSED,
            format!(
                "remote \"{remote}\" requires {shared} {wanted}, this page offers {offered}; rebuild the remote with {shared} {offered}, or deploy a host with a compatible version"
            ),
        )
    };
    let offered = offered.unwrap_or("none");
    let Some(version) = Version::parse(offered) else {
        return Err(refused("none"));
    };
    if parsed.matches(version) {
        return Ok(Verdict::Accepted);
    }
    if !requirement.strict && parsed.is_met_later(version) {
        return Ok(Verdict::AcceptedWithWarning(format!(
            "remote \"{remote}\" requires {shared} {wanted}, this page offers {offered}; accepted because the requirement is not strict"
        )));
    }
    Err(refused(offered))
}

/// Checks all requirements of a remote against the page's versions, by name, and returns the warnings.
///
/// The order of the requirements has no effect: of several unmet ones, the first by name is reported.
///
/// # Errors
/// The errors of [`check`].
pub fn check_all(
    remote: &str,
    requires: &Map<Requirement>,
    shared: &[(&str, &str)],
) -> Result<Vec<String>, FederationError> {
    let mut warnings = Vec::new();
    let mut failure: Option<FederationError> = None;
    for (name, requirement) in requires.iter() {
        let offered = shared.iter().find(|(known, _)| *known == name);
        match check(remote, name, offered.map(|(_, version)| *version), requirement) {
            Ok(Verdict::Accepted) => {}
            Ok(Verdict::AcceptedWithWarning(warning)) => warnings.push(warning),
            // All messages begin with remote and name.
            Err(error) => match &failure {
                Some(first) if first.message <= error.message => {}
                _ => failure = Some(error),
            },
        }
    }
    failure.map_or(Ok(warnings), Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirement::VersionReq;

    fn requirement(wanted: &str, strict: bool) -> Requirement {
        let version = VersionReq::parse(wanted).unwrap();
        Requirement { version, strict }
    }

    fn verdict(offered: &str, wanted: &str, strict: bool) -> Result<Verdict, Code> {
        check("cart", "shared-store", Some(offered), &requirement(wanted, strict)).map_err(|error| error.code)
    }

    #[test]
    fn the_same_and_compatible_versions_are_accepted() {
        assert_eq!(verdict("1.0.0", "^1.0.0", true), Ok(Verdict::Accepted));
        assert_eq!(verdict("1.1.0", "^1.0.0", true), Ok(Verdict::Accepted));
        assert_eq!(verdict("1.4.2", "1.2.3", true), Ok(Verdict::Accepted));
    }

    #[test]
    fn an_older_version_is_refused_if_strict_and_accepted_with_a_warning_if_not() {
        assert_eq!(verdict("1.0.0", "^1.1.0", true), Err(Code::CONTRACT_REFUSED));
        assert!(matches!(
            verdict("1.0.0", "^1.1.0", false),
            Ok(Verdict::AcceptedWithWarning(_))
        ));
    }

    #[test]
    fn another_major_is_refused_strict_or_not() {
        for strict in [true, false] {
            assert_eq!(verdict("16.0.0", "^17", strict), Err(Code::CONTRACT_REFUSED));
            assert_eq!(verdict("2.0.0", "^1.0.0", strict), Err(Code::CONTRACT_REFUSED));
            assert_eq!(verdict("0.2.0", "^0.1.0", strict), Err(Code::CONTRACT_REFUSED));
            assert_eq!(verdict("1.0.0", "=1.1.0", strict), Err(Code::CONTRACT_REFUSED));
        }
    }

    #[test]
    fn the_refusal_names_remote_and_both_versions() {
        let message = check("cart", "shared-store", Some("1.0.0"), &requirement("^2.0.0", true))
            .unwrap_err()
            .to_string();
        for part in ["FED-003", "cart", "^2.0.0", "1.0.0", "shared-store"] {
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn a_crate_that_the_page_does_not_share_is_refused() {
        assert!(check("cart", "other", None, &requirement("^1", true)).is_err());
    }

    #[test]
    fn the_order_of_requirements_has_no_effect() {
        let all = |names: &[(&str, &str, bool)]| {
            let mut requires = Map::default();
            for (name, version, strict) in names {
                requires.insert(name, requirement(version, *strict));
            }
            check_all("cart", &requires, &[("a", "1.0.0"), ("b", "1.0.0")])
        };
        let (met, warned) = (("a", "^1", true), ("b", "^1.1", false));
        let unmet = ("b", "^2", true);
        for pair in [[met, warned], [warned, met]] {
            assert_eq!(all(&pair).unwrap().len(), 1);
        }
        for (one, other) in [(met, unmet), (("a", "^2", true), unmet)] {
            let error = all(&[one, other]).unwrap_err();
            assert_eq!(error.code, Code::CONTRACT_REFUSED, "{error}");
            assert_eq!(all(&[other, one]).unwrap_err(), error);
        }
    }
}
