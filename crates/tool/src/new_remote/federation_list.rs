//! Adds a remote to `federation.json` and keeps the rest of the text unchanged.

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::value::RawValue;
use tarn_manifest::{FederationConfig, covers, without_byte_order_mark};

use super::name::Name;

/// Adds a remote to the file: its page is at `/NAME`, and it may dispatch only actions of a slice with its own name;
/// none if such a slice belongs to another owner.
pub(super) fn with_remote(json: &str, name: &Name) -> anyhow::Result<String> {
    let (component, title) = (name.component(), name.title());
    let name = name.kebab();
    let list = FederationConfig::from_json(json.as_bytes())?;
    if list.remotes.get(name).is_some() {
        bail!("it already has a remote \"{name}\"");
    }
    let end = end_of_remotes(json).context("the end of \"remotes\" was not found")?;
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
    FederationConfig::from_json(longer.as_bytes()).context("the entry cannot be inserted; add it by hand")?;
    Ok(longer)
}

/// The part of the file that is read.
#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    remotes: &'a RawValue,
}

/// Position of the `}` that closes the top-level object "remotes". The parser borrows its text from the file's.
fn end_of_remotes(json: &str) -> Option<usize> {
    let list = without_byte_order_mark(json.as_bytes());
    let remotes = serde_json::from_slice::<List<'_>>(list).ok()?.remotes.get();
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

    fn name(name: &str) -> Name {
        Name::of_remote(name).unwrap()
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
    fn slices_of_other_owners_are_not_granted() {
        let list = LIST.replace("\"cart/*\"", "\"cart/*\", \"wishlist/*\"");
        let longer = with_remote(&list, &name("wishlist")).unwrap();
        let json: Value = serde_json::from_str(&longer).unwrap();
        assert_eq!(json["remotes"]["wishlist"]["grants"], serde_json::json!([]));
    }

    #[test]
    fn a_byte_order_mark_stays_in_front() {
        let longer = with_remote(&format!("\u{feff}{LIST}"), &name("reviews")).unwrap();
        assert_eq!(
            longer.strip_prefix('\u{feff}'),
            Some(with_remote(LIST, &name("reviews")).unwrap().as_str())
        );
    }

    #[test]
    fn a_first_remote_needs_no_comma() {
        let longer = with_remote("{\"remotes\":{}}", &name("reviews")).unwrap();
        let json: Value = serde_json::from_str(&longer).unwrap();
        assert!(json["remotes"]["reviews"].is_object());
    }

    #[test]
    fn an_existing_remote_and_a_broken_file_are_errors() {
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
