//! The address after a login. It comes from the page's own address, so it is untrusted.

/// `return_to` if it is an address within the shop and not the login, else `/`.
pub(crate) fn safe_return_to(return_to: Option<&str>) -> &str {
    return_to.filter(|address| is_within_shop(address)).unwrap_or("/")
}

/// Names the page that required the login, as the first sentence of the login page. Empty if the shopper opened the login
/// directly.
pub(crate) fn reason(return_to: Option<&str>) -> &'static str {
    let path = safe_return_to(return_to).split(['?', '#']).next().unwrap_or_default();
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    match segments.next() {
        Some("cart" | "bag") => "Log in to see your cart. ",
        Some("checkout") => "Log in to pay. ",
        Some("orders") => "Log in to see your orders. ",
        Some("account") => "Log in to see your account. ",
        _ => "",
    }
}

fn is_within_shop(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    // Browsers read a backslash as a slash, drop tabs and line breaks, and treat `//name` as another site, even if the two
    // slashes meet only after `/./` is resolved.
    path.starts_with('/')
        && !path.contains("//")
        && !address.contains('\\')
        && !address.contains(char::is_control)
        && path.trim_end_matches('/') != "/login"
}

#[cfg(test)]
mod tests {
    use super::{reason, safe_return_to};

    #[test]
    fn the_page_that_required_the_login_is_named() {
        for (address, expected) in [
            ("/cart", "Log in to see your cart. "),
            ("/checkout/payment", "Log in to pay. "),
            ("/orders/ab?x=1", "Log in to see your orders. "),
            ("/account#chat", "Log in to see your account. "),
            ("/products", ""),
            ("//evil.example/cart", ""),
        ] {
            assert_eq!(reason(Some(address)), expected, "{address}");
        }
        assert_eq!(reason(None), "");
    }

    #[test]
    fn an_address_within_the_shop_is_kept_with_its_query_and_fragment() {
        for address in [
            "/",
            "/cart",
            "/products?page=2&query=a//b",
            "/account#chat",
            "/login-help",
        ] {
            assert_eq!(safe_return_to(Some(address)), address);
        }
    }

    #[test]
    fn an_address_of_another_site_is_refused() {
        for address in [
            "https://evil.example",
            "javascript:alert(1)",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/.//evil.example",
            "evil.example",
            " /cart",
            "",
        ] {
            assert_eq!(safe_return_to(Some(address)), "/", "{address:?}");
        }
    }

    #[test]
    fn the_login_itself_is_refused() {
        for address in ["/login", "/login/", "/login?returnTo=/login", "/login#top"] {
            assert_eq!(safe_return_to(Some(address)), "/", "{address}");
        }
        assert_eq!(safe_return_to(None), "/");
    }
}
