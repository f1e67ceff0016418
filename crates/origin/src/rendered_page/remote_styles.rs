//! The styles of a remote whose HTML is in the page: without them its content would move when the remote starts.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tarn_base_path::BasePath;
use tarn_manifest::{Manifest, RemoteConfig};

use super::html_text::escaped;
use super::inline_style;
use crate::inline_code::InlineCode;
use crate::parameters::Parameters;

/// The styles of a build of a remote.
#[derive(Debug)]
pub(super) struct RemoteStyles {
    remote: String,
    /// The `remote.json` of the build.
    manifest: String,
    sheets: Vec<Sheet>,
    /// The sheets in the page, for its policy.
    pub(super) code: InlineCode,
}

#[derive(Debug)]
struct Sheet {
    address: String,
    integrity: String,
    /// The text, where it is in the page.
    css: Option<String>,
}

/// The styles of the deployed remotes, by remote. Another `remote.json` replaces them.
#[derive(Default)]
pub(super) struct StyleCache(Mutex<HashMap<String, Arc<RemoteStyles>>>);

impl StyleCache {
    /// The styles of the remote of a page. `None` for a remote of another origin, whose files are not in `dist`, and without a manifest.
    pub(super) async fn of(
        &self,
        remote: &str,
        config: &RemoteConfig,
        parameters: &Parameters,
    ) -> Option<Arc<RemoteStyles>> {
        let (dist, base) = (parameters.dist.as_path(), &parameters.base);
        let address = config.manifests.first()?;
        if *address != format!("/remotes/{remote}/remote.json") {
            return None;
        }
        let folder = dist.join("remotes").join(remote);
        let manifest = tokio::fs::read_to_string(folder.join("remote.json")).await.ok()?;
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = lock().get(remote).filter(|last| last.manifest == manifest) {
            return Some(last.clone());
        }
        let mut styles = RemoteStyles::linked(remote, manifest, base)?;
        let is_complete = parameters.security.has_own_policy() || styles.read(dist, base).await;
        let styles = Arc::new(styles);
        // An incomplete result is not cached: the next request reads the sheets again.
        if is_complete {
            lock().insert(remote.to_owned(), styles.clone());
        }
        Some(styles)
    }
}

impl RemoteStyles {
    /// Links to the styles of a build; `None` if the manifest is none.
    pub(super) fn linked(remote: &str, manifest: String, base: &BasePath) -> Option<Self> {
        let read = Manifest::from_json(remote, manifest.as_bytes()).ok()?;
        let sheets = read.entry.css.iter().map(|file| Sheet {
            address: base.resolve(&format!("/remotes/{remote}/{file}")),
            integrity: read.integrity_of(file).to_owned(),
            css: None,
        });
        Some(Self {
            remote: remote.to_owned(),
            sheets: sheets.collect(),
            code: InlineCode::default(),
            manifest,
        })
    }

    /// Reads the sheets that the page may contain. Returns whether all could be read.
    async fn read(&mut self, dist: &Path, base: &BasePath) -> bool {
        let mut is_complete = true;
        // Browsers refuse a sheet without a hash.
        for sheet in self.sheets.iter_mut().filter(|sheet| !sheet.integrity.is_empty()) {
            let file = sheet.address.strip_prefix(base.as_str()).unwrap_or_default();
            match inline_style::text(dist, dist.join(file), &sheet.address, &sheet.integrity).await {
                Ok(css) => sheet.css = css,
                Err(error) => {
                    inline_style::warn(&sheet.address, &error);
                    is_complete = false;
                }
            }
        }
        self.code = InlineCode::of_styles(self.sheets.iter().filter_map(|sheet| sheet.css.as_deref()));
        is_complete
    }

    /// Whether they are of the build with this `remote.json`.
    pub(super) fn is_of(&self, remote: &str, manifest: &str) -> bool {
        self.remote == remote && self.manifest == manifest
    }

    /// The styles that are fetched: address and hash.
    pub(super) fn fetched(&self) -> impl Iterator<Item = (&str, &str)> {
        let fetched = self.sheets.iter().filter(|sheet| sheet.css.is_none());
        fetched.map(|sheet| (sheet.address.as_str(), sheet.integrity.as_str()))
    }

    /// Writes the elements. `data-rendered-for` names the remote: its own styles replace them when it is mounted (`remote_styles.js` of
    /// `tarn-federation`). The attributes of links are those with which the remote's files are fetched.
    pub(super) fn write(&self, out: &mut String) {
        let remote = escaped(&self.remote);
        for sheet in &self.sheets {
            // Writing to a text cannot fail.
            let _ = match &sheet.css {
                Some(css) => write!(out, "<style data-rendered-for=\"{remote}\">{css}</style>"),
                None => write!(
                    out,
                    "<link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\" crossorigin=\"\" data-rendered-for=\"{remote}\">",
                    escaped(&sheet.address),
                    escaped(&sheet.integrity),
                ),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"{"schema":1,"name":"cart","version":"1.0.0","buildId":"b","exposes":["CartPage"],
        "entry":{"js":"b/cart.js","css":["b/cart.css"]},"integrity":{"b/cart.js":"sha384-j","b/cart.css":"CSS"}}"#;
    /// The hash of `a{}`.
    const HASH: &str = "sha384-m4Zcd9m9Kerya2aMKZ9CuL1yv7QLjdpmEo79GaQCk1uO2U4trsxWuyqSJsOzpOru";

    fn written(styles: &RemoteStyles) -> String {
        let mut out = String::new();
        styles.write(&mut out);
        out
    }

    #[test]
    fn a_build_has_its_styles_below_the_base_path() {
        let base: BasePath = "/shop/".parse().unwrap();
        let styles = RemoteStyles::linked("cart", MANIFEST.replace("CSS", "sha384-c"), &base).unwrap();
        assert_eq!(
            written(&styles),
            "<link rel=\"stylesheet\" href=\"/shop/remotes/cart/b/cart.css\" integrity=\"sha384-c\" crossorigin=\"\" data-rendered-for=\"cart\">"
        );
        assert!(RemoteStyles::linked("cart", "{}".to_owned(), &base).is_none());
    }

    #[tokio::test]
    async fn the_styles_of_a_page_are_in_it_until_another_build_is_deployed() {
        let dist = tempfile::tempdir().unwrap();
        let folder = dist.path().join("remotes/cart");
        std::fs::create_dir_all(folder.join("b")).unwrap();
        let deploy = |hash: &str| std::fs::write(folder.join("remote.json"), MANIFEST.replace("CSS", hash)).unwrap();
        deploy(HASH);
        let config = RemoteConfig {
            manifests: vec!["/remotes/cart/remote.json".to_owned()],
            ..RemoteConfig::default()
        };
        let last = StyleCache::default();
        let parameters = Parameters::new(dist.path().to_owned());
        let styles = async || last.of("cart", &config, &parameters).await.unwrap();
        // The manifest is deployed before its style.
        assert!(written(&*styles().await).starts_with("<link "));

        std::fs::write(folder.join("b/cart.css"), "a{}").unwrap();
        let inside = styles().await;
        assert_eq!(written(&inside), "<style data-rendered-for=\"cart\">a{}</style>");
        assert_eq!(inside.code, InlineCode::of("<style>a{}</style>"));
        assert_eq!(inside.fetched().count(), 0);
        assert!(Arc::ptr_eq(&inside, &styles().await));

        deploy("sha384-other");
        let other = styles().await;
        assert!(written(&other).starts_with("<link ") && other.code == InlineCode::default());
        assert!(!other.is_of("cart", &inside.manifest));
    }
}
