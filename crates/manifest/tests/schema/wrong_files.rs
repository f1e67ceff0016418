//! Schema and parser refuse the same files.

use jsonschema::Validator;
use serde_json::{Value, json};
use tarn_manifest::{FederationConfig, Manifest, schema};

use super::validator;

const FEDERATION: &str = r#"{
    "$schema": "x", "port": 4002, "persist": ["wishlist"], "overrideOrigins": ["http://localhost:*"],
    "bridge": {"enabled": true, "allow": ["cart/*"], "dualWrite": false},
    "limits": {"manifestMs": 1, "codeMs": 2, "mountMs": 3, "attempts": 4},
    "remotes": {"cart": {
        "manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"], "pages": ["/cart"], "data": {"/cart": "/api/cart"},
        "routes": [{"path": "/:id", "component": "CartPage", "title": "Cart"}]
    }}
}"#;

const REMOTE: &str = r#"{
    "$schema": "x", "schema": 1, "name": "cart", "version": "0.1.0", "buildId": "abc", "exposes": ["CartPage"],
    "requires": {"store": {"version": "^1.0.0", "strict": true}},
    "entry": {"js": "a.js", "wasm": "a.wasm", "css": ["a.css"], "render": {"file": "a.renderer", "world": "1.0"}},
    "integrity": {"a.js": "sha384-x", "a.wasm": "sha384-y", "a.css": "sha384-z", "a.renderer": "sha384-r"},
    "dispatches": ["cart/*"]
}"#;

/// Values that replace each value in turn.
fn others() -> Vec<Value> {
    let mut others = vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(1.5),
        json!(4_294_967_295_u32),
        json!(4_294_967_296_u64),
        json!(65_536),
        json!(10.0),
        json!("text"),
        json!([]),
        json!(["text"]),
        json!([1]),
        json!([null]),
        json!({}),
        json!({"name": "text"}),
        json!({"name": 1}),
        json!({"name": null}),
    ];
    let texts = [
        "",
        "*",
        "1",
        "1.0",
        "01.0",
        "1.2.3",
        "^1.2",
        "~1.2.3",
        ">= 1.2, <2",
        "1.*",
        "1.*.3",
        "1.2.3.4",
        "01.2",
        "=>1",
        "1 || 2",
        "1,",
        "latest",
        "1.0.0-beta",
        "1.x",
        "x.X.*",
        "x.1",
        " 1 ",
        ">",
        "host",
        "a/b.js",
        "/a.js",
        "../a.js",
        "a/../b.js",
        "..a/b",
        "a//b",
        "a?b",
        "a#b",
        "a%b",
        "a:b",
        "a\\b",
        "sha384-q",
        "sha256-q",
        "https://evil.example/a.js",
    ];
    others.extend(texts.map(Value::from));
    others
}

/// Pointers to every value of the file.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (name, value) in members {
        let place = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
        found.push(place.clone());
        places(value, &place, found);
    }
}

/// Copies of the file with each other value at each place, without each member, and with a renamed member.
fn variants(text: &str) -> Vec<(String, Value)> {
    let file: Value = serde_json::from_str(text).unwrap();
    let mut found = Vec::new();
    places(&file, "", &mut found);
    let mut variants = vec![("nothing changed".to_owned(), file.clone())];
    for place in found {
        for other in others() {
            let mut variant = file.clone();
            *variant.pointer_mut(&place).unwrap() = other.clone();
            variants.push((format!("{place} is {other}"), variant));
        }
        let (parent, name) = place.rsplit_once('/').unwrap();
        let mut variant = file.clone();
        if let Some(members) = variant.pointer_mut(parent).unwrap().as_object_mut() {
            let name = name.replace("~1", "/");
            let value = members.remove(&name).unwrap();
            variants.push((format!("{place} is missing"), variant.clone()));
            for name in [
                "host",
                "page",
                "tab",
                "another",
                "two words",
                "A.b-c_1",
                &"x".repeat(64),
                &"x".repeat(65),
                "",
            ] {
                let mut variant = variant.clone();
                variant.pointer_mut(parent).unwrap()[name] = value.clone();
                variants.push((format!("{place} is called {name}"), variant));
            }
        }
    }
    variants.extend(others().into_iter().map(|other| (format!("all is {other}"), other)));
    variants
}

/// Copies that the schema and the parser judge differently.
fn disagreements(text: &str, schema: &Validator, is_read: impl Fn(&[u8]) -> Result<(), String>) -> Vec<String> {
    let variants = variants(text);
    let mut refused = 0;
    let mut found = Vec::new();
    for (what, file) in &variants {
        let (fits, read) = (schema.is_valid(file), is_read(file.to_string().as_bytes()));
        refused += usize::from(read.is_err());
        if fits != read.is_ok() {
            found.push(format!("{what}: the schema says {fits}, the parser {read:?}"));
        }
    }
    assert!(
        refused > 100 && refused < variants.len() - 100,
        "{refused} of {} are refused",
        variants.len()
    );
    found
}

#[test]
fn schema_and_parser_refuse_the_same_federation_json() {
    let found = disagreements(FEDERATION, &validator(&schema::federation()), |json| {
        FederationConfig::from_json(json)
            .map(drop)
            .map_err(|error| error.message)
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn schema_and_parser_refuse_the_same_remote_json_except_for_relations_of_members() {
    let found = disagreements(REMOTE, &validator(&schema::remote()), |json| {
        Manifest::from_json("cart", json)
            .map(drop)
            .map_err(|error| error.message)
    });
    // A schema cannot compare two members: a file of the entry without a hash, or another remote's name.
    let is_beyond_schemas = |what: &String| {
        let is_of_integrity = what.contains("malformed: integrity.") && what.contains(": is missing;");
        what.contains("the schema says true") && (is_of_integrity || what.contains("is another remote"))
    };
    let found: Vec<_> = found.into_iter().filter(|what| !is_beyond_schemas(what)).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_refusal_names_member_and_remedy() {
    for (json, member) in [
        (r#"{}"#, "remotes: is missing"),
        (r#"{"remotes": {"cart": {}}}"#, "remotes.cart.manifests: is missing"),
        (
            r#"{"remotes": {"cart": {"manifests": []}}}"#,
            "remotes.cart.manifests: must name at least one address",
        ),
        (
            r#"{"remotes": {"host": {"manifests": ["/a"]}}}"#,
            "is a reserved name; give the remote another name",
        ),
        (
            r#"{"remotes": {"cart": {"manifests": ["/a"], "routes": [{"path": 1}]}}}"#,
            "remotes.cart.routes.0.path: expected text",
        ),
        (
            r#"{"remotes": {}, "limits": {"codeMs": -1}}"#,
            "limits.codeMs: expected u32",
        ),
    ] {
        let message = FederationConfig::from_json(json.as_bytes()).unwrap_err().message;
        assert!(message.contains(member), "{message}");
        assert!(message.starts_with("federation.json is malformed"), "{message}");
        assert!(message.ends_with("correct the deployed file"), "{message}");
    }
}
