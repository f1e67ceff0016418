//! `remote.json`: information that a host needs before it fetches code of a remote.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use tarn_manifest::requirement::VersionReq;
use tarn_manifest::{Entry, FederationConfig, Manifest, RemoteConfig, Requirement, RouteConfig};
use tarn_wire::Map;

use super::file_set::FileSet;
use crate::app::{self, App, FederationMetadata};

/// The manifest of the build in the folder `build_id`. `contract` is the name and version of the crate that the remote
/// is compiled with and shares with its host.
pub fn of_build(
    app: &App,
    metadata: &FederationMetadata,
    contract: Option<(&str, &str)>,
    build_id: &str,
    files: &FileSet,
) -> anyhow::Result<Manifest> {
    let cargo_toml = format!("{}/Cargo.toml", app.member.folder.display());
    if metadata.exposes.is_empty() {
        bail!("{cargo_toml}: `exposes` is empty, so a host could mount no component of the remote");
    }
    let path = |name: &str| format!("{build_id}/{name}");
    let mut requires = requires_today(contract);
    requires.extend(metadata.requires.clone());
    let requires = written(&requires).with_context(|| cargo_toml.clone())?;
    // The host's page has the shared design already; a remote contributes only its own style.
    let own_css = format!("{}.css", app.name());
    let hashes = files
        .files
        .keys()
        .filter_map(|name| Some((path(name), files.integrity(name)?)));
    Ok(Manifest {
        schema: tarn_manifest::SCHEMA,
        name: app.name().to_owned(),
        version: app.member.version.clone(),
        build_id: build_id.to_owned(),
        requires: map(requires),
        exposes: metadata.exposes.clone(),
        entry: Entry {
            js: path(files.glue()?),
            wasm: Some(path(files.wasm()?)),
            css: files
                .files
                .keys()
                .filter(|name| **name == own_css)
                .map(|name| path(name))
                .collect(),
            render: None,
        },
        integrity: map(hashes),
        dispatches: Some(metadata.dispatches.clone()),
    })
}

/// Requirements of a remote without explicit ones: the contract that it is compiled with.
pub fn requires_today(contract: Option<(&str, &str)>) -> BTreeMap<String, app::Requirement> {
    let requirement = |version: &str| app::Requirement {
        version: format!("^{version}"),
        strict: true,
    };
    contract
        .into_iter()
        .map(|(name, version)| (name.to_owned(), requirement(version)))
        .collect()
}

/// Requirements in the form of a manifest.
pub fn written(requires: &BTreeMap<String, app::Requirement>) -> anyhow::Result<BTreeMap<String, Requirement>> {
    let mut written = BTreeMap::new();
    for (name, own) in requires {
        let version = &own.version;
        let version = VersionReq::parse(version).with_context(|| {
            format!("requires.{name}.version: \"{version}\" is not a version requirement in Cargo's syntax")
        })?;
        let strict = own.strict;
        written.insert(name.clone(), Requirement { version, strict });
    }
    Ok(written)
}

/// The `federation.json` of a remote's standalone page: this one remote, with its declared actions. The server shows
/// the page at the port.
pub fn standalone_federation(name: &str, metadata: &FederationMetadata) -> FederationConfig {
    let routes = metadata.standalone.iter().map(|route| RouteConfig {
        path: route.path.clone(),
        component: route.component.clone(),
        title: None,
    });
    let remote = RemoteConfig {
        manifests: vec!["/remote.json".to_owned()],
        grants: metadata.dispatches.clone(),
        routes: routes.collect(),
        ..RemoteConfig::default()
    };
    FederationConfig {
        port: Some(metadata.port),
        remotes: map([(name, remote)]),
        ..FederationConfig::default()
    }
}

fn map<T>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Map<T> {
    let mut map = Map::default();
    for (name, value) in entries {
        map.insert(name.as_ref(), value);
    }
    map
}

#[cfg(test)]
mod tests {
    use super::super::file_set::example;
    use super::*;
    use crate::app::Kind;
    use crate::workspace::Member;

    fn cart() -> Member {
        Member {
            name: "cart".into(),
            folder: "remotes/cart".into(),
            version: "0.2.0".into(),
            federation: None,
        }
    }

