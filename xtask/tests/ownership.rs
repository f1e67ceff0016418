//! `docs/ownership.md` says who writes what. It is rendered from the file that the owner of the store enforces, so the two cannot
//! disagree. `UPDATE_OWNERSHIP=1 cargo test -p xtask --test ownership` writes it anew.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

const HEAD: &str = "# Who writes what

One remote writes an action, everybody reads the state. The owner of the store enforces this table at every dispatch (FED-012), and
compares it with what a remote's manifest says it dispatches before any of its code is loaded. It is the `grants` of
`host/federation.json`; change them there. It guards teams against each other's mistakes, not the page against hostile code.

";

/// The file's text for this `federation.json`.
fn render(federation: &Value) -> String {
    let mut slices = BTreeMap::<&str, Vec<(&str, &str)>>::new();
    for (remote, config) in federation["remotes"].as_object().unwrap() {
        for grant in config["grants"].as_array().unwrap() {
            let (slice, action) = grant.as_str().unwrap().split_once('/').unwrap();
            slices.entry(slice).or_default().push((remote, action));
        }
    }
    let mut text = String::from(HEAD);
    text.push_str("| slice | remote | may dispatch |\n|---|---|---|\n");
    for (slice, grants) in slices {
        for (remote, action) in grants {
            let what = if action == "*" { "all of its actions" } else { action };
            writeln!(text, "| `{slice}` | {remote} | {what} |").unwrap();
        }
    }
    text.push_str(
        "\nThe host may dispatch everything, and so may JavaScript with the bare `window.__FEDERATION__.store`: that is the page's own. A \
         remote in\nJavaScript takes `window.__FEDERATION__.storeOf(name)`, which dispatches in its name and is held to its grants.\n",
    );
    text
}

#[test]
fn the_table_is_rendered_from_what_is_enforced() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let federation = fs::read_to_string(root.join("host/federation.json")).unwrap();
    let rendered = render(&serde_json::from_str(&federation).unwrap());
    let file = root.join("docs/ownership.md");
    if std::env::var_os("UPDATE_OWNERSHIP").is_some() {
        fs::write(&file, &rendered).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == rendered,
        "docs/ownership.md is not what host/federation.json grants; run UPDATE_OWNERSHIP=1 cargo test -p xtask --test ownership"
    );
}

#[test]
fn a_grant_of_one_action_and_of_a_whole_slice_read_differently() {
    let text = render(&serde_json::json!({"remotes": {
        "cart": {"grants": ["cart/*"]}, "products": {"grants": ["cart/addToCart"]},
    }}));
    assert!(
        text.contains("| `cart` | cart | all of its actions |\n| `cart` | products | addToCart |"),
        "{text}"
    );
}
