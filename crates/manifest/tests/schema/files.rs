//! The files of this repository.

use std::fs;

use serde_json::{Value, json};
use tarn_manifest::{FederationConfig, Manifest, schema};

use super::{root, validator};

fn read(file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(file)).unwrap()).unwrap()
}

#[track_caller]
fn is_federation_json(value: &Value, file: &str) {
    let errors: Vec<_> = validator(&schema::federation())
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0], "{file}");
    FederationConfig::from_json(value.to_string().as_bytes()).unwrap();
}

#[test]
fn every_federation_json_fits_its_schema_and_names_it() {
    for file in ["host/federation.json", "bench/store/federation.json"] {
        let value = read(file);
        is_federation_json(&value, file);
        let folder = root().join(file);
        let named = folder.parent().unwrap().join(value["$schema"].as_str().unwrap());
        assert_eq!(
            named.canonicalize().unwrap(),
            root().join("types/federation.schema.json").canonicalize().unwrap(),
            "{file}"
        );
    }
}

#[test]
fn the_entry_of_the_example_fits() {
    let file = "examples/recently-viewed/federation-entry.json";
    is_federation_json(&json!({ "remotes": read(file) }), file);
}

/// Entries that `new-remote` adds, and the file that a build writes for the page of one remote.
#[test]
fn files_written_by_the_tool_fit() {
    let entry = json!({
        "manifests": ["/remotes/reviews/remote.json"],
        "grants": ["reviews/*"],
        "routes": [{ "path": "/reviews", "component": "ReviewsPage", "title": "Reviews" }]
    });
    is_federation_json(&json!({ "remotes": { "reviews": entry } }), "new-remote");
    let json = br#"{"port":4002,"remotes":{"cart":{"manifests":["/remote.json"],"grants":["cart/*"],"routes":[{"path":"/","component":"CartPage"}]}}}"#;
    let config = FederationConfig::from_json(json).unwrap();
    is_federation_json(&serde_json::to_value(config).unwrap(), "the page of a remote");
    let json = br#"{"schema":1,"name":"cart","version":"0.1.0","buildId":"abc","requires":{"shared-store":{"version":"^1.1.0","strict":true}},"exposes":["CartPage"],"entry":{"js":"abc/cart.js","wasm":"abc/cart_bg.wasm","css":["abc/cart.css"],"render":{"file":"abc/cart.renderer","world":"1.0"}},"integrity":{"abc/cart.css":"sha384-a","abc/cart.js":"sha384-b","abc/cart.renderer":"sha384-d","abc/cart_bg.wasm":"sha384-c"},"dispatches":["cart/*"]}"#;
    let manifest = serde_json::to_value(Manifest::from_json("cart", json).unwrap()).unwrap();
    assert!(validator(&schema::remote()).is_valid(&manifest));
}

/// Built manifests, if there are any.
#[test]
fn every_built_remote_json_fits() {
    let mut built = vec![root().join("examples/recently-viewed/dist/remote.json")];
    let remotes = fs::read_dir(root().join("dist/remotes")).into_iter().flatten();
    built.extend(remotes.map(|remote| remote.unwrap().path().join("remote.json")));
    for file in built.iter().filter(|file| file.is_file()) {
        let value: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        assert!(validator(&schema::remote()).is_valid(&value), "{}", file.display());
        Manifest::from_json(value["name"].as_str().unwrap(), value.to_string().as_bytes()).unwrap();
    }
}
