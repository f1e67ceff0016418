//! Rust and the page's script apply the same rules to the same tables. Node runs the script.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::process::Command;

use serde_json::{Value, json};
use tarn_manifest::{FederationConfig, Manifest, covers, match_path, page_rules};

/// Results of the script's `function` for each of these arguments; null if it throws.
fn in_javascript(function: &str, calls: &[Value]) -> Vec<Value> {
    let rules = page_rules();
    let calls = Value::from(calls);
    let script = format!(
        "{rules}
         const judge = (call) => {{ try {{ return {function}(...call); }} catch {{ return null; }} }};
         console.log(JSON.stringify({calls}.map(judge)));"
    );
    let output = Command::new("node")
        .args(["--eval", &script])
        .output()
        .expect("Node runs the page's script; see README.md");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// All pairs of these values.
fn pairs<'a>(ones: &[&'a str], others: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let pairs = ones
        .iter()
        .flat_map(|one| others.iter().map(move |other| (*one, *other)));
    pairs.collect()
}

fn calls(pairs: &[(&str, &str)]) -> Vec<Value> {
    pairs.iter().map(|(one, other)| json!([one, other])).collect()
}

#[test]
fn patterns_cover_the_same_actions() {
    let patterns = [
        "*",
        "cart/*",
        "cart/addToCart",
        "car*",
        "cart/a*",
        "**",
        "a/b/*",
        "/*",
        "",
        "cart*/x",
    ];
    let actions = [
        "cart/addToCart",
        "cart/*",
        "cartoon/draw",
        "car*",
        "cart/",
        "*",
        "**",
        "a/b/c",
        "/x",
        "",
        "user/setAt",
    ];
    let pairs = pairs(&patterns, &actions);
    for ((pattern, action), found) in pairs.iter().zip(in_javascript("covers", &calls(&pairs))) {
        assert_eq!(found, covers(pattern, action), "{pattern} and {action}");
    }
}

#[test]
fn patterns_fit_the_same_paths() {
    let patterns = [
        "/",
        "",
        "/cart",
        "cart/",
        "/product/:id",
        "/a/:x/b/:y",
        "/a.b",
        "/a+/(b)",
        "/:all",
        "/a/:",
    ];
    let paths = [
        "/",
        "",
        "//",
        "/cart",
        "/cart/",
        "//cart",
        "/Cart",
        "/product",
        "/product/",
        "/product/p7",
        "/product/p7/",
        "/product//p7",
        "/product/p7/more",
        "/a/1/b/2",
        "/a/1/c/2",
        "/a.b",
        "/axb",
        "/a+/(b)",
        "/product/%C3%BC",
        "/$&",
    ];
    let pairs = pairs(&patterns, &paths);
    for ((pattern, path), found) in pairs.iter().zip(in_javascript("matchPath", &calls(&pairs))) {
        let parameters = match_path(pattern, path);
        let expected = parameters.map_or(json!(false), |parameters| {
            parameters.into_iter().map(|(_, value)| value).collect()
        });
        assert_eq!(found, expected, "{pattern} and {path}");
    }
}

fn manifest() -> Value {
    json!({
        "schema": 1, "name": "cart", "version": "0.1.0", "buildId": "abc", "exposes": ["CartPage"],
        "entry": {"js": "abc/cart.js", "wasm": "abc/cart_bg.wasm", "css": ["abc/cart.css"]},
        "integrity": {"abc/cart.js": "sha384-x", "abc/cart_bg.wasm": "sha384-y", "abc/cart.css": "sha384-z"},
        "dispatches": ["cart/*"]
    })
}

/// The manifest with another value at this place.
fn changed(place: &str, value: Value) -> Value {
    let mut manifest = manifest();
    *manifest.pointer_mut(place).unwrap() = value;
    manifest
}

#[test]
fn the_script_loads_the_remotes_that_the_host_loads() {
    let mut manifests = vec![
        manifest(),
        changed("/schema", json!(2)),
        changed("/name", json!("auth")),
        changed("/integrity", json!({})),
        changed("/integrity/abc~1cart.css", json!("sha256-z")),
        changed("/entry/wasm", json!(null)),
        changed("/entry/css", json!([])),
        changed("/entry/css", json!(["abc/other.css"])),
        changed("/dispatches", json!([])),
        changed("/dispatches", json!(null)),
        changed("/dispatches", json!(["cart/addToCart", "user/setAt"])),
        changed("/dispatches", json!(["cart/addToCart"])),
    ];
    for file in [
        "a.js",
        "a/b/c.js",
        "..a/b.js",
        "a..b.js",
        "",
        "/x.js",
        "//evil.example/x.js",
        "https://evil.example/x.js",
        "data:x",
        "../x.js",
        "a/../x.js",
        "a/..",
        "a//x.js",
        "a/",
        "a\\x.js",
        "a?x.js",
        "a#x.js",
        "a%2fx.js",
    ] {
        let mut manifest = changed("/entry/js", json!(file));
        manifest["integrity"][file] = json!("sha384-x");
        manifests.push(manifest);
    }
    let grants = [
        json!(["cart/*"]),
        json!(["cart/addToCart"]),
        json!([]),
        json!(["*"]),
        json!(["car*"]),
    ];
    let calls: Vec<_> = manifests
        .iter()
        .flat_map(|manifest| grants.iter().map(move |grants| json!([manifest, "cart", grants])))
        .collect();
    let mut loaded = 0;
    for (call, found) in calls.iter().zip(in_javascript("isLoadable", &calls)) {
        let grants: Vec<String> = serde_json::from_value(call[2].clone()).unwrap();
        let read = Manifest::from_json("cart", call[0].to_string().as_bytes());
        let expected = read.and_then(|manifest| manifest.check_grants(&grants)).is_ok();
        assert_eq!(found, expected, "{call}");
        loaded += usize::from(expected);
    }
    assert!(loaded > 10 && loaded < calls.len() - 10, "{loaded} of {}", calls.len());
}

/// Host and development tools share the maximum length of an override: the host refuses longer ones, the tools do not
/// store them.
#[test]
fn the_development_tools_store_no_override_above_the_maximum_length() {
    let tools = include_str!("../../../devtools/overrides.js");
    let (_, rest) = tools.split_once("const MAX_LENGTH = ").unwrap();
    let longest: usize = rest.split_once(';').unwrap().0.parse().unwrap();
    let json = br#"{"remotes": {"cart": {"manifests": ["/cart.json"]}}, "overrideOrigins": ["http://localhost:*"]}"#;
    let mut config = FederationConfig::from_json(json).unwrap();
    let mut is_taken = |length: usize| {
        let address = format!("http://localhost/{}", "x".repeat(length - "http://localhost/".len()));
        config.override_manifest("cart", &address).is_ok()
    };
    assert!(is_taken(longest) && !is_taken(longest + 1));
}
