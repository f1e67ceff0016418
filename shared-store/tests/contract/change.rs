//! Compatibility of a changed contract with remotes of earlier builds.

use std::fmt;

/// The added and removed lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    added: Vec<String>,
    removed: Vec<String>,
    /// New required fields of existing actions and states. Earlier builds do not send them: neither a remote in an action, nor a host in a
    /// state.
    demanded: Vec<String>,
}

/// Compares two contracts.
pub(crate) fn change_between(before: &[String], after: &[String]) -> Change {
    let missing = |from: &[String], lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| !from.contains(line)).cloned().collect()
    };
    let (added, removed) = (missing(before, after), missing(after, before));
    let demanded = added.iter().filter(|line| is_demanded(before, line)).cloned().collect();
    Change {
        added,
        removed,
        demanded,
    }
}

/// Whether this line is a required field of an existing action or part of the state.
fn is_demanded(before: &[String], line: &str) -> bool {
    let (path, _) = line.split_once(": ").unwrap_or((line, ""));
    let Some((whole, field)) = path.rsplit_once('.') else {
        return false;
    };
    let was_there = |known: &String| {
        known
            .strip_prefix(whole)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    !field.contains('?') && before.iter().any(was_there)
}

impl Change {
    fn is_breaking(&self) -> bool {
        !self.removed.is_empty() || !self.demanded.is_empty()
    }

    /// The lowest version that may follow `version` with this change.
    pub(crate) fn needs(&self, version: &str) -> String {
        let [major, minor, patch] = numbers(version);
        match (self.is_breaking(), self.added.is_empty()) {
            (true, _) if major > 0 => format!("{}.0.0", major + 1),
            (true, _) => format!("0.{}.0", minor + 1),
            (false, false) => format!("{major}.{}.0", minor + 1),
            (false, true) => format!("{major}.{minor}.{patch}"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, lines) in [
            ("removed", &self.removed),
            ("added", &self.added),
            ("demanded", &self.demanded),
        ] {
            for line in lines {
                write!(formatter, "\n  {what}: {line}")?;
            }
        }
        Ok(())
    }
}

/// Whether `version` is `needed` or later.
pub(crate) fn is_at_least(version: &str, needed: &str) -> bool {
    numbers(version) >= numbers(needed)
}

fn numbers(version: &str) -> [u32; 3] {
    let mut numbers = version.split('.').map(|number| number.parse().unwrap());
    [(); 3].map(|()| numbers.next().unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    fn needed(after: &[&str]) -> String {
        let before = contract(&[
            "action cart/addToCart",
            "action cart/addToCart.productId: text",
            "state cart.lines?[].quantity: u32",
        ]);
        change_between(&before, &contract(after)).needs("1.2.3")
    }

    #[test]
    fn an_unchanged_contract_keeps_its_version() {
        assert_eq!(
            needed(&[
                "action cart/addToCart",
                "action cart/addToCart.productId: text",
                "state cart.lines?[].quantity: u32"
            ]),
            "1.2.3"
        );
    }

    #[test]
    fn additions_need_a_minor_version() {
        for new in [
            "state cart.coupon?: text",
            "action cart/applyCoupon",
            "action cart/applyCoupon.code: text",
            "action cart/addToCart.note?: text",
            "state cart.lines?[].note?: text",
            "state cart.coupons?[].code: text",
            "state wishlist.productIds[]: text",
        ] {
            let after = [
                "action cart/addToCart",
                "action cart/addToCart.productId: text",
                "state cart.lines?[].quantity: u32",
                new,
            ];
            assert_eq!(needed(&after), "1.3.0", "{new}");
        }
    }

    #[test]
    fn removed_renamed_retyped_and_required_fields_need_a_major_version() {
        for after in [
            &["action cart/addToCart", "action cart/addToCart.productId: text"][..],
            &[
                "action cart/addToCart",
                "action cart/addToCart.productId: text",
                "state cart.rows?[].quantity: u32",
            ],
            &[
                "action cart/addToCart",
                "action cart/addToCart.productId: u32",
                "state cart.lines?[].quantity: u32",
            ],
            &[
                "action cart/addToCart",
                "action cart/addToCart.productId: text",
                "action cart/addToCart.shop: text",
                "state cart.lines?[].quantity: u32",
            ],
            &[
                "action cart/addToCart",
                "action cart/addToCart.productId: text",
                "state cart.lines?[].quantity: u32",
                "state cart.lines?[].shop: text",
            ],
        ] {
            assert_eq!(needed(after), "2.0.0", "{after:?}");
        }
        let before = contract(&["action cart/addToCart"]);
        assert_eq!(change_between(&before, &[]).needs("0.3.1"), "0.4.0");
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_at_least("1.10.0", "1.9.3"));
        assert!(!is_at_least("1.2.9", "1.3.0"));
    }
}
