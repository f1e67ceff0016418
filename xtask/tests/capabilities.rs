//! For each browser capability that may be missing, throw or report a wrong value, one place per language uses it. All
//! other code calls that place.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Code that runs in shoppers' browsers. The development tools are not included, because only developers load them.
const FOLDERS: &[&str] = &[
    "crates/base-path",
    "crates/capabilities",
    "crates/federation",
    "host",
    "crates/view",
    "crates/page",
    "crates/query",
    "crates/store",
    "shop/page",
    "shop/props",
    "remotes",
    "shop/api",
    "shared-store",
    "shop/ui",
    "crates/small-allocator",
    "shop/standalone",
    "crates/wire",
    "shop/wishlist",
    "shop/login",
    "shop/checkout",
    "crates/tool/src/package",
];

const CLOCK: &str = "crates/capabilities/src/clock.rs";
const CHANNEL: &str = "crates/capabilities/src/channel.js";
const TO_JSON: &str = "crates/capabilities/src/to_json.js";
const STORAGE: &str = "crates/store/src/browser/storage.rs";
/// Listeners of elements, which a view makes by the thousand. All others are those of gloo-events.
const LISTENER: &str = "crates/view/src/browser/listener.rs";
const IN_JAVASCRIPT: &str = "crates/capabilities/src/capabilities.js";
// Scripts of the page that run before any module, each with its own `catch`.
const FIRST_PAINT: &str = "shop/page/src/first_paint.js";
const PRELOAD: &str = "crates/tool/src/package/preload.js";
/// Loads the development tools if they were on before.
const OFFER_OF_TOOLS: &str = "crates/federation/src/browser/load_files.js";
/// A script of the page, and the only one that sends beacons.
const ANALYTICS: &str = "host/analytics.js";

/// Texts of direct uses, and the files that may contain them.
const RUST: &[(&str, &[&str])] = &[
    ("Date::now", &[CLOCK]),
    ("namespace = performance", &[CLOCK]),
    ("Performance", &[]),
    ("local_storage(", &[STORAGE]),
    ("session_storage(", &[STORAGE]),
    ("gloo_storage", &[STORAGE]),
    (".add_event_listener", &[LISTENER]),
    (".navigator(", &[]),
    ("js_name = navigator", &["crates/capabilities/src/language.rs"]),
    ("\"Intl\"", &["shop/ui/src/intl.rs"]),
    ("BroadcastChannel", &[]),
    ("JSON::stringify", &[]),
];

const JAVASCRIPT: &[(&str, &[&str])] = &[
    // In preload.js: with a wrong clock, data of the page count as old.
    ("Date.now", &[IN_JAVASCRIPT, PRELOAD]),
    ("new Date()", &[]),
    ("performance.now", &[]),
    ("localStorage", &[IN_JAVASCRIPT, FIRST_PAINT, PRELOAD, OFFER_OF_TOOLS]),
    ("sessionStorage", &[OFFER_OF_TOOLS]),
    ("navigator.", &[IN_JAVASCRIPT, ANALYTICS, PRELOAD]),
    ("Intl.", &[]),
    ("BroadcastChannel", &[CHANNEL]),
    // In preload.js it compares values: if it fails, nothing is preloaded.
    ("JSON.stringify", &[TO_JSON, PRELOAD]),
    ("matchMedia(", &[]),
    ("AbortSignal.any", &[]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The code files of a folder without tests, by their path in the repository.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = folder.join(&name);
        if root().join(&path).is_dir() {
            if !["tests", "target", "dist", "node_modules"].contains(&name.as_str()) {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") || name.ends_with(".js") {
            let text = fs::read_to_string(root().join(&path)).unwrap();
            found.push((path.to_str().unwrap().to_owned(), text));
        }
    }
}

/// The forbidden direct uses in a file.
fn direct_uses(file: &str, text: &str) -> Vec<&'static str> {
    let rules = if file.ends_with(".rs") { RUST } else { JAVASCRIPT };
    let is_comment = |line: &str| {
        ["//", "/*", "*"]
            .iter()
            .any(|begin| line.trim_start().starts_with(begin))
    };
    let code: Vec<&str> = text
        .split("#[cfg(test)]\nmod tests")
        .take(1)
        .flat_map(str::lines)
        .filter(|line| !is_comment(line))
        .map(|line| line.split(" // ").next().unwrap_or_default())
        .collect();
    let is_used = |word: &str| code.iter().any(|line| line.contains(word));
    let found = rules
        .iter()
        .filter(|(word, places)| is_used(word) && !places.contains(&file));
    found.map(|(word, _)| *word).collect()
}

#[test]
fn capabilities_of_the_browser_are_used_in_one_place() {
    let mut files = Vec::new();
    for folder in FOLDERS {
        sources(Path::new(folder), &mut files);
    }
    let uses: Vec<String> = files
        .iter()
        .flat_map(|(file, text)| {
            direct_uses(file, text)
                .into_iter()
                .map(move |word| format!("{file}: {word}"))
        })
        .collect();
    assert!(uses.is_empty(), "these use the browser directly: {uses:#?}");
}

#[test]
fn every_place_exists_and_is_used() {
    for (rules, word) in [(RUST, ".rs"), (JAVASCRIPT, ".js")] {
        for (pattern, places) in rules {
            for place in *places {
                let text = fs::read_to_string(root().join(place)).unwrap_or_default();
                assert!(
                    place.ends_with(word) && text.contains(pattern),
                    "{place} has no {pattern}"
                );
            }
        }
    }
}

#[test]
fn a_direct_use_is_named_and_a_comment_is_not() {
    for (file, text, expected) in [
        (
            "crates/page/src/copies.rs",
            "let now = js_sys::Date::now();",
            vec!["Date::now"],
        ),
        (
            "host/src/document.js",
            "return use(sessionStorage);",
            vec!["sessionStorage"],
        ),
        (
            "shop/page/src/theme.rs",
            "window.navigator().language()",
            vec![".navigator("],
        ),
        ("remotes/cart/src/x.js", "const at = Date.now();", vec!["Date.now"]),
        ("remotes/cart/src/x.js", "run(); // Date.now is not asked", vec![]),
        (
            "shop/page/src/user_keys.rs",
            "/// in localStorage, as gloo_storage says",
            vec![],
        ),
        (CLOCK, "js_sys::Date::now()", vec![]),
    ] {
        assert_eq!(direct_uses(file, text), expected, "{file}: {text}");
    }
}
