//! `federation.json`: what is believed of it.

use tarn_wire::{Map, Wire};

#[cfg(feature = "json")]
use crate::is_default;
use crate::{BridgeConfig, FederationError, LimitsConfig, check_remote_name, malformed};

/// `federation.json`: where the remotes are, and what each may do. Read at run time; development and production differ in
/// this file and in nothing else. Members that are not defined here are passed over.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FederationConfig {
    /// In the file of a remote's own page, the port on which the server shows that page. The page itself passes it over.
    #[cfg(not(target_arch = "wasm32"))]
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub port: Option<u16>,
    /// The remotes by name. The name is the one in the remote's `remote.json`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::remotes"))]
    #[cfg_attr(feature = "json", serde(serialize_with = "map_in_order"))]
    pub remotes: Map<RemoteConfig>,
    /// What crosses to other tabs of the same site.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub bridge: BridgeConfig,
    /// Slices of remotes that survive a reload, by name.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub persist: Vec<String>,
    /// How long the page waits for a remote.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub limits: LimitsConfig,
    /// The origins from which a developer may override a remote, such as `http://localhost:*`. `:*` is any port.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub override_origins: Vec<String>,
}

/// One remote in `federation.json`.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoteConfig {
    /// Where its `remote.json` is: one address or more, each a path of this site or a full address. Attempts take them in turn.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub manifests: Vec<String>,
    /// The actions that it may dispatch: `cart/addToCart`, or `cart/*` for all of a slice.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub grants: Vec<String>,
    /// Pages of the host that this remote shows, such as `/product/:id`. The page's script loads the remote ahead there, and the
    /// server answers 200 and not 404.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub pages: Vec<String>,
    /// For pages of this remote, the path of the API whose answer they show to guests and users alike:
    /// `{ "/product/:id": "/api/products/:id" }`, with at most one part with a colon. The page's script asks for it ahead.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, String>"))]
    #[cfg_attr(
        feature = "json",
        serde(default, skip_serializing_if = "is_default", serialize_with = "map_in_order")
    )]
    #[wire(default)]
    pub data: Map<String>,
    /// Pages that the remote brings along, which the host does not know.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub routes: Vec<RouteConfig>,
}

/// A page that a remote brings along.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RouteConfig {
    /// Such as `/product/:productId`: a part with a colon becomes the prop of that name.
    pub path: String,
    /// The exposed component that is the page.
    pub component: String,
    /// The page's title, for people; without one it is the remote's name.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
}

/// The name of the file in errors.
pub(crate) const FILE: &str = "federation.json";

impl FederationConfig {
    /// Reads `federation.json` from the wire form of its JSON.
    ///
    /// # Errors
    /// [`Code::MALFORMED`](crate::Code::MALFORMED), naming the field.
    pub fn read(bytes: &[u8]) -> Result<Self, FederationError> {
        let config: Self = tarn_wire::from_slice(bytes).map_err(|error| malformed(FILE, &error.to_string()))?;
        for (name, remote) in config.remotes.iter() {
            check_remote_name(name, &[]).map_err(|error| malformed(FILE, &format!("remotes: {}", error.message)))?;
            if remote.manifests.is_empty() {
                return Err(malformed(
                    FILE,
                    &format!("remotes.{name}.manifests: must name at least one address"),
                ));
            }
        }
        Ok(config)
    }
}

/// Writes names and values in their order, which a map of another kind would not keep.
#[cfg(feature = "json")]
pub(crate) fn map_in_order<T: serde::Serialize, S: serde::Serializer>(
    map: &Map<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(map.iter())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Code;

    #[test]
    fn federation_json_names_remotes_and_grants() {
        let value = json!({
            "remotes": {"cart": {"manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"]}},
            "bridge": {"enabled": true, "allow": []}, "overrideOrigins": ["http://localhost:*"]
        });
        let config = FederationConfig::read(&tarn_wire::to_vec(&value)).unwrap();
        assert_eq!(config.remotes["cart"].grants, ["cart/*"]);
        for wrong in [
            json!({}),
            json!({"remotes": {"cart": {"manifests": []}}}),
            json!({"remotes": {"cart": 7}}),
            json!({"remotes": {"host": {"manifests": ["/remotes/host/remote.json"]}}}),
            json!({"remotes": {"page": {"manifests": ["/remotes/page/remote.json"]}}}),
            json!({"remotes": {"tab": {"manifests": ["/remotes/tab/remote.json"]}}}),
            json!({"remotes": {"two words": {"manifests": ["/remotes/two/remote.json"]}}}),
        ] {
            let error = FederationConfig::read(&tarn_wire::to_vec(&wrong)).unwrap_err();
            assert_eq!(error.code, Code::MALFORMED);
            assert!(error.message.contains("remotes"), "{error}");
        }
    }
}
