//! Adding a remote to `federation.json`, leaving the rest of the file as people wrote it.

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::value::RawValue;
use tarn_manifest::{FederationConfig, covers};

use super::name::RemoteName;

/// The file with one remote more: its page is at `/NAME`, and it may dispatch the actions of a slice of its
/// own name only; none, where such a slice is another's.
pub(super) fn with_remote(json: &str, name: &RemoteName) -> anyhow::Result<String> {
    let (component, title) = (name.component(), name.title());
    let name = name.kebab();
    let list = FederationConfig::from_json(json.as_bytes())?;
    if list.remotes.get(name).is_some() {
        bail!("it names a remote \"{name}\" already");
    }
    let end = end_of_remotes(json).context("the end of \"remotes\" is not to be found")?;
    let before = json[..end].trim_end();
    let comma = if list.remotes.iter().next().is_none() { "" } else { "," };
    let own = format!("{name}/*");
    let mut granted = list.remotes.iter().flat_map(|(_, remote)| &remote.grants);
    let grants = match granted.any(|grant| covers(&own, grant)) {
        true => String::new(),
        false => format!("\"{own}\""),
    };
    let entry = format!(
        r#"{comma}
    "{name}": {{
      "manifests": ["/remotes/{name}/remote.json"],
      "grants": [{grants}],
      "routes": [{{ "path": "/{name}", "component": "{component}", "title": "{title}" }}]
    }}
  "#
    );
    let longer = format!("{before}{entry}{}", &json[end..]);
    FederationConfig::from_json(longer.as_bytes()).context("the entry does not fit in; add it by hand")?;
    Ok(longer)
}

/// What is looked for in the file.
#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    remotes: &'a RawValue,
}

/// Where the `}` stands that closes the top-level object "remotes". The parser lends its text out of the file's.
fn end_of_remotes(json: &str) -> Option<usize> {
    let remotes = serde_json::from_str::<List<'_>>(json).ok()?.remotes.get();
    let start = remotes.as_ptr().addr().checked_sub(json.as_ptr().addr())?;
    let end = start + remotes.len();
    (json.get(start..end)? == remotes).then(|| end - 1)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const LIST: &str = r#"{
  "note": "remotes { live \" here",
  "bridge": { "enabled": true },
  "remotes": {
    "cart": { "manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"] }
  },
  "overrideOrigins": []
}
"#;

    fn name(name: &str) -> RemoteName {
        RemoteName::parse(name).unwrap()
    }

    #[test]
    fn the_entry_is_added_and_every_other_line_stays() {
        let longer = with_remote(LIST, &name("reviews")).unwrap();
        let json: Value = serde_json::from_str(&longer).unwrap();
        assert_eq!(
            json["remotes"]["reviews"],
            serde_json::json!({
                "manifests": ["/remotes/reviews/remote.json"],
                "grants": ["reviews/*"],
                "routes": [{"path": "/reviews", "component": "ReviewsPage", "title": "Reviews"}],
            })
        );
        assert_eq!(json["remotes"].as_object().unwrap().len(), 2);
        let read = tarn_manifest::FederationConfig::from_json(longer.as_bytes()).unwrap();
        assert_eq!(read.page_at("/reviews").unwrap().component, "ReviewsPage");
        let bare = |text: &str| {
            text.lines()
                .map(|line| line.trim_end_matches(',').to_owned())
                .collect::<Vec<_>>()
        };
        let mut left = bare(&longer);
        left.drain(5..10);
        assert_eq!(left, bare(LIST));
        assert!(longer.contains("\n  },\n  \"overrideOrigins\""));
    }

    #[test]
    fn what_belongs_to_another_is_not_granted() {
        let list = LIST.replace("\"cart/*\"", "\"cart/*\", \"wishlist/*\"");
        let longer = with_remote(&list, &name("wishlist")).unwrap();
        let json: Value = serde_json::from_str(&longer).unwrap();
        assert_eq!(json["remotes"]["wishlist"]["grants"], serde_json::json!([]));
    }

    #[test]
    fn a_first_remote_needs_no_comma() {
        let longer = with_remote("{\"remotes\":{}}", &name("reviews")).unwrap();
        let json: Value = serde_json::from_str(&longer).unwrap();
        assert!(json["remotes"]["reviews"].is_object());
    }

    #[test]
    fn a_remote_that_is_there_and_a_broken_file_are_errors() {
        assert!(
            with_remote(LIST, &name("cart"))
                .unwrap_err()
                .to_string()
                .contains("already")
        );
        assert!(
            with_remote("{\"remotes\":", &name("reviews"))
                .unwrap_err()
                .to_string()
                .contains("is malformed")
        );
        assert!(
            with_remote("{\"remotes\": 3}", &name("reviews"))
                .unwrap_err()
                .to_string()
                .contains("remotes: expected")
        );
    }
}
