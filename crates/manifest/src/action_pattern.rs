//! Patterns of action types.

/// Whether a pattern covers an action type, or every action type of another pattern. `cart/addToCart` covers itself,
/// `cart/*` every action of the slice, `*` everything.
///
/// ```
/// assert!(tarn_manifest::covers("cart/*", "cart/addToCart"));
/// assert!(!tarn_manifest::covers("cart/*", "cartoon/draw"));
/// assert!(!tarn_manifest::covers("cart/addToCart", "cart/*"));
/// ```
#[must_use]
pub fn covers(pattern: &str, action: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => (prefix.is_empty() || prefix.ends_with('/')) && action.starts_with(prefix),
        None => pattern == action,
    }
}

/// The slice and the action of a pattern: `("cart", "*")` of `cart/*`, `("*", "*")` of `*`. `None` for a text that covers no action.
///
/// ```
/// use tarn_manifest::slice_and_action;
///
/// assert_eq!(slice_and_action("cart/addToCart"), Some(("cart", "addToCart")));
/// assert_eq!(slice_and_action("cart"), None);
/// ```
#[must_use]
pub fn slice_and_action(pattern: &str) -> Option<(&str, &str)> {
    match pattern.split_once('/') {
        None => (pattern == "*").then_some(("*", "*")),
        Some((slice, action)) => {
            let is_pattern = action == "*" || !action.contains('*');
            (is_pattern && !slice.is_empty() && !action.is_empty() && !slice.contains('*')).then_some((slice, action))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_within_a_name_covers_nothing() {
        assert!(!covers("cart/a*", "cart/addToCart"));
        assert!(!covers("car*", "cart/addToCart"));
        assert!(!covers("car*", "car*"));
    }

    #[test]
    fn a_pattern_has_one_slice_or_all_slices() {
        assert_eq!(slice_and_action("cart/*"), Some(("cart", "*")));
        assert_eq!(slice_and_action("*"), Some(("*", "*")));
        for wrong in ["", "cart", "cart/", "/x", "cart/a*", "car*", "*/add"] {
            assert_eq!(slice_and_action(wrong), None, "{wrong}");
        }
    }
}