    fn manifest(metadata: &str) -> anyhow::Result<serde_json::Value> {
        let member = cart();
        let app = App::example(Kind::Remote, &member);
        let files = example(&[
            ("cart.js", "js"),
            ("cart_bg.wasm", "wasm"),
            ("cart.css", "css"),
            ("design.css", "design"),
            ("snippets/a-1/inline0.js", "snippet"),
        ]);
        let metadata = toml::from_str(metadata).unwrap();
        let manifest = of_build(
            &app,
            &metadata,
            Some(("shared-store", "1.4.2")),
            "0123456789abcdef",
            &files,
        )?;
        Ok(serde_json::to_value(manifest).unwrap())
    }

    #[test]
    fn a_manifest_has_the_members_of_the_contract() {
        let json = manifest("port = 4002\nexposes = [\"CartPage\"]\ndispatches = [\"cart/*\"]").unwrap();
        assert_eq!(json["schema"], 1);
        assert_eq!(json["name"], "cart");
        assert_eq!(json["version"], "0.2.0");
        assert_eq!(json["buildId"], "0123456789abcdef");
        assert_eq!(
            json["requires"]["shared-store"],
            serde_json::json!({"version": "^1.4.2", "strict": true})
        );
        assert_eq!(json["exposes"], serde_json::json!(["CartPage"]));
        assert_eq!(json["dispatches"], serde_json::json!(["cart/*"]));
        assert_eq!(json["entry"]["js"], "0123456789abcdef/cart.js");
        assert_eq!(json["entry"]["wasm"], "0123456789abcdef/cart_bg.wasm");
    }

    #[test]
    fn only_the_own_style_is_an_entry_but_every_file_has_its_integrity() {
        let json = manifest("port = 4002\nexposes = [\"CartPage\"]").unwrap();
        assert_eq!(json["entry"]["css"], serde_json::json!(["0123456789abcdef/cart.css"]));
        let integrity = json["integrity"].as_object().unwrap();
        assert_eq!(integrity.len(), 5);
        assert!(
            integrity
                .values()
                .all(|value| value.as_str().unwrap().starts_with("sha384-"))
        );
        assert!(integrity.contains_key("0123456789abcdef/snippets/a-1/inline0.js"));
    }

    #[test]
    fn the_page_alone_knows_its_one_remote_and_its_port() {
        let metadata = toml::from_str("port = 4007\nexposes = [\"CartPage\"]\ndispatches = [\"cart/*\"]").unwrap();
        let json = serde_json::to_value(standalone_federation("cart", &metadata)).unwrap();
        assert_eq!(json["port"], 4007);
        assert_eq!(json["remotes"]["cart"]["grants"], serde_json::json!(["cart/*"]));
    }

    #[test]
    fn a_requirement_of_its_own_wins() {
        let json = manifest(
            "port = 4002\nexposes = [\"CartPage\"]\n[requires.shared-store]\nversion = \">=1.0, <3\"\nstrict = false",
        )
        .unwrap();
        assert_eq!(
            json["requires"]["shared-store"],
            serde_json::json!({"version": ">=1.0, <3", "strict": false})
        );
    }

    #[test]
    fn a_host_reads_a_written_manifest() {
        let json = manifest("port = 4002\nexposes = [\"CartPage\"]\ndispatches = [\"cart/*\"]").unwrap();
        let read = Manifest::from_json("cart", json.to_string().as_bytes()).unwrap();
        assert_eq!(read.check_grants(&["cart/*".to_owned()]), Ok(()));
    }

    #[test]
    fn an_invalid_requirement_is_refused() {
        let error =
            manifest("port = 4002\nexposes = [\"CartPage\"]\nrequires.shared-store.version = \"latest\"").unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains("requires.shared-store.version: \"latest\""), "{error}");
    }

    #[test]
    fn a_remote_that_exposes_nothing_is_refused() {
        let error = manifest("port = 4002\nexposes = []").unwrap_err().to_string();
        assert!(error.contains("remotes/cart/Cargo.toml"), "{error}");
    }
}
