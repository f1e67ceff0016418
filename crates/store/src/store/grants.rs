//! Who may dispatch what: the ownership table of `federation.json`.

use super::listening::covers;

/// Which remote may dispatch which actions.
///
/// It guards teams against each other's mistakes. It is no wall against hostile code: whoever runs in the page can call
/// `window.__TARN__.store.dispatch`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    remotes: Vec<(String, Vec<String>)>,
    is_unread: bool,
}

impl Grants {
    /// No remote may do anything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Nobody may do anything yet: `federation.json` has not been read.
    pub(super) fn unread() -> Self {
        Self {
            is_unread: true,
            ..Self::default()
        }
    }

    /// Why `remote` may not dispatch actions of this type, or register that slice (`seen/*`).
    pub(super) fn refusal(&self, remote: &str, what: &str) -> String {
        if self.is_unread {
            return format!(
                "FED-012: remote \"{remote}\" is not granted \"{what}\" yet: federation.json has not been read, and until then nothing is granted"
            );
        }
        let advice = format!("grant it in federation.json, remotes.{remote}.grants");
        match what.strip_suffix("/*") {
            Some(slice) => format!(
                "FED-012: remote \"{remote}\" may not register slice \"{slice}\", of which it needs \"{what}\"; {advice}"
            ),
            None => format!("FED-012: remote \"{remote}\" may not dispatch \"{what}\"; {advice}"),
        }
    }

    /// Grants `remote` action types (`cart/addToCart`) or whole slices (`cart/*`).
    #[must_use]
    pub fn grant(mut self, remote: &str, patterns: Vec<String>) -> Self {
        self.remotes.push((remote.into(), patterns));
        self
    }

    /// Whether `remote` may dispatch actions of this type.
    #[must_use]
    pub fn allows(&self, remote: &str, action_type: &str) -> bool {
        self.remotes
            .iter()
            .filter(|(name, _)| name == remote)
            .flat_map(|(_, patterns)| patterns)
            .any(|pattern| covers(pattern, action_type))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_one_action_or_one_slice() {
        let grants = Grants::new()
            .grant("products", vec!["cart/addToCart".into()])
            .grant("cart", vec!["cart/*".into()]);
        assert!(grants.allows("products", "cart/addToCart"));
        assert!(!grants.allows("products", "cart/clearCart"));
        assert!(grants.allows("cart", "cart/clearCart"));
        assert!(!grants.allows("cart", "cartoon/draw"));
        assert!(!grants.allows("orders", "cart/clearCart"));
    }

    #[test]
    fn a_star_within_a_name_covers_nothing() {
        let grants = Grants::new().grant("cart", vec!["cart/a*".into()]);
        assert!(!grants.allows("cart", "cart/addToCart"));
    }
}
