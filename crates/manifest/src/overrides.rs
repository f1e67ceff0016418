//! Overrides: a developer's own build of a remote in place of the deployed one.

use crate::origin::origin_of;
use crate::{Code, FederationConfig, FederationError};

/// Maximum length of an override's address.
pub(crate) const MAX_LENGTH: usize = 500;

impl FederationConfig {
    /// Replaces the manifests of a remote in `federation.json` by another one (`http://localhost:4002/remote.json`), if
    /// its origin is in `overrideOrigins`.
    ///
    /// ```
    /// # use tarn_manifest::FederationConfig;
    /// let mut config = FederationConfig::from_json(
    ///     br#"{ "remotes": { "cart": { "manifests": ["/remotes/cart/remote.json"] } }, "overrideOrigins": ["http://localhost:*"] }"#,
    /// )?;
    /// assert!(config.override_manifest("cart", "http://localhost:4002/remote.json").is_ok());
    /// assert!(config.override_manifest("cart", "https://elsewhere.example/remote.json").is_err());
    /// # Ok::<(), tarn_manifest::FederationError>(())
    /// ```
    ///
    /// # Errors
    /// [`Code::OVERRIDE`]; the remote is then loaded from its usual addresses.
    pub fn override_manifest(&mut self, name: &str, url: &str) -> Result<(), FederationError> {
        let what = match self.remotes.get_mut(name) {
            None => "federation.json has no such remote",
            Some(remote) if is_allowed(&self.override_origins, url) => {
                remote.manifests = vec![url.into()];
                return Ok(());
            }
            Some(_) => {
                "its origin is not among the overrideOrigins of federation.json; serve the remote at one of them, or add the origin"
            }
        };
        Err(FederationError::new(
            Code::OVERRIDE,
            format!("the override of \"{name}\" by \"{url}\" is not used: {what}"),
        ))
    }
}

fn is_allowed(patterns: &[String], url: &str) -> bool {
    let is_path = |rest: &str| rest.starts_with('/');
    url.len() <= MAX_LENGTH
        && origin_of(url).is_some_and(|origin| {
            url.strip_prefix(origin).is_some_and(is_path)
                && patterns.iter().any(|pattern| match pattern.strip_suffix(":*") {
                    None => pattern == origin,
                    // Any port or none.
                    Some(host) => origin
                        .strip_prefix(host)
                        .is_some_and(|port| port.is_empty() || port.starts_with(':')),
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RemoteConfig;

    const DEPLOYED: &str = "/remotes/cart/remote.json";

    fn config(origins: &[&str]) -> FederationConfig {
        let mut config = FederationConfig {
            override_origins: origins.iter().map(|&origin| origin.to_owned()).collect(),
            ..FederationConfig::default()
        };
        let cart = RemoteConfig {
            manifests: vec![DEPLOYED.into()],
            grants: vec!["cart/*".into()],
            ..RemoteConfig::default()
        };
        config.remotes.insert("cart", cart);
        config
    }

    fn overridden(origins: &[&str], url: &str) -> (String, Option<String>) {
        let mut config = config(origins);
        let refusal = config.override_manifest("cart", url).err();
        let manifest = config.remotes["cart"].manifests.join(" ");
        (manifest, refusal.map(|error| error.to_string()))
    }

    #[test]
    fn an_override_replaces_all_addresses_and_changes_no_grants() {
        let mut config = config(&["http://localhost:*"]);
        let url = "http://localhost:4002/remote.json";
        assert_eq!(config.override_manifest("cart", url), Ok(()));
        assert_eq!(config.remotes["cart"].manifests, [url]);
        assert_eq!(config.remotes["cart"].grants, ["cart/*"]);
    }

    #[test]
    fn a_pattern_with_a_star_allows_every_port_and_one_without_only_its_own() {
        for (pattern, url) in [
            ("http://localhost:*", "http://localhost/remote.json"),
            ("http://localhost:4002", "http://localhost:4002/remote.json"),
            ("https://carts.example", "https://carts.example/next/remote.json"),
        ] {
            assert_eq!(overridden(&[pattern], url), (url.to_owned(), None), "{pattern}");
        }
    }

    #[test]
    fn every_other_origin_is_refused_and_the_addresses_stay() {
        for (patterns, url) in [
            (&["http://localhost:*"][..], "https://localhost:4002/remote.json"),
            (&["http://localhost:*"], "http://localhost.evil.example/remote.json"),
            (
                &["http://localhost:*"],
                "http://localhost:4002@evil.example/remote.json",
            ),
            (
                &["http://localhost:*"],
                "http://localhost:4002\\@evil.example/remote.json",
            ),
            (&["http://localhost:*"], "http://localhost:4002"),
            (&["http://localhost:*"], "//localhost:4002/remote.json"),
            (&["http://localhost:*"], "/remotes/cart/remote.json"),
            (&["http://localhost:*"], "javascript://localhost/remote.json"),
            (&["http://localhost:*"], ""),
            (&["http://localhost:4002"], "http://localhost:40021/remote.json"),
            (&["http://localhost:4002"], "http://localhost:4003/remote.json"),
            (&[], "http://localhost:4002/remote.json"),
        ] {
            let (manifest, refusal) = overridden(patterns, url);
            assert_eq!(manifest, DEPLOYED, "{url}");
            assert!(refusal.is_some(), "{url}");
        }
        let long = format!("http://localhost:4002/{}", "x".repeat(MAX_LENGTH));
        assert_eq!(overridden(&["http://localhost:*"], &long).0, DEPLOYED);
    }

    #[test]
    fn a_refusal_names_remote_address_and_remedy() {
        let (_, refusal) = overridden(&["http://localhost:*"], "https://evil.example/remote.json");
        let refusal = refusal.unwrap();
        for part in [
            "FED-016",
            "\"cart\"",
            "https://evil.example/remote.json",
            "overrideOrigins of federation.json",
            "add the origin",
        ] {
            assert!(refusal.contains(part), "{part} not in {refusal}");
        }
    }

    #[test]
    fn an_unknown_remote_is_named() {
        let error = config(&["http://localhost:*"])
            .override_manifest("basket", "http://localhost:4002/remote.json")
            .unwrap_err();
        assert!(
            error.message.contains("\"basket\"") && error.message.contains("no such remote"),
            "{error}"
        );
    }
}
