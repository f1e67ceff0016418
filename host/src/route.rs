//! Maps addresses to pages. Plain Rust, tested natively.
#![cfg_attr(
    not(all(target_arch = "wasm32", target_os = "unknown")),
    allow(dead_code, reason = "a server redirects to canonical addresses itself")
)]

use tarn_manifest::match_path;

/// A page of the shop. Parameters are read separately: `/product/p2` after `/product/p1` is the same page with a changed prop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Home,
    Login,
    Products,
    Product,
    Cart,
    Payment,
    Orders,
    Order,
    Account,
    /// An address that has moved.
    Moved(&'static str),
    /// An address that is not the host's; a remote may have a route for it.
    Other,
}

/// The identity of a page: equal for all its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PageKey {
    /// A page of the host.
    Of(Route),
    /// An address outside the host, because two of them may be the pages of two remotes.
    Other(String),
}

/// The pages by the patterns of their paths.
const PAGES: [(&str, Route); 11] = [
    ("/", Route::Home),
    ("/login", Route::Login),
    ("/products", Route::Products),
    ("/product/:id", Route::Product),
    ("/cart", Route::Cart),
    ("/bag", Route::Moved("/cart")),
    ("/checkout", Route::Moved("/checkout/payment")),
    ("/checkout/payment", Route::Payment),
    ("/orders", Route::Orders),
    ("/orders/:id", Route::Order),
    ("/account", Route::Account),
];

impl Route {
    /// The page at `path`.
    pub(crate) fn at(path: &str) -> Self {
        Self::find(path).map_or(Self::Other, |(route, _)| route)
    }

    /// The page at `path`, and its parameter.
    fn find(path: &str) -> Option<(Self, Option<&str>)> {
        PAGES.iter().find_map(|(pattern, route)| {
            let parameters = match_path(pattern, path)?;
            Some((*route, parameters.first().map(|(_, value)| *value)))
        })
    }

    /// The identity of the page at `path`.
    pub(crate) fn key(self, path: &str) -> PageKey {
        match self {
            Self::Other => PageKey::Other(path.to_owned()),
            page => PageKey::Of(page),
        }
    }

    /// The parameter in `path`: the product's or order's id.
    pub(crate) fn parameter(path: &str) -> Option<&str> {
        Self::find(path)?.1
    }

    /// The id of the product at `path`. Ids are lowercase, and capitals in an address are accepted.
    fn product_id(path: &str) -> String {
        Self::parameter(path).unwrap_or_default().to_ascii_lowercase()
    }

    /// The canonical address of the page at `path`, if `path` is not canonical. The server redirects there
    /// (`server/src/shop_origin/canonical_address.rs`).
    pub(crate) fn canonical(path: &str) -> Option<String> {
        let has_capitals = |id: &str| id.bytes().any(|byte| byte.is_ascii_uppercase());
        let is_other = Self::at(path) == Self::Product && Self::parameter(path).is_some_and(has_capitals);
        is_other.then(|| String::from("/product/") + &Self::product_id(path))
    }

    /// The document's title at `path`. A product's page sets its own title when the product is loaded.
    pub(crate) fn title_at(self, path: &str) -> String {
        match (self, Self::parameter(path)) {
            (Self::Order, Some(id)) => String::from("Order ") + id + " · Tarn",
            _ => self.title().into(),
        }
    }

    /// The page's meta description. A product's page sets its own when the product is loaded.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Login => "Log in to Tarn with your phone number. No password needed.",
            Self::Products => "All products of Tarn: search, categories and prices.",
            Self::Product => "A product of Tarn, with its price and how many pieces are left.",
            Self::Cart => "What is in your cart.",
            Self::Payment => "What you are buying, and the payment.",
            Self::Orders => "What you have ordered, and how far it has come.",
            Self::Order => "What was ordered, and how far it has come.",
            Self::Account => "Your profile, your tickets and the chat with the shop.",
            Self::Home | Self::Moved(_) | Self::Other => {
                "Plain, well-made things for home, desk and hill that are kept for years."
            }
        }
    }

    /// The document's title for this kind of page.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Home => "Tarn, things for home, desk and hill",
            Self::Login => "Log in · Tarn",
            Self::Products => "Products · Tarn",
            Self::Product => "Product · Tarn",
            Self::Cart => "Cart · Tarn",
            Self::Payment => "Payment · Tarn",
            Self::Orders => "Orders · Tarn",
            Self::Order => "Order · Tarn",
            Self::Account => "Account · Tarn",
            Self::Moved(_) | Self::Other => "Tarn",
        }
    }
}

