//! `docs/ownership.md` says who writes what. It is rendered from the file that the owner of the store enforces, so the two cannot
//! disagree.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;
use tarn_manifest::{FederationConfig, slice_and_action};

const HEAD: &str = "# Who writes what

One remote writes an action, everybody reads the state. The owner of the store enforces this table at every dispatch (FED-012), and
compares it with what a remote's manifest says it dispatches before any of its code is loaded. It is the `grants` of
`host/federation.json`; change them there. It guards teams against each other's mistakes, not the page against hostile code.

";

/// The file's text for this `federation.json`.
///
/// # Errors
/// A grant covers no action.
pub fn render(federation: &FederationConfig) -> anyhow::Result<String> {
    let mut slices = BTreeMap::<&str, Vec<(&str, &str)>>::new();
    for (remote, config) in federation.remotes.iter() {
        for grant in &config.grants {
            let (slice, action) = slice_and_action(grant).with_context(|| {
                format!("remotes.{remote}.grants: \"{grant}\" covers no action; an action is slice/action, all of a slice slice/*")
            })?;
            slices.entry(slice).or_default().push((remote, action));
        }
    }
    let mut text = String::from(HEAD);
    text.push_str("| slice | remote | may dispatch |\n|---|---|---|\n");
    for (slice, grants) in slices {
        for (remote, action) in grants {
            let what = if action == "*" { "all of its actions" } else { action };
            writeln!(text, "| `{slice}` | {remote} | {what} |")?;
        }
    }
    text.push_str(
        "\nThe host may dispatch everything, and so may JavaScript with the bare `window.__TARN__.store`: that is the page's own. A \
         remote in\nJavaScript takes `window.__TARN__.storeOf(name)`, which dispatches in its name and is held to its grants.\n",
    );
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(remotes: &str) -> anyhow::Result<String> {
        let json = format!("{{ \"remotes\": {remotes} }}");
        render(&FederationConfig::from_json(json.as_bytes())?)
    }

    #[test]
    fn a_grant_of_one_action_and_of_a_whole_slice_read_differently() {
        let text = rendered(
            r#"{ "cart": { "manifests": ["/c"], "grants": ["cart/*"] }, "products": { "manifests": ["/p"], "grants": ["cart/addToCart"] } }"#,
        )
        .unwrap();
        assert!(
            text.contains("| `cart` | cart | all of its actions |\n| `cart` | products | addToCart |"),
            "{text}"
        );
    }

    #[test]
    fn a_grant_that_names_no_slice_is_an_error() {
        let error = rendered(r#"{ "cart": { "manifests": ["/c"], "grants": ["cart"] } }"#).unwrap_err();
        assert!(error.to_string().contains("remotes.cart.grants"), "{error}");
    }
}
