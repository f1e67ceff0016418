//! One place per language uses each capability of the browser that may be missing, throw or report a wrong value. All other code asks
//! that place.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

use std::fs;
use std::path::{Path, PathBuf};

/// The code that runs in shoppers' browsers. The development tools are not among it: they are loaded when a developer asks.
const FOLDERS: &[&str] = &[
    "crates/base-path",
    "crates/capabilities",
    "crates/federation",
    "host",
    "crates/html-template",
    "crates/page",
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
const IN_JAVASCRIPT: &str = "shop/api/src/owner/capabilities.js";
// Scripts of the page that run before any module is there, each with a `catch` of its own.
const FIRST_PAINT: &str = "shop/page/src/first_paint.js";
const AHEAD: &str = "crates/tool/src/package/ahead.js";
/// Loads the development tools where they were asked for before.
const OFFER_OF_TOOLS: &str = "crates/federation/src/browser/load_files.js";
/// A script of the page, and the only one that sends beacons.
const ANALYTICS: &str = "host/analytics.js";

/// What a direct use looks like, and where it may stand.
const RUST: &[(&str, &[&str])] = &[
    ("Date::now", &[CLOCK]),
    ("namespace = performance", &[CLOCK]),
    ("Performance", &[]),
    ("local_storage(", &[STORAGE]),
    ("session_storage(", &[STORAGE]),
    ("gloo_storage", &[STORAGE]),
    (".navigator(", &[]),
    ("js_name = navigator", &["crates/capabilities/src/language.rs"]),
    ("\"Intl\"", &["shop/ui/src/intl.rs"]),
    ("BroadcastChannel", &[]),
    ("JSON::stringify", &[]),
];

const JAVASCRIPT: &[(&str, &[&str])] = &[
    ("Date.now", &[IN_JAVASCRIPT]),
    ("new Date()", &[]),
    ("performance.now", &[]),
    ("localStorage", &[IN_JAVASCRIPT, FIRST_PAINT, AHEAD, OFFER_OF_TOOLS]),
    ("sessionStorage", &[OFFER_OF_TOOLS]),
    ("navigator.", &[IN_JAVASCRIPT, ANALYTICS, AHEAD]),
    ("Intl.", &[]),
    ("BroadcastChannel", &[CHANNEL]),
    // In ahead.js a comparison: where it fails, nothing is asked ahead.
    ("JSON.stringify", &[TO_JSON, AHEAD]),
    ("matchMedia(", &[]),
    ("AbortSignal.any", &[]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The files of a folder that are code and no tests, by their path in the repository.
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

/// What a file uses that it may not.
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
fn capabilities_of_the_browser_are_asked_in_one_place() {
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
    assert!(uses.is_empty(), "these ask the browser by themselves: {uses:#?}");
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
fn a_direct_use_is_named_and_a_comment_is_none() {
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
            "shop/page/src/whose.rs",
            "/// in localStorage, as gloo_storage says",
            vec![],
        ),
        (CLOCK, "js_sys::Date::now()", vec![]),
    ] {
        assert_eq!(direct_uses(file, text), expected, "{file}: {text}");
    }
}
