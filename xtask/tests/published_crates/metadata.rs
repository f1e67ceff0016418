//! The metadata of a crate for a registry and docs.rs.

use std::fs;

use toml::Value;

use crate::library::{Library, libraries, root};

/// The limits of crates.io.
const MAX_KEYWORDS: usize = 5;
const MAX_KEYWORD_LENGTH: usize = 20;

fn strings(library: &Library, member: &str) -> Vec<String> {
    let values = library.package(member).and_then(Value::as_array);
    let values = values.into_iter().flatten();
    values.map(|value| value.as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_crate_has_a_description_keywords_and_categories() {
    for library in libraries() {
        let name = library.name();
        let description = library.package("description").and_then(Value::as_str);
        assert!(
            description.is_some_and(|text| (20..=160).contains(&text.len())),
            "{name}"
        );
        let keywords = strings(&library, "keywords");
        assert!((3..=MAX_KEYWORDS).contains(&keywords.len()), "{name}: {keywords:?}");
        assert!(
            keywords.iter().all(|keyword| keyword.len() <= MAX_KEYWORD_LENGTH),
            "{name}: {keywords:?}"
        );
        assert!(!strings(&library, "categories").is_empty(), "{name}");
    }
}

#[test]
fn each_crate_has_a_readme_and_the_licences_of_the_repository() {
    for library in libraries() {
        let name = library.name();
        assert!(library.read("README.md").starts_with(&format!("# {name}\n")), "{name}");
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let here = fs::read_to_string(root().join(licence)).unwrap();
            assert_eq!(library.read(licence), here, "{name}: {licence}");
        }
    }
}

#[test]
fn each_crate_may_be_published_and_configures_docs_rs() {
    for library in libraries() {
        let name = library.name();
        assert!(library.package("publish").is_none(), "{name} cannot be published");
        let docs = &library.manifest["package"]["metadata"]["docs"]["rs"];
        assert_eq!(docs["all-features"].as_bool(), Some(true), "{name}");
        assert!(
            docs["targets"].as_array().is_some_and(|targets| !targets.is_empty()),
            "{name}"
        );
    }
}

/// The lints of the workspace require documentation of each public item; `clippy -D warnings` makes a missing one an error.
#[test]
fn each_crate_requires_documentation_of_its_public_items() {
    let workspace: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(
        workspace["workspace"]["lints"]["rust"]["missing_docs"].as_str(),
        Some("warn")
    );
    for library in libraries() {
        let name = library.name();
        assert_eq!(library.manifest["lints"]["workspace"].as_bool(), Some(true), "{name}");
        let lib = library.read("src/lib.rs");
        assert!(
            lib.starts_with("//! "),
            "{name}: src/lib.rs does not begin with a description of the crate"
        );
        assert!(!lib.contains("allow(missing_docs"), "{name}");
    }
}

/// `cargo doc` shows the whole interface on every target: no public item exists only for a browser.
#[test]
fn no_public_item_exists_only_for_a_browser() {
    for library in libraries() {
        let name = library.name();
        for text in library.sources() {
            assert!(
                !text.contains("#![cfg("),
                "{name} has a module that is empty for some targets"
            );
            for (_, after) in text
                .match_indices("#[cfg(target_arch = \"wasm32\")]\n")
                .map(|(at, cfg)| text.split_at(at + cfg.len()))
            {
                let item = after.lines().next().unwrap_or_default().trim_start();
                let head = item.split(['=', '(', ';', '{']).next().unwrap_or_default();
                let has_twin = text.matches(head).count() > 1;
                assert!(
                    !head.starts_with("pub ") || head.starts_with("pub(") || has_twin,
                    "{name}: {item}"
                );
            }
        }
        // The allocator exists only for wasm.
        let is_for_all = !library.read("Cargo.toml").contains("\"wasm32\")'.dependencies]");
        assert!(
            is_for_all || name == "tarn-small-allocator",
            "{name} has dependencies only for a browser"
        );
    }
}
