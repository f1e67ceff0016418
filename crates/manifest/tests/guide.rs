//! docs/guides/federation-json.md agrees with the parser: the parser reads its examples, and it describes every member.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use serde_json::Value;
use tarn_manifest::FederationConfig;
use tarn_wire::{Description, Wire};

const GUIDE: &str = include_str!("../../../docs/guides/federation-json.md");
const OF_THE_SHOP: &str = include_str!("../../../host/federation.json");

/// A member of no host's file.
const OF_A_REMOTES_OWN_PAGE: &str = "port";

/// The example that follows this mark in the guide.
fn shown(mark: &str) -> Value {
    let (_, after) = GUIDE.split_once(&format!("<!-- {mark} -->\n```json\n")).unwrap();
    serde_json::from_str(after.split_once("```").unwrap().0).unwrap()
}

fn read(value: &Value) -> FederationConfig {
    FederationConfig::read(&tarn_wire::to_vec(value)).unwrap()
}

/// Every member that the parser knows, in the notation of the guide, and the objects that contain them.
fn known() -> BTreeSet<String> {
    let mut description = Description::default();
    FederationConfig::describe("", &mut description);
    let mut known = BTreeSet::new();
    for line in description.into_lines() {
        let path = line
            .split(": ")
            .next()
            .unwrap_or_default()
            .replace('?', "")
            .replace("{}", ".*");
        let path = path.trim_start_matches('.');
        let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
        known.extend(ends.map(|end| path[..end].trim_end_matches("[]").to_owned()));
    }
    // Members with free names.
    known.retain(|member| !member.ends_with(".*"));
    known
}

/// The members in the guide's table.
fn explained() -> BTreeSet<String> {
    let rows = GUIDE
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    rows.map(|(member, _)| member.to_owned()).collect()
}

/// Differences between the guide's example and the shop's file. Remotes that only the shop has do not count: a team
/// adds its remote without a change of the guide.
fn differences(guide: &Value, of_the_shop: &Value) -> Vec<String> {
    let rest = |file: &Value| {
        let mut rest = file.clone();
        rest.as_object_mut().unwrap().remove("remotes");
        rest
    };
    let mut differing = Vec::new();
    if rest(guide) != rest(of_the_shop) {
        differing.push("the members beside \"remotes\"".to_owned());
    }
    for (name, shown) in guide["remotes"].as_object().unwrap() {
        if of_the_shop["remotes"].get(name) != Some(shown) {
            differing.push(format!("remote \"{name}\""));
        }
    }
    differing
}

#[test]
fn the_file_for_development_is_the_one_of_the_shop() {
    let of_the_shop: Value = serde_json::from_str(OF_THE_SHOP).unwrap();
    assert_eq!(
        differences(&shown("development"), &of_the_shop),
        [""; 0],
        "copy these from host/federation.json into docs/guides/federation-json.md"
    );
    read(&of_the_shop);
}

#[test]
fn an_added_remote_needs_no_change_of_the_guide() {
    let mut of_the_shop = shown("development");
    of_the_shop["remotes"]["made-by-a-test"] = serde_json::json!({ "manifests": ["/made/remote.json"] });
    assert_eq!(differences(&shown("development"), &of_the_shop), [""; 0]);
}

#[test]
fn changed_and_removed_remotes_of_the_guide_are_named() {
    let mut of_the_shop = shown("development");
    of_the_shop["remotes"]["cart"]["grants"] = serde_json::json!([]);
    of_the_shop["remotes"].as_object_mut().unwrap().remove("auth");
    of_the_shop["persist"] = serde_json::json!([]);
    assert_eq!(
        differences(&shown("development"), &of_the_shop),
        ["the members beside \"remotes\"", "remote \"auth\"", "remote \"cart\""]
    );
}

#[test]
fn the_production_example_has_every_member() {
    let value = shown("production");
    let config = read(&value);
    assert_eq!(config.remotes["cart"].manifests.len(), 2);
    assert_eq!(config.page_at("/reviews").unwrap().component, "ReviewsPage");
    let text = value.to_string();
    for member in explained().iter().filter(|member| *member != OF_A_REMOTES_OWN_PAGE) {
        let name = member.rsplit('.').next().unwrap_or_default();
        assert!(text.contains(&format!("\"{name}\"")), "the example has no {member}");
    }
}

#[test]
fn the_guide_explains_every_member_that_the_parser_knows_and_no_other() {
    assert_eq!(explained(), known());
}

#[test]
fn the_defaults_in_the_guide_are_those_of_the_parser() {
    let config = read(&serde_json::json!({ "remotes": { "a": { "manifests": ["/a.json"] } } }));
    let row = |member: &str| {
        GUIDE
            .lines()
            .find(|line| line.starts_with(&format!("| `{member}` |")))
            .unwrap()
    };
    for (member, default) in [
        ("limits.manifestMs", config.limits.manifest_ms),
        ("limits.codeMs", config.limits.code_ms),
        ("limits.mountMs", config.limits.mount_ms),
        ("limits.attempts", config.limits.attempts),
    ] {
        assert!(
            row(member).ends_with(&format!("| {default} |")),
            "{member} is {default}"
        );
    }
    assert!(!config.bridge.enabled && config.persist.is_empty() && config.override_origins.is_empty());
}
