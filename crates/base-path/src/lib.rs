//! The path below which a whole site is served, such as `/shop/`.
//!
//! Inside the site, addresses begin at its own root: `/cart`, `/api/products`, `/remotes/cart/remote.json`. [`BasePath::resolve`] adds the
//! base path where a link, an image or a request is made. [`BasePath::strip`] removes it from paths of the browser or of a proxy.
//! [`BasePath::scope`] adds it to names that a whole origin shares, such as keys of localStorage, so that two sites of one origin do
//! not mix.
//!
//! The page carries the base path: [`page::write`] writes `<html data-base-path="/shop/">`. Scripts read that attribute, and wasm calls
//! [`of_page`].

mod browser;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub mod page;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod parse;

pub use browser::of_page;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use parse::BasePathError;

/// The attribute of the `html` element with the base path. A page without it has the base path `/`.
pub const ATTRIBUTE: &str = "data-base-path";

/// A path that begins and ends with a slash: `/`, `/shop/`, `/eu/shop/`.
///
/// ```
/// use tarn_base_path::BasePath;
///
/// let base: BasePath = "shop".parse()?;
/// assert_eq!(base.as_str(), "/shop/");
/// # Ok::<(), tarn_base_path::BasePathError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePath(String);

impl Default for BasePath {
    /// `/`: the site is the only one of its origin.
    fn default() -> Self {
        Self("/".into())
    }
}

impl BasePath {
    /// The path with both slashes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `/`, which leaves addresses unchanged.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.len() == 1
    }

    /// An address of the site for the browser: `/cart` becomes `/shop/cart`. Full addresses, `//host/...`, fragments, queries and
    /// relative paths stay unchanged.
    ///
    /// ```
    /// # let base: tarn_base_path::BasePath = "/shop/".parse().unwrap();
    /// assert_eq!(base.resolve("/cart?size=2"), "/shop/cart?size=2");
    /// assert_eq!(base.resolve("https://cdn.example/a.svg"), "https://cdn.example/a.svg");
    /// ```
    #[must_use]
    pub fn resolve(&self, address: &str) -> String {
        let is_of_site = address.starts_with('/') && !address.starts_with("//");
        joined(if is_of_site { self.without_last_slash() } else { "" }, address)
    }

    /// A path of the browser for the site: `/shop/cart` becomes `/cart`, and `/shop` becomes `/`. `None` for a path outside of the site.
    ///
    /// ```
    /// # let base: tarn_base_path::BasePath = "/shop/".parse().unwrap();
    /// assert_eq!(base.strip("/shop/cart"), Some("/cart"));
    /// assert_eq!(base.strip("/blog"), None);
    /// ```
    #[must_use]
    pub fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.without_last_slash())?;
        match rest {
            "" => Some("/"),
            _ => rest.starts_with('/').then_some(rest),
        }
    }

    /// A name that is unique among the sites of an origin: `app.cart` becomes `/shop/app.cart`. Below `/` it stays unchanged.
    ///
    /// ```
    /// # let base: tarn_base_path::BasePath = "/shop/".parse().unwrap();
    /// assert_eq!(base.scope("app.cart"), "/shop/app.cart");
    /// ```
    #[must_use]
    pub fn scope(&self, name: &str) -> String {
        joined(if self.is_root() { "" } else { &self.0 }, name)
    }

    fn without_last_slash(&self) -> &str {
        self.0.strip_suffix('/').unwrap_or_default()
    }
}

fn joined(start: &str, end: &str) -> String {
    String::from(start) + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> BasePath {
        BasePath("/shop/".into())
    }

    #[test]
    fn addresses_of_the_site_get_the_base_path() {
        for (address, expected) in [
            ("/", "/shop/"),
            ("/cart", "/shop/cart"),
            ("/products?query=a//b#c", "/shop/products?query=a//b#c"),
            ("/shop/cart", "/shop/shop/cart"),
        ] {
            assert_eq!(shop().resolve(address), expected);
        }
    }

    #[test]
    fn other_addresses_stay_unchanged() {
        for address in [
            "",
            "#chat",
            "?page=2",
            "cart",
            "./cart",
            "//cdn.example/a.svg",
            "https://cdn.example/a.svg",
            "data:image/svg+xml,x",
        ] {
            assert_eq!(shop().resolve(address), address);
        }
    }

    #[test]
    fn paths_of_the_browser_lose_the_base_path() {
        for (path, expected) in [
            ("/shop/", Some("/")),
            ("/shop", Some("/")),
            ("/shop/cart", Some("/cart")),
            ("/shop/shop/cart", Some("/shop/cart")),
            ("/shopping", None),
            ("/other/cart", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(shop().strip(path), expected, "{path}");
        }
    }

    #[test]
    fn the_root_leaves_addresses_and_names_unchanged() {
        let root = BasePath::default();
        assert_eq!(root.resolve("/cart"), "/cart");
        assert_eq!(root.strip("/cart"), Some("/cart"));
        assert_eq!(root.strip("/"), Some("/"));
        assert_eq!(root.scope("shop.cart"), "shop.cart");
    }

    #[test]
    fn names_of_two_sites_differ() {
        let other = BasePath("/other/".into());
        assert_eq!(shop().scope("shop.cart"), "/shop/shop.cart");
        assert_ne!(shop().scope("shop.cart"), other.scope("shop.cart"));
    }
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
