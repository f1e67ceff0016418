//! The styles of a remote whose HTML is in the page: without them its content would move when the remote starts.

use std::fmt::Write as _;

use tarn_base_path::BasePath;
use tarn_manifest::Manifest;

use super::html_text::escaped;

/// The links to the styles of a build, from its `remote.json`. `data-rendered-for` names the remote: its own styles replace them when it
/// is mounted (`remote_styles.js` of `tarn-federation`). The attributes are those with which the remote's files are fetched.
pub(super) fn links(remote: &str, manifest: &str, base: &BasePath) -> String {
    let mut links = String::new();
    let Ok(manifest) = Manifest::from_json(remote, manifest.as_bytes()) else {
        return links;
    };
    for file in &manifest.entry.css {
        let href = base.resolve(&format!("/remotes/{remote}/{file}"));
        // Writing to a text cannot fail.
        let _ = write!(
            links,
            "<link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\" crossorigin=\"\" data-rendered-for=\"{}\">",
            escaped(&href),
            escaped(manifest.integrity_of(file)),
            escaped(remote)
        );
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_has_its_styles_below_the_base_path() {
        let manifest = r#"{"schema":1,"name":"cart","version":"1.0.0","buildId":"b","exposes":["CartPage"],
            "entry":{"js":"b/cart.js","css":["b/cart.css"]},"integrity":{"b/cart.js":"sha384-j","b/cart.css":"sha384-c"}}"#;
        let base: BasePath = "/shop/".parse().unwrap();
        assert_eq!(
            links("cart", manifest, &base),
            "<link rel=\"stylesheet\" href=\"/shop/remotes/cart/b/cart.css\" integrity=\"sha384-c\" crossorigin=\"\" data-rendered-for=\"cart\">"
        );
        assert_eq!(links("cart", "{}", &base), "");
    }
}
