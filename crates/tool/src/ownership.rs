//! `docs/ownership.md` says who writes what. It is rendered from the file that the owner of the store enforces, so the two cannot
//! disagree.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;
use serde_json::Value;

const HEAD: &str = "# Who writes what

One remote writes an action, everybody reads the state. The owner of the store enforces this table at every dispatch (FED-012), and
compares it with what a remote's manifest says it dispatches before any of its code is loaded. It is the `grants` of
`host/federation.json`; change them there. It guards teams against each other's mistakes, not the page against hostile code.

";

/// What the remotes of this `federation.json` are granted, as `(remote, slice, action)`, in its order.
pub fn grants(federation: &Value) -> anyhow::Result<Vec<(&str, &str, &str)>> {
    let remotes = federation["remotes"]
        .as_object()
        .context("it has no object \"remotes\"")?;
    let mut found = Vec::new();
    for (remote, config) in remotes {
        for grant in config["grants"].as_array().into_iter().flatten() {
            let (slice, action) = grant
                .as_str()
                .and_then(|grant| grant.split_once('/'))
                .with_context(|| format!("remotes.{remote}.grants: {grant} is not of the form slice/action"))?;
            found.push((remote.as_str(), slice, action));
        }
    }
    Ok(found)
}

/// The file's text for this `federation.json`.
pub fn render(federation: &Value) -> anyhow::Result<String> {
    let mut slices = BTreeMap::<&str, Vec<(&str, &str)>>::new();
    for (remote, slice, action) in grants(federation)? {
        slices.entry(slice).or_default().push((remote, action));
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

    #[test]
    fn a_grant_of_one_action_and_of_a_whole_slice_read_differently() {
        let text = render(&serde_json::json!({"remotes": {
            "cart": {"grants": ["cart/*"]}, "products": {"grants": ["cart/addToCart"]},
        }}))
        .unwrap();
        assert!(
            text.contains("| `cart` | cart | all of its actions |\n| `cart` | products | addToCart |"),
            "{text}"
        );
    }

    #[test]
    fn a_grant_that_names_no_slice_is_an_error() {
        let error = render(&serde_json::json!({"remotes": {"cart": {"grants": ["cart"]}}})).unwrap_err();
        assert!(error.to_string().contains("remotes.cart.grants"), "{error}");
    }
}
