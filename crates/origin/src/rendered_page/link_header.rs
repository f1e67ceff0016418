//! The header `Link`: files that the page needs first. A proxy may send it ahead of the answer, with status 103.
//!
//! Each link has the attributes of its element in the page, or of the one that `preload.js` makes: a browser fetches a file again if
//! they differ.

use std::path::Path;

use axum::http::HeaderValue;
use tarn_base_path::BasePath;
use tarn_manifest::{Manifest, RemoteConfig};

/// Proxies limit the length of a header.
const MAX_LINKS: usize = 12;

/// The links of a page: those in its head, and the remote's styles. No code of a remote is fetched before its manifest is accepted. The host's
/// wasm is left out: it would compete with what makes the page visible.
pub(super) async fn of(
    head: &str,
    remote: Option<(&str, &RemoteConfig)>,
    dist: &Path,
    base: &BasePath,
) -> Option<HeaderValue> {
    let mut links: Vec<_> = of_head(head).collect();
    if let Some((name, config)) = remote {
        links.extend(of_remote(name, config, dist, base).await.unwrap_or_default());
    }
    links.truncate(MAX_LINKS);
    match links.is_empty() {
        true => None,
        false => HeaderValue::try_from(links.join(", ")).ok(),
    }
}

fn of_head(head: &str) -> impl Iterator<Item = String> {
    let tags = head.split("<link ").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter_map(|tag| {
        let href = attribute(tag, "href").filter(|href| href.starts_with('/'))?;
        let kind = match attribute(tag, "rel")? {
            "modulepreload" => "rel=modulepreload".to_owned(),
            "stylesheet" => "rel=preload; as=style".to_owned(),
            "preload" => format!("rel=preload; as={}", attribute(tag, "as")?),
            _ => return None,
        };
        Some(link(
            href,
            &kind,
            tag.contains("crossorigin"),
            attribute(tag, "integrity"),
        ))
    })
}

/// `None` for a remote of another origin: its files are not in this folder.
async fn of_remote(name: &str, config: &RemoteConfig, dist: &Path, base: &BasePath) -> Option<Vec<String>> {
    let address = config.manifests.first()?;
    let folder = address
        .strip_suffix("remote.json")
        .filter(|folder| *folder == format!("/remotes/{name}/"))?;
    let json = tokio::fs::read(dist.join("remotes").join(name).join("remote.json"))
        .await
        .ok()?;
    let manifest = Manifest::from_json(name, &json).ok()?;
    let styles = manifest.entry.css.iter().map(|file| {
        let href = base.resolve(&format!("{folder}{file}"));
        link(&href, "rel=preload; as=style", true, Some(manifest.integrity_of(file)))
    });
    Some(styles.collect())
}

fn link(href: &str, kind: &str, is_cross_origin: bool, integrity: Option<&str>) -> String {
    let cross_origin = if is_cross_origin { "; crossorigin=anonymous" } else { "" };
    let integrity = integrity.filter(|hash| !hash.is_empty());
    let integrity = integrity
        .map(|hash| format!("; integrity=\"{hash}\""))
        .unwrap_or_default();
    format!("<{href}>; {kind}{cross_origin}{integrity}")
}

/// The value of a quoted attribute, as builds write it. A value with characters that end a link is none.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let value = tag[start..].split('"').next()?;
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>,;\"\\".contains(&byte);
    value.bytes().all(is_plain).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_the_attributes_of_their_elements() {
        let head = "<link rel=\"icon\" href=\"/a.svg\"><link rel=\"modulepreload\" href=\"/a/host.js\" integrity=\"sha384-x+/=\" crossorigin=\"anonymous\">\
            <link rel=\"stylesheet\" href=\"/a/host.css\"/><link href=\"/a/f.woff2\" rel=\"preload\" as=\"font\" crossorigin>\
            <link rel=\"stylesheet\" href=\"https://cdn.example/x.css\"><link rel=\"stylesheet\" href=\"/a,b.css\">";
        let links: Vec<_> = of_head(head).collect();
        assert_eq!(
            links,
            [
                "</a/host.js>; rel=modulepreload; crossorigin=anonymous; integrity=\"sha384-x+/=\"",
                "</a/host.css>; rel=preload; as=style",
                "</a/f.woff2>; rel=preload; as=font; crossorigin=anonymous",
            ]
        );
    }
}
