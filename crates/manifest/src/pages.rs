//! Pages of remotes: the remote that shows the page at a path.

use crate::path::{begins, match_path};
use crate::{FederationConfig, RemoteConfig};

/// A page at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAt<'a> {
    /// The remote of the page.
    pub remote: &'a str,
    /// The exposed component of the page.
    pub component: &'a str,
    /// The displayed title of the page.
    pub title: &'a str,
    /// The props from the path, by name.
    pub props: Vec<(&'a str, &'a str)>,
}

impl RemoteConfig {
    /// Paths of all its pages: those of the host and its own.
    pub fn page_paths(&self) -> impl Iterator<Item = &str> {
        let routes = self.routes.iter().map(|route| &route.path);
        self.pages.iter().chain(routes).map(String::as_str)
    }
}

impl FederationConfig {
    /// The remote's own page at `path`. The first matching remote in the file wins.
    ///
    /// ```
    /// # use tarn_manifest::FederationConfig;
    /// let config = FederationConfig::from_json(
    ///     br#"{ "remotes": { "reviews": {
    ///         "manifests": ["/remotes/reviews/remote.json"],
    ///         "routes": [{ "path": "/reviews/:id", "component": "ReviewsPage" }]
    ///     } } }"#,
    /// )?;
    /// let page = config.page_at("/reviews/7").unwrap();
    /// assert_eq!((page.remote, page.component), ("reviews", "ReviewsPage"));
    /// assert_eq!(page.props, [("id", "7")]);
    /// # Ok::<(), tarn_manifest::FederationError>(())
    /// ```
    #[must_use]
    pub fn page_at<'a>(&'a self, path: &'a str) -> Option<PageAt<'a>> {
        self.remotes.iter().find_map(|(name, remote)| {
            remote.routes.iter().find_map(|route| {
                Some(PageAt {
                    remote: name,
                    component: &route.component,
                    props: match_path(&route.path, path)?,
                    title: route.title.as_deref().unwrap_or(name),
                })
            })
        })
    }

    /// The remote that shows the page at `path`, whether the page is the host's or the remote's own.
    #[must_use]
    pub fn remote_at(&self, path: &str) -> Option<(&str, &RemoteConfig)> {
        self.remotes
            .iter()
            .find(|(_, remote)| remote.page_paths().any(|page| match_path(page, path).is_some()))
    }

    /// Whether this path is, or begins, the path of any remote's page.
    #[must_use]
    pub fn has_page_below(&self, path: &str) -> bool {
        let mut remotes = self.remotes.iter();
        remotes.any(|(_, remote)| remote.page_paths().any(|page| begins(page, path)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn config(value: &serde_json::Value) -> FederationConfig {
        FederationConfig::read(&tarn_wire::to_vec(value)).unwrap()
    }

    #[test]
    fn a_remote_can_bring_pages_along() {
        let config = config(&json!({"remotes": {"products": {
            "manifests": ["/remote.json"],
            "routes": [{"path": "/", "component": "ProductList"}, {"path": "/product/:productId", "component": "ProductDetail", "title": "One product"}],
        }}}));
        let list = config.page_at("/").unwrap();
        assert_eq!(
            (list.remote, list.component, list.props),
            ("products", "ProductList", vec![])
        );
        let detail = config.page_at("/product/p7").unwrap();
        assert_eq!((list.title, detail.title), ("products", "One product"));
        assert_eq!(detail.component, "ProductDetail");
        assert_eq!(detail.props, [("productId", "p7")]);
        assert_eq!(config.page_at("/product"), None);
        assert_eq!(config.page_at("/product/"), None);
        assert_eq!(config.page_at("/product/p7/more"), None);
    }

    #[test]
    fn the_remote_of_a_page_is_found_for_host_pages_and_its_own() {
        let config = config(&json!({"remotes": {"wishlist": {
            "manifests": ["/one.json", "/other.json"],
            "pages": ["/gifts"],
            "routes": [{"path": "/wishlist", "component": "A"}, {"path": "/wishlist/:id", "component": "B"}],
        }}}));
        let remote_at = |path| config.remote_at(path).map(|(name, _)| name);
        for path in ["/gifts", "/wishlist", "/wishlist/7"] {
            assert_eq!(remote_at(path), Some("wishlist"), "{path}");
        }
        for path in ["/", "/wishlist/7/more", "/nowhere"] {
            assert_eq!(remote_at(path), None, "{path}");
        }
        for (path, expected) in [
            ("/wishlist", true),
            ("/wishlist/7", true),
            ("/wishlist/7/more", false),
            ("/wish", false),
        ] {
            assert_eq!(config.has_page_below(path), expected, "{path}");
        }
        assert_eq!(config.page_at("/gifts"), None, "the host shows it by itself");
    }

    #[test]
    fn the_first_of_two_remotes_with_a_page_wins() {
        let text = r#"{"remotes": {"z": {"manifests": ["/z.json"], "pages": ["/p"]}, "a": {"manifests": ["/a.json"], "pages": ["/p"]}}}"#;
        let config = FederationConfig::from_json(text.as_bytes()).unwrap();
        assert_eq!(config.remote_at("/p").map(|(name, _)| name), Some("z"));
    }
}