#[cfg(test)]
mod tests {
    use tarn_manifest::FederationConfig;

    use super::*;

    #[test]
    fn every_address_of_the_contract_has_its_page() {
        for (path, route) in [
            ("/", Route::Home),
            ("/login", Route::Login),
            ("/products", Route::Products),
            ("/products/", Route::Products),
            ("/product/p7", Route::Product),
            ("/cart", Route::Cart),
            ("/bag", Route::Moved("/cart")),
            ("/checkout", Route::Moved("/checkout/payment")),
            ("/checkout/payment", Route::Payment),
            ("/orders", Route::Orders),
            ("/orders/o1", Route::Order),
            ("/account", Route::Account),
        ] {
            assert_eq!(Route::at(path), route, "{path}");
        }
    }

    #[test]
    fn an_unknown_address_is_not_a_page_of_the_host() {
        for path in [
            "/product",
            "/cart/p1",
            "/product/p1/more",
            "/wishlist",
            "/checkout/other",
        ] {
            assert_eq!(Route::at(path), Route::Other, "{path}");
        }
    }

    /// The page's script and the server take the pages from federation.json.
    #[test]
    fn federation_json_lists_exactly_the_pages_of_the_host() {
        let config = FederationConfig::from_json(include_bytes!("../federation.json")).unwrap();
        // `routes` of remotes are not the host's pages.
        let mut pages: Vec<_> = config.remotes.iter().flat_map(|(_, remote)| &remote.pages).collect();
        pages.sort_unstable();
        // `/` belongs to the host itself and to no remote.
        let mut own: Vec<_> = PAGES
            .iter()
            .map(|(pattern, _)| *pattern)
            .filter(|pattern| *pattern != "/")
            .collect();
        own.sort_unstable();
        assert_eq!(pages, own);
    }

    #[test]
    fn a_key_is_equal_for_all_parameters_and_differs_between_pages() {
        let key = |path| Route::at(path).key(path);
        assert_eq!(key("/product/p1"), key("/product/p2"));
        let pages = [
            "/",
            "/login",
            "/products",
            "/product/p1",
            "/cart",
            "/checkout/payment",
            "/orders",
            "/orders/o1",
            "/account",
            "/x",
            "/y",
        ];
        for (index, page) in pages.iter().enumerate() {
            assert!(pages[..index].iter().all(|other| key(other) != key(page)), "{page}");
        }
    }

    #[test]
    fn each_order_has_its_own_title() {
        let title = |path| Route::at(path).title_at(path);
        assert_eq!(title("/orders/o1"), "Order o1 · Tarn");
        assert_eq!(title("/orders/o2/"), "Order o2 · Tarn");
        assert_eq!(title("/orders"), "Orders · Tarn");
    }

    #[test]
    fn every_page_of_the_host_has_its_own_description() {
        let paths = [
            "/",
            "/login",
            "/products",
            "/product/p1",
            "/cart",
            "/checkout/payment",
            "/orders",
            "/orders/o1",
            "/account",
        ];
        let mut descriptions = paths.map(|path| Route::at(path).description()).to_vec();
        descriptions.sort_unstable();
        descriptions.dedup();
        assert_eq!(descriptions.len(), paths.len());
    }

    #[test]
    fn a_product_id_with_capitals_has_a_lowercase_canonical_address() {
        assert_eq!(Route::canonical("/product/P1").as_deref(), Some("/product/p1"));
        assert_eq!(Route::canonical("/product/p%3F/").as_deref(), Some("/product/p%3f"));
        assert_eq!(Route::product_id("/product/P1"), "p1");
        for path in [
            "/product/p1",
            "/product/p%3f",
            "/product",
            "/orders/O1",
            "/Product/P1",
            "/product/P1/more",
        ] {
            assert_eq!(Route::canonical(path), None, "{path}");
        }
    }

    #[test]
    fn a_page_has_the_parameter_of_its_pattern() {
        assert_eq!(Route::parameter("/product/p7"), Some("p7"));
        assert_eq!(Route::parameter("/products"), None);
        assert_eq!(Route::parameter("/checkout/payment"), None);
    }
}
