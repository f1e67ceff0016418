//! Renders `docs/ownership.md`, the table of write permissions, from the grants that the store's owner enforces, so the
//! two cannot disagree.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;
use tarn_manifest::{FederationConfig, slice_and_action};

const HEAD: &str = "# Write permissions

Only the listed remotes may dispatch an action; every remote reads the whole state. The store's owner enforces this table at every
dispatch (FED-012), and the host compares it with a remote's manifest before it loads the remote's code. The table is rendered from
the `grants` of `host/federation.json`; change them there. It protects teams from each other's mistakes, not the page from hostile
code.

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
        "\nThe host may dispatch every action, and so may JavaScript through `window.__TARN__.store`, which belongs to the page. A \
         remote in\nJavaScript uses `window.__TARN__.storeOf(name)`, which dispatches under its name and is limited to its grants.\n",
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
