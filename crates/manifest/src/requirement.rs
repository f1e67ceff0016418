//! Versions and requirements in Cargo's syntax: `^1.2`, `~1.2.3`, `=1.2.3`, `>=1.2, <1.5`, `1.*`, `*`.
//!
//! The crate `semver` also has prereleases and build metadata, which a contract does not use, and adds 3 KB to every
//! host. A test compares the two.

use core::cmp::Ordering;
use core::fmt;

use tarn_wire::{Description, Error, Reader, Wire};

/// A version of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Raised by a breaking change.
    pub major: u64,
    /// Raised by an addition.
    pub minor: u64,
    /// Raised by a fix.
    pub patch: u64,
}

impl Version {
    /// Reads `1.2.3`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let [major, minor, patch] = Partial::parse(text)?.0;
        Some(Self {
            major: major?,
            minor: minor?,
            patch: patch?,
        })
    }

    const fn numbers(self) -> [u64; 3] {
        [self.major, self.minor, self.patch]
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A version whose later numbers may be omitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Partial([Option<u64>; 3]);

impl Partial {
    fn parse(text: &str) -> Option<Self> {
        let mut numbers = [None; 3];
        let mut open = false;
        for (index, part) in text.split('.').enumerate() {
            let number = numbers.get_mut(index)?;
            if matches!(part, "*" | "x" | "X") {
                open = true;
                continue;
            }
            // `1.*.3` is meaningless; `01` and `+1` are invalid numbers of a version.
            let is_number = part.bytes().all(|digit| digit.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            if open || !is_number {
                return None;
            }
            *number = Some(part.parse().ok()?);
        }
        Some(Self(numbers))
    }

    /// Compares `version` in the first `count` numbers, as far as they are given.
    fn compare(self, version: Version, count: usize) -> Ordering {
        let pairs = version.numbers().into_iter().zip(self.0).take(count);
        pairs
            .map(|(number, given)| number.cmp(&given.unwrap_or(number)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Exact,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Tilde,
    Caret,
}

/// One part of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Comparator {
    operator: Operator,
    bound: Partial,
}

impl Comparator {
    fn parse(text: &str) -> Option<Self> {
        use Operator::{Caret, Exact, Greater, GreaterOrEqual, Less, LessOrEqual, Tilde};
        let (operator, bound) = [
            ("^", Caret),
            ("~", Tilde),
            (">=", GreaterOrEqual),
            ("<=", LessOrEqual),
            (">", Greater),
            ("<", Less),
            ("=", Exact),
        ]
        .into_iter()
        .find_map(|(sign, operator)| Some((operator, text.strip_prefix(sign)?)))
        // A bare version means caret in Cargo, unlike in npm; a version with a star is exact in its given numbers.
        .unwrap_or((if text.contains(['*', 'x', 'X']) { Exact } else { Caret }, text));
        Some(Self {
            operator,
            bound: Partial::parse(bound.trim_start())?,
        })
    }

    fn matches(self, version: Version) -> bool {
        let order = self.bound.compare(version, 3);
        match self.operator {
            Operator::Exact => order.is_eq(),
            Operator::Greater => order.is_gt(),
            Operator::GreaterOrEqual => order.is_ge(),
            Operator::Less => order.is_lt(),
            Operator::LessOrEqual => order.is_le(),
            Operator::Tilde => order.is_ge() && self.is_same(version, 2),
            Operator::Caret => order.is_ge() && self.is_same(version, self.significant()),
        }
    }

    /// Number of leading numbers that must be equal in a compatible version: up to the first nonzero one.
    fn significant(self) -> usize {
        let first = self.bound.0.iter().position(|number| *number != Some(0));
        first.map_or(3, |index| index + 1)
    }

    /// Whether the first `count` given numbers equal those of the version.
    fn is_same(self, version: Version, count: usize) -> bool {
        self.bound.compare(version, count).is_eq()
    }
}

/// A requirement of a remote: all of its parts must be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionReq {
    text: String,
    comparators: Vec<Comparator>,
}

impl VersionReq {
    /// Reads a requirement; `None` for invalid text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let comparators = text.split(',').map(|part| Comparator::parse(part.trim()));
        Some(Self {
            text: text.into(),
            comparators: comparators.collect::<Option<_>>()?,
        })
    }

    /// The requirement as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether `version` meets it.
    ///
    /// ```
    /// use tarn_manifest::requirement::{Version, VersionReq};
    ///
    /// let requirement = VersionReq::parse("^1.2").unwrap();
    /// assert!(requirement.matches(Version::parse("1.3.0").unwrap()));
    /// assert!(!requirement.matches(Version::parse("2.0.0").unwrap()));
    /// ```
    #[must_use]
    pub fn matches(&self, version: Version) -> bool {
        self.comparators.iter().all(|comparator| comparator.matches(version))
    }

    /// Whether a later version of the same compatibility range would meet it, even if `version` does not.
    #[must_use]
    pub fn is_met_later(&self, version: Version) -> bool {
        let range = if version.major > 0 { 1 } else { 2 };
        self.comparators.iter().all(|comparator| {
            let grows = matches!(comparator.operator, Operator::Caret | Operator::GreaterOrEqual);
            comparator.is_same(version, range) && (grows || comparator.matches(version))
        })
    }
}

impl Wire for VersionReq {
    fn write(&self, out: &mut Vec<u8>) {
        self.text.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let text = input.text()?;
        Self::parse(text).ok_or_else(|| {
            Error::new(format!(
                "\"{text}\" is not a version requirement in Cargo's syntax, such as ^1.2.0"
            ))
        })
    }

    fn describe(path: &str, out: &mut Description) {
        String::describe(path, out);
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for VersionReq {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_cargos_own_crate() {
        let numbers = [0, 1, 2, 10];
        let mut bounds = vec!["*".to_owned()];
        for major in numbers {
            bounds.extend([format!("{major}"), format!("{major}.*")]);
            for minor in numbers {
                bounds.extend([format!("{major}.{minor}"), format!("{major}.{minor}.*")]);
                bounds.extend(numbers.map(|patch| format!("{major}.{minor}.{patch}")));
            }
        }
        let mut requirements: Vec<String> = ["", "^", "~", "=", ">", ">=", "<", "<="]
            .into_iter()
            .flat_map(|operator| bounds.iter().map(move |bound| format!("{operator}{bound}")))
            .collect();
        requirements.extend([">=1.0, <2".into(), "> 1.2.0, <=1.10".into(), "^1, ~1.2".into()]);
        let mut compared = 0;
        for text in requirements {
            // The crate refuses `^*` and the like, which are not used.
            let Ok(theirs) = semver::VersionReq::parse(&text) else {
                continue;
            };
            let ours = VersionReq::parse(&text).unwrap_or_else(|| panic!("{text} is not read"));
            for major in numbers {
                for minor in numbers {
                    for patch in numbers {
                        let version = Version { major, minor, patch };
                        let expected = theirs.matches(&semver::Version::new(major, minor, patch));
                        assert_eq!(ours.matches(version), expected, "{version} and {text}");
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 20_000, "{compared}");
    }

    #[test]
    fn invalid_versions_are_refused() {
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "v1.2.3",
            "1.2.x",
            "01.2.3",
            "1..3",
            "+1.2.3",
            "1.2.99999999999999999999",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
        for text in [
            "",
            "latest",
            "^",
            "1.*.3",
            "1.2.3.4",
            "=>1",
            "1 || 2",
            "1.0.0-beta",
            ",",
            "1,",
        ] {
            assert_eq!(VersionReq::parse(text), None, "{text}");
        }
    }
}
