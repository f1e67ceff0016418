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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_within_a_name_covers_nothing() {
        assert!(!covers("cart/a*", "cart/addToCart"));
        assert!(!covers("car*", "cart/addToCart"));
        assert!(!covers("car*", "car*"));
    }
}
