//! `federation.json`: its types and their validation.

use tarn_wire::{Map, Wire};

#[cfg(feature = "json")]
use crate::is_default;
use crate::{BridgeConfig, FederationError, LimitsConfig, check_remote_name, malformed};

/// `federation.json`: the remotes, their addresses and their grants. The file is read at run time, and is the only
/// difference between development and production. Unknown members are ignored.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FederationConfig {
    /// Port of the server for the standalone page of a remote, in the file of that page. The page ignores it.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub port: Option<u16>,
    /// The remotes by name, which is the name in `remote.json`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::remotes"))]
    #[cfg_attr(feature = "json", serde(serialize_with = "map_in_order"))]
    pub remotes: Map<RemoteConfig>,
    /// Actions that cross to other tabs of the same site.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub bridge: BridgeConfig,
    /// Slices of remotes that survive a reload, by name.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub persist: Vec<String>,
    /// Time limits and number of attempts for loading a remote.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub limits: LimitsConfig,
    /// Origins from which a developer may override a remote, such as `http://localhost:*`. `:*` is any port.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub override_origins: Vec<String>,
}

/// One remote in `federation.json`.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoteConfig {
    /// Addresses of its `remote.json`: each a path of this site or a full URL. Successive attempts use them in turn.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub manifests: Vec<String>,
    /// Actions that it may dispatch: `cart/addToCart`, or `cart/*` for a whole slice.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub grants: Vec<String>,
    /// Pages of the host that show this remote, such as `/product/:id`. The page's script preloads the remote there,
    /// and the server answers 200 instead of 404.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub pages: Vec<String>,
    /// API paths of page data that is the same for guests and users, by page:
    /// `{ "/product/:id": "/api/products/:id" }`, with at most one parameter. The page's script preloads the data.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, String>"))]
    #[cfg_attr(
        feature = "json",
        serde(default, skip_serializing_if = "is_default", serialize_with = "map_in_order")
    )]
    #[wire(default)]
    pub data: Map<String>,
    /// Pages of the remote itself, unknown to the host.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "is_default"))]
    #[wire(default)]
    pub routes: Vec<RouteConfig>,
}

/// A page of a remote.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RouteConfig {
    /// Pattern of the path, such as `/product/:productId`: a parameter becomes the prop of that name.
    pub path: String,
    /// The exposed component of the page.
    pub component: String,
    /// The displayed title of the page. The default is the remote's name.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
}

/// Name of the file in error messages.
pub(crate) const FILE: &str = "federation.json";

impl FederationConfig {
    /// Reads `federation.json` from the wire form of its JSON.
    ///
    /// # Errors
    /// [`Code::MALFORMED`](crate::Code::MALFORMED), naming the field.
    pub fn read(bytes: &[u8]) -> Result<Self, FederationError> {
        let config: Self = tarn_wire::from_slice(bytes).map_err(|error| malformed(FILE, &error.to_string()))?;
        for (name, remote) in config.remotes.iter() {
            check_name(name, &[])?;
            if remote.manifests.is_empty() {
                return Err(malformed(
                    FILE,
                    &format!("remotes.{name}.manifests: must name at least one address"),
                ));
            }
        }
        Ok(config)
    }

    /// Refuses remotes with these names, such as that of the page's contract.
    ///
    /// # Errors
    /// [`Code::MALFORMED`](crate::Code::MALFORMED), naming the remote.
    pub fn refuse_names(&self, reserved: &[&str]) -> Result<(), FederationError> {
        for (name, _) in self.remotes.iter() {
            check_name(name, reserved)?;
        }
        Ok(())
    }
}

fn check_name(name: &str, reserved: &[&str]) -> Result<(), FederationError> {
    check_remote_name(name, reserved).map_err(|error| malformed(FILE, &format!("remotes: {}", error.message)))
}

/// Serialises names and values in their order, which other map types do not keep.
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

    #[test]
    fn a_name_that_the_page_reserves_is_refused() {
        let value = json!({"remotes": {"my-contract": {"manifests": ["/remotes/my-contract/remote.json"]}}});
        let config = FederationConfig::read(&tarn_wire::to_vec(&value)).unwrap();
        assert_eq!(config.refuse_names(&["another"]), Ok(()));
        let error = config.refuse_names(&["my-contract"]).unwrap_err();
        assert!(
            error.code == Code::MALFORMED && error.message.contains("my-contract"),
            "{error}"
        );
    }
}
