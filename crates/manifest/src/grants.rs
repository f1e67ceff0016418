//! Permissions to dispatch: the `grants` of `federation.json`.

use crate::{FederationConfig, covers};

/// Actions that each remote may dispatch.
///
/// Grants protect teams from each other's mistakes. They do not protect against hostile code: any script of the page
/// can call `window.__TARN__.store.dispatch`.
///
/// ```
/// use tarn_manifest::Grants;
///
/// let grants = Grants::new().grant("cart", vec!["cart/*".into()]);
/// assert!(grants.allows("cart", "cart/addToCart"));
/// assert!(!grants.allows("reviews", "cart/addToCart"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    remotes: Vec<(String, Vec<String>)>,
    is_unread: bool,
}

impl Grants {
    /// Creates grants that permit nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Grants before `federation.json` has been read: they permit nothing.
    #[must_use]
    pub fn unread() -> Self {
        Self {
            is_unread: true,
            ..Self::default()
        }
    }

    /// The grants of all remotes in the file.
    #[must_use]
    pub fn of(config: &FederationConfig) -> Self {
        config.remotes.iter().fold(Self::new(), |grants, (name, remote)| {
            grants.grant(name, remote.grants.clone())
        })
    }

    /// Grants `remote` action types (`cart/addToCart`) or whole slices (`cart/*`).
    #[must_use]
    pub fn grant(mut self, remote: &str, patterns: Vec<String>) -> Self {
        self.remotes.push((remote.into(), patterns));
        self
    }

    /// Whether `remote` may dispatch actions of this type, or register that slice (`seen/*`).
    #[must_use]
    pub fn allows(&self, remote: &str, action: &str) -> bool {
        self.remotes
            .iter()
            .filter(|(name, _)| name == remote)
            .any(|(_, patterns)| patterns.iter().any(|pattern| covers(pattern, action)))
    }

    /// The refusal, if `remote` may not dispatch actions of this type or register that slice (`seen/*`).
    #[must_use]
    pub fn refusal(&self, remote: &str, action: &str) -> String {
        if self.is_unread {
            return format!(
                "FED-012: remote \"{remote}\" is not granted \"{action}\" yet: federation.json has not been read, and until then nothing is granted"
            );
        }
        let advice = format!("grant it in federation.json, remotes.{remote}.grants");
        match action.strip_suffix("/*") {
            Some(slice) => format!(
                "FED-012: remote \"{remote}\" may not register slice \"{slice}\" without the grant \"{action}\"; {advice}"
            ),
            None => format!("FED-012: remote \"{remote}\" may not dispatch \"{action}\"; {advice}"),
        }
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
    fn the_grants_of_a_file_are_those_of_its_remotes() {
        let json = br#"{"remotes": {"cart": {"manifests": ["/cart.json"], "grants": ["cart/*"]}, "badge": {"manifests": ["/badge.json"]}}}"#;
        let grants = Grants::of(&FederationConfig::from_json(json).unwrap());
        assert!(grants.allows("cart", "cart/addToCart"));
        assert!(!grants.allows("badge", "cart/addToCart"));
    }

    #[test]
    fn a_refusal_names_the_place_of_the_grant() {
        let dispatch = Grants::new().refusal("badge", "cart/addToCart");
        assert!(dispatch.starts_with("FED-012") && dispatch.ends_with("federation.json, remotes.badge.grants"));
        assert!(
            Grants::new()
                .refusal("badge", "seen/*")
                .contains("register slice \"seen\"")
        );
        assert!(
            Grants::unread()
                .refusal("badge", "cart/addToCart")
                .contains("not been read")
        );
    }
}
