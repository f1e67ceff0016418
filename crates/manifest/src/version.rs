//! May this remote live with the page's contracts? Decided before any of its code is fetched.

use tarn_wire::Map;

use crate::manifest::Requirement;
use crate::requirement::{Version, VersionReq};
use crate::{Code, FederationError};

/// What the check says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The requirement is met.
    Accepted,
    /// Not met, but not strict and of the same compatibility range: goes on, with this warning.
    AcceptedWithWarning(String),
}

/// Compares what a remote requires of a shared crate with what the page offers.
///
/// Requirements are in Cargo's syntax: a bare `1.2.3` means `^1.2.3`, unlike in npm. A requirement that is not met is
/// refused, but for one case: it is not strict, and offer and requirement differ in nothing that semver calls breaking (the
/// remote wants `^1.1.0` and the page has `1.0.0`).
///
/// # Errors
/// [`Code::CONTRACT_REFUSED`] naming both versions; [`Code::MALFORMED`] for a requirement that is none.
pub fn check(
    remote: &str,
    shared: &str,
    offered: Option<&str>,
    requirement: &Requirement,
) -> Result<Verdict, FederationError> {
    let wanted = &requirement.version;
    let parsed = VersionReq::parse(wanted).ok_or_else(|| {
        FederationError::new(
            Code::MALFORMED,
            format!("remote \"{remote}\" requires {shared} \"{wanted}\", which is no version requirement in Cargo's syntax; its team must correct remote.json"),
        )
    })?;
    let refused = |offered: &str| {
        FederationError::new(
            Code::CONTRACT_REFUSED,
            format!(
                "remote \"{remote}\" requires {shared} {wanted}, this page offers {offered}; rebuild the remote with {shared} {offered}, or deploy a host that has what it requires"
            ),
        )
    };
    let Some(version) = offered.and_then(Version::parse) else {
        return Err(refused("none"));
    };
    if parsed.matches(version) {
        return Ok(Verdict::Accepted);
    }
    if !requirement.strict && parsed.is_met_later(version) {
        return Ok(Verdict::AcceptedWithWarning(format!(
            "remote \"{remote}\" requires {shared} {wanted}, this page offers {version}; it goes on because it is not strict"
        )));
    }
    Err(refused(&version.to_string()))
}

/// Checks all that a remote requires against what the page offers, by name and version: the warnings.
///
/// The order of the requirements decides nothing: where several are not met, the first by name is reported.
///
/// # Errors
/// Those of [`check`].
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
            // All messages begin with the remote and the name.
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

    fn verdict(offered: &str, wanted: &str, strict: bool) -> Result<Verdict, Code> {
        let requirement = Requirement {
            version: wanted.into(),
            strict,
        };
        check("cart", "shared-store", Some(offered), &requirement).map_err(|error| error.code)
    }

    #[test]
    fn the_same_and_compatible_versions_are_accepted() {
        assert_eq!(verdict("1.0.0", "^1.0.0", true), Ok(Verdict::Accepted));
        assert_eq!(verdict("1.1.0", "^1.0.0", true), Ok(Verdict::Accepted));
        assert_eq!(verdict("1.4.2", "1.2.3", true), Ok(Verdict::Accepted));
    }

    #[test]
    fn an_older_offer_is_refused_when_strict_and_warned_of_when_not() {
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
        let requirement = Requirement {
            version: "^2.0.0".into(),
            strict: true,
        };
        let message = check("cart", "shared-store", Some("1.0.0"), &requirement)
            .unwrap_err()
            .to_string();
        for part in ["FED-003", "cart", "^2.0.0", "1.0.0", "shared-store"] {
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn a_crate_that_the_page_does_not_share_is_refused() {
        let requirement = Requirement {
            version: "^1".into(),
            strict: true,
        };
        assert!(check("cart", "other", None, &requirement).is_err());
    }

    #[test]
    fn nonsense_is_the_remotes_fault() {
        assert_eq!(verdict("1.0.0", "latest", true), Err(Code::MALFORMED));
    }

    #[test]
    fn the_order_of_requirements_decides_nothing() {
        let all = |names: &[(&str, &str, bool)]| {
            let mut requires = Map::default();
            for (name, version, strict) in names {
                let version = (*version).to_owned();
                requires.insert(
                    name,
                    Requirement {
                        version,
                        strict: *strict,
                    },
                );
            }
            check_all("cart", &requires, &[("a", "1.0.0"), ("b", "1.0.0")])
        };
        let (met, warned) = (("a", "^1", true), ("b", "^1.1", false));
        let (unmet, nonsense) = (("b", "^2", true), ("a", "latest", true));
        for pair in [[met, warned], [warned, met]] {
            assert_eq!(all(&pair).unwrap().len(), 1);
        }
        for (one, other, code) in [
            (met, unmet, Code::CONTRACT_REFUSED),
            (nonsense, unmet, Code::MALFORMED),
            (nonsense, warned, Code::MALFORMED),
            (("a", "^2", true), unmet, Code::CONTRACT_REFUSED),
        ] {
            let error = all(&[one, other]).unwrap_err();
            assert_eq!(error.code, code, "{error}");
            assert_eq!(all(&[other, one]).unwrap_err(), error);
        }
    }
}
